"""The receipt of one answer, as a value."""

from datetime import date
from hashlib import sha256
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import Answer, Branch, CodeEntry, Coding, CoverageStatus, Stance, Verdict
from cleanclaim.deciding import Decision
from cleanclaim.evidence import Evidence
from cleanclaim.finding import Check, Finding
from cleanclaim.reading import Scenario
from cleanclaim.receipts.program import program


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AskedQuestion(_Part):
    """The question by the hash of its redacted words; the words themselves only where the operator keeps them."""

    sha256: str
    text: str | None = None
    earlier: tuple[str, ...] = ()
    """The hashes of the conversation's earlier questions, oldest first."""


class JudgedCode(_Part):
    """A code with what was decided of it."""

    code: str
    stance: Stance
    modifiers: tuple[str, ...] = ()
    units: int | None = None
    coding: Coding
    coverage: CoverageStatus
    findings: tuple[str, ...] = ()


class Derived(_Part):
    """Everything that follows from scenario, tables and knowledge, and so can be derived again."""

    claim: str
    verdict: Verdict | None
    codes: tuple[JudgedCode, ...] = ()
    branches: tuple[Branch, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()


class CitedPassage(_Part):
    """A passage that the answer quotes: its place in the knowledge, and the hash of the quoted words."""

    passage: str
    start: int
    end: int
    sha256: str


class ReceiptVersions(_Part):
    """What the answer was derived with. `program` is a hash of the code, for a number alone does not pin it."""

    cleanclaim: str
    program: str
    knowledge: str
    tables: dict[str, str]


class Receipt(_Part):
    """What one answer stood on. Its id is the answer's."""

    kind: Literal["answer"]
    id: str
    question: AskedQuestion
    today: date
    as_of: date
    scenario: Scenario
    derived: Derived
    mentioned: tuple[JudgedCode, ...] = ()
    """The codes that only the text names, judged alone."""
    passages: tuple[CitedPassage, ...] = ()
    versions: ReceiptVersions
    review: str
    model: str | None = None
    short: str
    text: str
    """`short` and `text` as SHA-256 of what was shown."""


class Rewording(_Part):
    """The text that was shown in place of the receipt's, once a model had written it."""

    kind: Literal["text"]
    of: str
    mentioned: tuple[JudgedCode, ...] = ()
    passages: tuple[CitedPassage, ...] = ()
    review: str
    """As in the answer, or `unfinished` where the reader left before the end."""
    model: str | None = None
    short: str
    text: str


def hashed(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def receipt(
    evidence: Evidence, answer: Answer, today: date, earlier: tuple[str, ...] = (), keeps_question: bool = False
) -> Receipt:
    """Make the receipt of an answer; `earlier` are the redacted earlier questions."""
    decided = {entry.code for entry in evidence.decision.codes}
    return Receipt(
        kind="answer",
        id=answer.id,
        question=AskedQuestion(
            sha256=hashed(answer.question),
            text=answer.question if keeps_question else None,
            earlier=tuple(map(hashed, earlier)),
        ),
        today=today,
        as_of=answer.as_of,
        # Words no one knows may be anyone's; they word an answer and decide nothing.
        scenario=_without_words(evidence.scenario),
        derived=derived(evidence.decision),
        mentioned=tuple(judged(entry) for entry in answer.codes if entry.code not in decided),
        passages=_cited(answer),
        versions=ReceiptVersions(
            cleanclaim=answer.versions.cleanclaim,
            program=program(),
            knowledge=answer.versions.knowledge,
            tables=answer.versions.tables,
        ),
        review=answer.review,
        model=answer.model,
        short=hashed(answer.short),
        text=hashed(answer.text),
    )


def _without_words(scenario: Scenario) -> Scenario:
    parts = tuple(map(_without_words, scenario.parts))
    return scenario.model_copy(update={"question": "", "facts": (), "strange": (), "parts": parts})


def rewording(answer: Answer, is_whole: bool = True) -> Rewording:
    """Make the line that completes a receipt."""
    return Rewording(
        kind="text",
        of=answer.id,
        mentioned=tuple(judged(entry) for entry in answer.codes if entry.stance == "mentioned"),
        passages=_cited(answer),
        review=answer.review if is_whole else "unfinished",
        model=answer.model,
        short=hashed(answer.short),
        text=hashed(answer.text),
    )


def _cited(answer: Answer) -> tuple[CitedPassage, ...]:
    return tuple(
        CitedPassage(passage=c.passage, start=c.start, end=c.end, sha256=hashed(c.quote)) for c in answer.citations
    )


def derived(decision: Decision) -> Derived:
    """Give the part of a decision that a receipt keeps."""
    report = decision.report
    return Derived(
        claim=str(decision.claim),
        verdict=decision.verdict,
        codes=tuple(map(judged, decision.codes)),
        branches=decision.branches,
        findings=report.findings if report else (),
        checks=report.checks if report else (),
    )


def judged(entry: CodeEntry) -> JudgedCode:
    """Give what a receipt keeps of a code's entry: what was decided, not how it is labelled or cited."""
    return JudgedCode.model_validate(entry.model_dump(exclude={"system", "label", "citations"}))
