"""The rules as a person reads them."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from cleanclaim import rules
from cleanclaim.api import problems
from cleanclaim.api.problems import Refused
from cleanclaim.api.service import Service
from cleanclaim.rules import Rule


class RuleView(BaseModel):
    """A rule: what it finds, why a payer objects, what to bill instead, where that stands."""

    id: str
    title: str
    why: str
    remedy: str
    severity: str
    about: str
    authority: str
    document: str
    section: str
    url: str
    verified: str
    denied: tuple[str, ...]
    clean: tuple[str, ...]


def routes(service: Service) -> APIRouter:
    router = APIRouter(tags=["rules"])

    @router.get("/v1/rules")
    def every_rule() -> list[RuleView]:
        """List every rule with its citation and examples."""
        return [_view(rule) for rule in rules.catalogue()]

    @router.get("/v1/rules/{name}", responses=problems.of(404, 422))
    def one_rule(name: Annotated[str, Path(examples=["ptp-pair"], max_length=100)]) -> RuleView:
        """Explain one rule."""
        rule = rules.find(name)
        if rule is None:
            raise Refused(404, f"“{name[:60]}” is no rule; GET /v1/rules lists them.", "unknown-rule")
        return _view(rule)

    return router


def _view(rule: Rule) -> RuleView:
    said = {name: getattr(rule, name) for name in RuleView.model_fields if hasattr(rule, name)}
    cited = rule.citation
    return RuleView(
        **said,
        authority=cited.authority,
        document=cited.document,
        section=cited.section,
        url=cited.url,
        verified=cited.verified,
    )
