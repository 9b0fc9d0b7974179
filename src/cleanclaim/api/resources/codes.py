"""One code as of a date."""

from typing import Annotated

from fastapi import APIRouter, Path

from cleanclaim import codes, lookup
from cleanclaim.api import problems
from cleanclaim.api.parts import On
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.lookup import CodeRecord


def routes(service: Service) -> APIRouter:
    router = guarded(service, "read", "codes")

    @router.get("/v1/codes/{code}", responses=problems.of(404, 422))
    def code(code: Annotated[str, Path(examples=["20552"], max_length=20)], on: On = None) -> CodeRecord:
        """Say what every table on file says of a code; null where nothing does."""
        found = lookup.code(code, service.assistant.tables_on(service.day(on)), service.assistant.knowledge)
        if found is None:
            rule = "unknown-diagnosis" if codes.identify(code) == "ICD-10-CM" else "unknown-code"
            raise Refused(404, f"“{code}” is in no table on file.", rule, (rule,))
        return found

    return router
