"""Two coverage documents fact by fact and section by section, or those in force on two dates."""

from collections.abc import Callable, Iterator
from datetime import date

from pydantic import BaseModel, ConfigDict

from cleanclaim.coverage import DiagnosisList, Session
from cleanclaim.knowledge import Knowledge, Passage, Policy
from cleanclaim.planning.sessions import words


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Fact(_Part):
    """One fact as each document states it."""

    name: str
    left: str
    right: str

    @property
    def is_same(self) -> bool:
        return self.left == self.right


class SectionPair(_Part):
    """The sections of one name; None where a document has none of it on file."""

    name: str
    left: Passage | None
    right: Passage | None


class DateComparison(_Part):
    """What governed a procedure on two dates."""

    first: date
    second: date
    stayed: tuple[Policy, ...]
    only_first: tuple[Policy, ...]
    only_second: tuple[Policy, ...]


_FACTS: dict[str, Callable[[Policy], str]] = {
    "Kind": lambda p: p.kind.upper() if p.kind in ("lcd", "ncd") else p.kind,
    "Issued by": lambda p: p.authority,
    "States": lambda p: " ".join(sorted(p.states)) or "not limited to states",
    "In force from": lambda p: str(p.effective_from or "not known"),
    "In force until": lambda p: str(p.effective_to or "not ended"),
    "Procedures": lambda p: " ".join(sorted(p.procedures)),
    "Diagnosis list": lambda p: _list(p.diagnoses_of(p.procedures[0]) if p.procedures else p.diagnoses),
    "How often": lambda p: "; ".join(f"{words(each)} ({each.verified})" for each in p.limits) or "not on file",
    "One session": lambda p: _session(p.session),
    "A repeat asks for": lambda p: _relief(p.session),
    "Modifiers refused": lambda p: " ".join(sorted(p.modifiers_refused)) or "none on file",
    "Grade of the document": lambda p: p.verified,
    "Read by us": lambda p: str(p.reviewed),
}


def facts(left: Policy, right: Policy) -> tuple[Fact, ...]:
    """Give every fact of two documents side by side, in a fixed order."""
    return tuple(Fact(name=name, left=tell(left), right=tell(right)) for name, tell in _FACTS.items())


def diagnoses(left: Policy, right: Policy, code: str) -> dict[str, tuple[str, ...]]:
    """Give the diagnoses both lists hold for a procedure, and those of one alone; empty where a list is not on file."""
    mine, others = (set(p.diagnoses_of(code).codes) for p in (left, right))
    return {
        "both": tuple(sorted(mine & others)),
        "left": tuple(sorted(mine - others)),
        "right": tuple(sorted(others - mine)),
    }


def sections(known: Knowledge, left: Policy, right: Policy) -> Iterator[SectionPair]:
    """Pair the sections of two documents by name, in the order of the left one."""
    mine, others = ({p.section: p for p in _passages(known, policy)} for policy in (left, right))
    for name in dict.fromkeys([*mine, *others]):
        yield SectionPair(name=name, left=mine.get(name), right=others.get(name))


def on_dates(
    known: Knowledge, code: str, first: date, second: date, state: str | None = None, payer: str = "medicare"
) -> DateComparison:
    """Say which documents governed a procedure on both dates, and which on one alone."""
    before, after = (known.policies_for((code,), day, state, payer) for day in (first, second))
    return DateComparison(
        first=first,
        second=second,
        stayed=tuple(p for p in after if p in before),
        only_first=tuple(p for p in before if p not in after),
        only_second=tuple(p for p in after if p not in before),
    )


def _passages(known: Knowledge, policy: Policy) -> tuple[Passage, ...]:
    return policy.sections or tuple(known.passages_of(n for n in (policy.id, policy.article) if n))


def _list(each: DiagnosisList) -> str:
    if each.state == "unknown":
        return "exists, not on file: not checked"
    if each.state == "none":
        return "the document sets none"
    extent = "complete" if each.complete else "not confirmed to be complete"
    return f"{len(each.codes)} diagnoses ({each.verified}, {extent})"


def _relief(session: Session | None) -> str:
    if session is None or session.relief_percent is None:
        return "not on file"
    weeks = f" for at least {session.relief_weeks} weeks" if session.relief_weeks else ""
    return f"{session.relief_percent} percent relief{weeks} ({session.verified})"


def _session(session: Session | None) -> str:
    if session is None:
        return "not on file"
    said = [
        *({True: ["one region"], False: ["more than one region allowed"]}.get(session.one_region, [])),  # type: ignore[arg-type]
        *({True: ["other blocks allowed"], False: ["no other block"]}.get(session.other_blocks, [])),  # type: ignore[arg-type]
        *(["one code a day"] if session.one_code_a_day else []),
        *([f"guidance refused: {', '.join(session.guidance_refused)}"] if session.guidance_refused else []),
        *([f"injectates allowed: {', '.join(session.injectates_allowed)}"] if session.injectates_allowed else []),
        *([f"injectates refused: {', '.join(session.injectates_refused)}"] if session.injectates_refused else []),
    ]
    return f"{'; '.join(said) or 'nothing on file'} ({session.verified})"
