"""What the code decides about a question, before a word of prose exists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cleanclaim.answer import Branch, CodeEntry, Verdict
from cleanclaim.claim import Claim
from cleanclaim.finding import Report
from cleanclaim.knowledge import Passage, Policy


@dataclass(frozen=True)
class Statement:
    """A sentence by the key of its phrase, what fills it, and the passages it stands on."""

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    cites: tuple[str, ...] = ()


def distinct(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Give every statement once; what fills one cannot be hashed."""
    found: list[Statement] = []
    for each in statements:
        if each not in found:
            found.append(each)
    return tuple(found)


@dataclass(frozen=True)
class Decision:
    """Verdict, codes with their stance, reasons and what to show. Every later step words it; none changes it."""

    verdict: Verdict | None
    short: tuple[Statement, ...]
    points: tuple[Statement, ...] = ()
    remedies: tuple[Statement, ...] = ()
    questions: tuple[Statement, ...] = ()
    branches: tuple[Branch, ...] = ()
    codes: tuple[CodeEntry, ...] = ()
    claim: Claim = field(default_factory=Claim)
    report: Report | None = None
    aspects: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    policies: tuple[Policy, ...] = ()
    passages: tuple[Passage, ...] = ()
    wants_passages: bool = True
    parts: "tuple[Decision, ...]" = ()
    """The decisions on several questions of one text, in their order."""
