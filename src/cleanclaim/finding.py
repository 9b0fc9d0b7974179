"""What a rule says about a claim: problems, what could not be checked, and the report of all rules together."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim

Outcome = Literal["fail", "conditional"]
Severity = Literal["denied", "at_risk", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """A pattern a rule found, on a claim line, a code or the claim as a whole.

    `conditional` means that a fact not on the claim decides; the message names that fact.
    `codes` are the codes the problem touches, for the status of each code.
    """

    where: object
    message: str
    remedy: str | None = None
    outcome: Outcome = "fail"
    severity: Severity | None = None
    codes: tuple[str, ...] = ()
    citation: Citation | None = None
    """The document that says so, where it is not the rule's own."""
    about: Literal["coding", "coverage"] | None = None
    """Coding or coverage, where it is not what the rule is about."""
    release: str | None = None
    """The release of the row that was read, where a table mixes releases."""


@dataclass(frozen=True, slots=True)
class Unchecked:
    """Something a rule could not check, and why."""

    why: str
    codes: tuple[str, ...] = ()


class TableVersion(BaseModel):
    """A reference table as used: its name, the release, the rows in force on the date, and what it lacks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str
    rows: int | None = None
    gap: str | None = None
    """Why the release is not the one in force on the date; None when it is."""


class TableRef(BaseModel):
    """Name the table and release a finding was read from."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    version: str


class Finding(BaseModel):
    """A problem with the rule that found it, its remedy and its citation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str
    outcome: Outcome
    severity: Severity
    where: str
    message: str
    remedy: str
    citation: Citation
    table: TableRef | None = None
    codes: tuple[str, ...] = ()
    about: Literal["coding", "coverage"] = "coding"


class Check(BaseModel):
    """One check of the claim: against which table and release, how many rows, and whether it could run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    check: str
    table: str | None = None
    version: str | None = None
    rows: int | None = None
    state: Literal["checked", "not_checked"] = "checked"
    why: str | None = None
    codes: tuple[str, ...] = ()
    """The codes a not_checked check could not judge."""


class Report(BaseModel):
    """Everything the rules say about one claim."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    claim: Claim
    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]

    @property
    def is_clean(self) -> bool:
        """True only when nothing was found and every check ran on a table in force on the date."""
        return not self.findings and all(c.state == "checked" and c.why is None for c in self.checks)

    @property
    def fails(self) -> bool:
        return any(f.outcome == "fail" for f in self.findings)

    def of(self, code: str, about: str | None = None) -> tuple[Finding, ...]:
        """Give the findings that touch a code."""
        return tuple(f for f in self.findings if code in f.codes and about in (None, f.about))

    def named(self, rules: Iterable[str]) -> tuple[Finding, ...]:
        wanted = set(rules)
        return tuple(f for f in self.findings if f.rule in wanted)
