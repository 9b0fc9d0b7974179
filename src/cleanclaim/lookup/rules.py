"""A rule as a person reads it."""

from pydantic import BaseModel, ConfigDict

from cleanclaim import rules as all_rules
from cleanclaim.rules import Rule


class RuleRecord(BaseModel):
    """A rule: what it finds, why a payer objects, what to bill instead, where that stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

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


def rules() -> tuple[RuleRecord, ...]:
    """Give every rule, in the order of their ids."""
    return tuple(map(_record, all_rules.catalogue()))


def rule(name: str) -> RuleRecord | None:
    """Find a rule by its id."""
    found = all_rules.find(name)
    return _record(found) if found else None


def _record(rule: Rule) -> RuleRecord:
    said = {name: getattr(rule, name) for name in RuleRecord.model_fields if hasattr(rule, name)}
    cited = rule.citation
    return RuleRecord(
        **said,
        authority=cited.authority,
        document=cited.document,
        section=cited.section,
        url=cited.url,
        verified=cited.verified,
    )
