"""Coverage documents: a list, and one whole."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from cleanclaim import lookup
from cleanclaim.api import problems
from cleanclaim.api.parts import On, State, state_of
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.codes import validate
from cleanclaim.lookup import PolicyRecord, PolicySummary
from cleanclaim.reading import places

Payer = Annotated[str | None, Query(min_length=1, max_length=80, examples=["medicare"])]
Procedure = Annotated[
    str | None, Query(min_length=1, max_length=20, description="A CPT or HCPCS code.", examples=["20552"])
]


def routes(service: Service) -> APIRouter:
    router = guarded(service, "read", "policies")

    @router.get("/v1/policies", responses=problems.of(422))
    def policies(
        procedure: Procedure = None, state: State = None, payer: Payer = None, on: On = None
    ) -> list[PolicySummary]:
        """List the documents in force. Imported ones are thousands and are found by a procedure or their number."""
        code = validate(procedure, "CPT", "HCPCS") if procedure else None
        named = places.canonical_payer(payer) if payer else None
        found = lookup.policies(service.assistant.knowledge, service.day(on), code, state_of(state), named)
        return list(found)

    @router.get("/v1/policies/{number}", responses=problems.of(404, 422))
    def policy(number: Annotated[str, Path(examples=["L34211"], max_length=60)], on: On = None) -> PolicyRecord:
        """Give a document by its number or its article's; `in_force` says whether it holds on the date."""
        found = lookup.policy(service.assistant.knowledge, number, service.day(on))
        if found is None:
            raise Refused(404, f"“{number}” is no document on file; GET /v1/policies lists them.", "unknown-policy")
        return found

    return router
