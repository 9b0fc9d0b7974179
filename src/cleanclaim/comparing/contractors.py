"""What each Medicare contractor makes of a procedure: state by state, and a matrix of procedures by contractor.

Nothing is decided here: every status is the one the checker gives to a claim of that state. Where no document on file
was in force nothing was checked, whatever documents of other dates say.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import CheckAnswer, CoverageStatus
from cleanclaim.checking import Checker
from cleanclaim.citation import Grade
from cleanclaim.claim import Claim, Line
from cleanclaim.coverage import Coverage
from cleanclaim.planning.sessions import words
from cleanclaim.tables import Jurisdiction, Tables

Listed = Literal["listed", "unknown", "none", "no_document"]
"""The diagnosis list: on file, not on file, not set by the document; or no document at all."""

Support = Literal["listed", "not_listed", "refused", "not_checked"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Governing(_Part):
    """A document that governs, and the list it has for one procedure."""

    document: str
    title: str
    url: str
    effective_from: date | None
    effective_to: date | None
    verified: Grade
    """How far the document can be trusted."""
    list: Literal["listed", "unknown", "none"]
    listed: tuple[str, ...]
    refused: tuple[str, ...]
    complete: bool
    grade: Grade
    """How far the list can be trusted, not the document."""
    often: tuple[str, ...]
    """How often it pays, each limit in words with its own grade."""


class StateView(_Part):
    """One procedure in one state: who is asked, which documents govern, what the checker says of coverage."""

    state: str
    mac: str
    name: str
    jurisdiction: str
    exception: str
    """Where part of the state belongs to another contractor."""
    procedure: str
    documents: tuple[Governing, ...]
    list: Listed
    grade: Grade | None
    status: CoverageStatus
    why: str


class Cell(_Part):
    """One procedure at one contractor, all its states together."""

    mac: str
    procedure: str
    states: tuple[str, ...]
    documents: tuple[str, ...]
    list: Listed | Literal["differs"]
    grade: Grade | None
    status: CoverageStatus
    why: str


class Row(_Part):
    """One procedure at every contractor."""

    procedure: str
    label: str
    cells: tuple[Cell, ...]


def views(
    procedure: str, states: Iterable[str], checker: Checker, on: date, diagnoses: tuple[str, ...] = ()
) -> tuple[StateView, ...]:
    """Give what Medicare's contractor of each state makes of a procedure on a date; states on no table are left out.

    States of one contractor under the same documents are checked once.
    """
    tables = checker.tables_on(on)
    checked: dict[tuple[str, tuple[str, ...]], CheckAnswer] = {}
    found = []
    for state in states:
        where = tables.jurisdiction(state)
        if where is None:
            continue
        policies = tables.policies(procedure, state, "medicare")
        key = (where.mac, tuple(p.name for p in policies))
        if key not in checked:
            checked[key] = _check(procedure, state, checker, on, diagnoses)
        found.append(_view(procedure, where, policies, checked[key]))
    return tuple(found)


def matrix(
    procedures: Iterable[str], states: Iterable[str], checker: Checker, on: date, diagnoses: tuple[str, ...] = ()
) -> tuple[Row, ...]:
    """Give a row for every procedure and in it a cell for every contractor, in the order of their names."""
    tables, every = checker.tables_on(on), tuple(states)
    return tuple(_row(code, tables, views(code, every, checker, on, diagnoses)) for code in procedures)


def support(code: str, view: StateView) -> Support:
    """Say where a diagnosis stands on the list that governs a state; a list not on file is not checked."""
    if any(code in d.refused for d in view.documents):
        return "refused"
    if view.list != "listed":
        return "not_checked"
    return "listed" if any(code in d.listed for d in view.documents) else "not_listed"


def supports(
    codes: Iterable[str], groups: Iterable[tuple[StateView, tuple[str, ...]]]
) -> dict[tuple[Support, ...], tuple[str, ...]]:
    """Give the diagnoses that stand alike with every contractor together, under where they stand with each."""
    views = [view for view, _ in groups]
    found: dict[tuple[Support, ...], list[str]] = {}
    for code in dict.fromkeys(codes):
        found.setdefault(tuple(support(code, view) for view in views), []).append(code)
    return {standing: tuple(alike) for standing, alike in found.items()}


def supporting(found: Iterable[StateView]) -> tuple[str, ...]:
    """Give every diagnosis on the list of any document seen, in the order of the code set."""
    return tuple(sorted({code for view in found for document in view.documents for code in document.listed}))


def _check(procedure: str, state: str, checker: Checker, on: date, diagnoses: tuple[str, ...]) -> CheckAnswer:
    claim = Claim(lines=(Line(code=procedure),), diagnoses=diagnoses, date_of_service=on, state=state, payer="medicare")
    return checker.check(claim)


def _view(procedure: str, where: Jurisdiction, policies: tuple[Coverage, ...], answer: CheckAnswer) -> StateView:
    documents = tuple(governing(p, procedure) for p in policies)
    telling = _telling(documents)
    said = next(c.coverage for c in answer.codes if c.code == procedure)
    return StateView(
        state=where.state,
        mac=where.mac,
        name=where.name,
        jurisdiction=where.jurisdiction,
        exception=where.exception,
        procedure=procedure,
        documents=documents,
        list=telling.list if telling else "no_document",
        grade=telling.grade if telling and telling.list == "listed" else None,
        # Without a document nothing was checked, unless a national rule refuses all the same.
        status=said if telling or said == "not_covered" else "not_checked",
        why=reason(procedure, answer, telling),
    )


def governing(policy: Coverage, procedure: str) -> Governing:
    """Give a document with what its list for a procedure is worth."""
    each = policy.diagnoses_of(procedure)
    return Governing(
        document=policy.name,
        title=policy.title,
        url=policy.article_url or policy.url,
        effective_from=policy.effective_from,
        effective_to=policy.effective_to,
        verified=policy.verified,
        list=each.state,
        listed=each.codes,
        refused=each.refused,
        complete=each.complete,
        grade=each.verified,
        often=tuple(f"{words(limit)} ({limit.verified})" for limit in policy.limits),
    )


def _telling(documents: tuple[Governing, ...]) -> Governing | None:
    """Give the document that tells most: one with a list, then one whose list is not on file, then any."""
    order = {"listed": 0, "unknown": 1, "none": 2}
    return min(documents, key=lambda d: order[d.list], default=None)


def reason(procedure: str, answer: CheckAnswer, telling: Governing | None) -> str:
    """Say why coverage stands where it stands, in the words of the findings and checks."""
    said = [f.message for f in answer.findings if f.about == "coverage" and procedure in f.codes]
    blind = [c.why for c in answer.checks if c.check == "policies" and c.state == "not_checked" and c.why]
    if said or blind:
        return " ".join((*said, *(f"{each[0].upper()}{each[1:]}." for each in blind)))
    if telling and telling.list == "listed":
        listed = [c.code for c in answer.codes if c.code in telling.listed]
        firm = telling.complete and telling.grade == "official"
        graded = "" if firm else f" (a list reported by {telling.grade} sources; the official one was not read)"
        return (
            f"{' and '.join(listed)} {'is' if len(listed) == 1 else 'are'} on the list of {telling.document}{graded}."
        )
    return "No document on file objects." if telling else "No document is on file."


def _row(code: str, tables: Tables, found: tuple[StateView, ...]) -> Row:
    known = tables.procedure(code)
    macs = sorted({view.mac for view in found})
    cells = tuple(_cell(code, mac, tuple(v for v in found if v.mac == mac)) for mac in macs)
    return Row(procedure=code, label=known.label if known else "in no table on file", cells=cells)


def _cell(code: str, mac: str, found: tuple[StateView, ...]) -> Cell:
    lists, statuses = {v.list for v in found}, {v.status for v in found}
    grades = {v.grade for v in found if v.grade}
    return Cell(
        mac=mac,
        procedure=code,
        states=tuple(sorted(v.state for v in found)),
        documents=tuple(dict.fromkeys(d.document for v in found for d in v.documents)),
        list=lists.pop() if len(lists) == 1 else "differs",
        grade=grades.pop() if len(grades) == 1 else None,
        status=statuses.pop() if len(statuses) == 1 else "depends",
        why=" ".join(dict.fromkeys(v.why for v in found)),
    )


def by_contractor(found: Iterable[StateView]) -> Iterator[tuple[StateView, tuple[str, ...]]]:
    """Give one view for each contractor's documents, with the states it speaks for."""
    groups: dict[tuple[str, tuple[str, ...]], list[StateView]] = {}
    for view in found:
        groups.setdefault((view.mac, tuple(d.document for d in view.documents)), []).append(view)
    yield from ((group[0], tuple(sorted(v.state for v in group))) for _, group in sorted(groups.items()))
