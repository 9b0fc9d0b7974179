"""The rules as a person reads them."""

from typing import Annotated

from fastapi import APIRouter, Path

from cleanclaim import lookup
from cleanclaim.api import problems
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.lookup import RuleRecord


def routes(service: Service) -> APIRouter:
    router = guarded(service, "read", "rules")

    @router.get("/v1/rules")
    def every_rule() -> tuple[RuleRecord, ...]:
        """List every rule with its citation and examples."""
        return lookup.rules()

    @router.get("/v1/rules/{name}", responses=problems.of(404, 422))
    def one_rule(name: Annotated[str, Path(examples=["ptp-pair"], max_length=100)]) -> RuleRecord:
        """Explain one rule."""
        rule = lookup.rule(name)
        if rule is None:
            raise Refused(404, f"“{name[:60]}” is no rule; GET /v1/rules lists them.", "unknown-rule")
        return rule

    return router
