"""When each document was in force: those of a procedure, laid out by contractor and date."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.citation import Grade
from cleanclaim.knowledge import Knowledge, Policy


class Span(BaseModel):
    """A document and the days it is in force; an open start is not known, an open end means until replaced."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    title: str
    of: str
    """The contractor, or the authority where it is no contractor's."""
    states: tuple[str, ...]
    effective_from: date | None
    effective_to: date | None
    state: Literal["in force", "retired", "not yet in force"]
    verified: Grade
    url: str


def timeline(known: Knowledge, code: str, on: date, payer: str = "medicare") -> tuple[Span, ...]:
    """Give every document on file of a payer that names a procedure, of all dates, with its state on one date."""
    spans = (_span(p, on) for p in naming_ever(known, code) if p.payer == payer)
    return tuple(sorted(spans, key=lambda s: (s.of, s.effective_from or date.min, s.document)))


def naming_ever(known: Knowledge, code: str) -> Iterable[Policy]:
    """Give the policies that name a procedure, whatever their dates; an imported one beside ours."""
    official = known.imported.naming(code) if known.imported else ()
    return (*(p for p in known.policies if code in p.procedures and p.kind != "manual"), *official)


def _span(policy: Policy, on: date) -> Span:
    ended = policy.effective_to is not None and policy.effective_to < on
    return Span(
        document=policy.name,
        title=policy.title,
        of=policy.mac or policy.authority,
        states=policy.states,
        effective_from=policy.effective_from,
        effective_to=policy.effective_to,
        state="retired" if ended else "in force" if policy.is_in_force(on) else "not yet in force",
        verified=policy.verified,
        url=policy.article_url or policy.url,
    )
