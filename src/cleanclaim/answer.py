"""The answer: one schema for every surface. A value that shows an unchecked code cannot be constructed."""

from datetime import date
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, model_validator

from cleanclaim import mentions
from cleanclaim.citation import Grade
from cleanclaim.finding import Check, Finding

Verdict = Literal["yes", "no", "depends", "needs_information", "out_of_scope"]
Stance = Literal["recommended", "asked", "rejected", "mentioned"]
Coding = Literal["pass", "conditional", "fail", "not_checked"]
CoverageStatus = Literal["covered", "not_covered", "depends", "not_checked"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class AnswerContext(_Part):
    """What the question was answered for; null where nobody said."""

    state: str | None = None
    payer: str | None = None
    date_of_service: date | None = None


class CodeEntry(_Part):
    """One code the answer names, with its stance and what the checks say of it, coding and coverage apart."""

    code: str
    system: Literal["CPT", "HCPCS", "ICD-10-CM"]
    label: str
    stance: Stance
    modifiers: tuple[str, ...] = ()
    units: int | None = None
    coding: Coding
    coverage: CoverageStatus
    findings: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()

    @model_validator(mode="after")
    def _recommend_only_what_passes(self) -> Self:
        if self.stance == "recommended" and self.coding not in ("pass", "conditional"):
            raise ValueError(f"{self.code} is recommended although its coding is {self.coding}")
        return self


class AnswerCitation(_Part):
    """A passage the answer stands on, with the quoted words and where they stand in it."""

    n: int
    passage: str
    document: str
    title: str
    section: str
    url: str
    effective_from: date | None = None
    effective_to: date | None = None
    verified: Grade
    quote: str
    start: int
    end: int


class Branch(_Part):
    """One case a verdict depends on: a MAC, a date, a number of muscles."""

    when: str
    document: str | None = None
    coverage: CoverageStatus | None = None
    result: str


class Versions(_Part):
    cleanclaim: str
    knowledge: str
    tables: dict[str, str] = {}


class Usage(_Part):
    """What a model was used for one answer: calls, tokens, seconds, and dollars where its prices are set."""

    calls: int
    tokens_in: int
    tokens_out: int
    seconds: float
    cost_usd: float | None = None


class Answer(_Part):
    """A checked and cited answer."""

    id: str
    case: str | None = None
    question: str
    context: AnswerContext
    as_of: date
    language: Literal["en", "es"] = "en"
    claim: str
    verdict: Verdict | None
    short: str
    text: str
    codes: tuple[CodeEntry, ...] = ()
    branches: tuple[Branch, ...] = ()
    findings: tuple[Finding, ...] = ()
    checks: tuple[Check, ...] = ()
    citations: tuple[AnswerCitation, ...] = ()
    questions: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    review: Literal["composed", "approved", "corrected", "withheld"]
    model: str | None = None
    """The model whose words are in `text`; None where every word is composed."""
    usage: Usage | None = None
    versions: Versions

    @model_validator(mode="after")
    def _show_only_checked_codes(self) -> Self:
        known = {entry.code for entry in self.codes}
        shown = {m.code for text in (self.short, self.text, *self.questions) for m in mentions.find(text)}
        if shown - known:
            raise ValueError(f"the text shows unchecked codes: {', '.join(sorted(shown - known))}")
        return self


class CheckAnswer(_Part):
    """The answer to a claim alone: the same object without prose."""

    claim: str
    as_of: date
    codes: tuple[CodeEntry, ...]
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    versions: Versions
