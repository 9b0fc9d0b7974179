"""Coverage documents as of a date: a list to choose from, and one whole with its sections."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.citation import Grade
from cleanclaim.coverage import DiagnosisGroup, DiagnosisList, Limit, Session
from cleanclaim.knowledge import Knowledge, Policy, Source


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PolicySummary(_Part):
    """A coverage document in a list."""

    id: str
    article: str | None
    kind: Literal["lcd", "article", "ncd", "manual", "commercial"]
    title: str
    authority: str
    payer: str
    mac: str | None
    states: tuple[str, ...]
    effective_from: date | None
    effective_to: date | None
    in_force: bool
    procedures: tuple[str, ...]
    verified: Grade
    url: str


class Section(_Part):
    """One section of a document in our own words."""

    passage: str
    document: str
    section: str
    text: str
    verified: Grade
    url: str


class PolicyRecord(PolicySummary):
    """A coverage document with what rules enforce of it, and its sections."""

    on: date
    article_url: str | None
    diagnoses: DiagnosisList
    groups: tuple[DiagnosisGroup, ...]
    limits: tuple[Limit, ...]
    session: Session | None
    modifiers_refused: tuple[str, ...]
    reviewed: date
    sources: tuple[Source, ...]
    sections: tuple[Section, ...]


def policies(
    knowledge: Knowledge,
    on: date,
    code: str | None = None,
    state: str | None = None,
    payer: str | None = None,
) -> tuple[PolicySummary, ...]:
    """List the documents in force, for a procedure, a state, a payer where given.

    Without a procedure our own documents are listed: imported ones are thousands, found by a code or by their number.
    """
    found: Iterable[Policy] = knowledge.naming(code, on) if code else knowledge.policies
    return tuple(
        _summary(p, on)
        for p in found
        if p.is_in_force(on)
        and (payer is None or p.payer == payer)
        and (state is None or not p.states or state in p.states)
    )


def policy(knowledge: Knowledge, number: str, on: date) -> PolicyRecord | None:
    """Find a document by its own number or its article's, whole; `in_force` says whether it holds on the date."""
    found = knowledge.policy(number)
    if found is None:
        return None
    numbers = [n for n in (found.id, found.article) if n]
    passages = found.sections or tuple(knowledge.passages_of(numbers))
    return PolicyRecord(
        **dict(_summary(found, on)),
        on=on,
        article_url=found.article_url,
        diagnoses=found.diagnoses,
        groups=found.groups,
        limits=found.limits,
        session=found.session,
        modifiers_refused=found.modifiers_refused,
        reviewed=found.reviewed,
        sources=found.sources,
        sections=tuple(
            Section(passage=p.id, document=p.document, section=p.section, text=p.text, verified=p.verified, url=p.url)
            for p in passages
        ),
    )


def _summary(policy: Policy, on: date) -> PolicySummary:
    return PolicySummary(
        id=policy.id,
        article=policy.article,
        kind=policy.kind,
        title=policy.title,
        authority=policy.authority,
        payer=policy.payer,
        mac=policy.mac,
        states=policy.states,
        effective_from=policy.effective_from,
        effective_to=policy.effective_to,
        in_force=policy.is_in_force(on),
        procedures=policy.procedures,
        verified=policy.verified,
        url=policy.url,
    )
