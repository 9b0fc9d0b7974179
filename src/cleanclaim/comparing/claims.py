"""What changes when one thing of a claim changes: findings, statuses, and what could be checked."""

from collections import Counter

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import CheckAnswer, CodeEntry, Coding, CoverageStatus
from cleanclaim.finding import Check, Finding


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class CodeChange(_Part):
    """Where a code stood and where it stands; None where it is not on that claim."""

    code: str
    label: str
    coding: tuple[Coding | None, Coding | None]
    coverage: tuple[CoverageStatus | None, CoverageStatus | None]

    @property
    def is_change(self) -> bool:
        return self.coding[0] != self.coding[1] or self.coverage[0] != self.coverage[1]


class CheckChange(_Part):
    """A check that ran on one claim and not on the other, or on another release, or for another reason."""

    check: str
    before: str
    after: str


class Changes(_Part):
    """What the second answer says that the first did not, and the other way round."""

    before: str
    after: str
    gone: tuple[Finding, ...]
    new: tuple[Finding, ...]
    kept: tuple[Finding, ...]
    codes: tuple[CodeChange, ...]
    checks: tuple[CheckChange, ...]

    @property
    def is_same(self) -> bool:
        """True when nothing a person would act on differs."""
        return not (self.gone or self.new or self.checks or any(c.is_change for c in self.codes))


def changes(before: CheckAnswer, after: CheckAnswer) -> Changes:
    """Compare two answers on claims. A finding is the same when rule, outcome, severity and message are."""
    had, has = (Counter(map(_key, answer.findings)) for answer in (before, after))
    return Changes(
        before=before.claim,
        after=after.claim,
        gone=tuple(f for f in before.findings if _key(f) not in has),
        new=tuple(f for f in after.findings if _key(f) not in had),
        kept=tuple(f for f in after.findings if _key(f) in had),
        codes=_codes(before.codes, after.codes),
        checks=_checks(before.checks, after.checks),
    )


def _key(finding: Finding) -> tuple[str, str, str, str, str]:
    return finding.rule, finding.outcome, finding.severity, finding.message, finding.citation.document


def _codes(before: tuple[CodeEntry, ...], after: tuple[CodeEntry, ...]) -> tuple[CodeChange, ...]:
    had, has = ({entry.code: entry for entry in entries} for entries in (before, after))
    return tuple(
        CodeChange(
            code=code,
            label=(has.get(code) or had[code]).label,
            coding=(_coding(had.get(code)), _coding(has.get(code))),
            coverage=(_coverage(had.get(code)), _coverage(has.get(code))),
        )
        for code in dict.fromkeys([*had, *has])
    )


def _coding(entry: CodeEntry | None) -> Coding | None:
    return entry.coding if entry else None


def _coverage(entry: CodeEntry | None) -> CoverageStatus | None:
    return entry.coverage if entry else None


def _checks(before: tuple[Check, ...], after: tuple[Check, ...]) -> tuple[CheckChange, ...]:
    had, has = ({each.check: _told(each) for each in checks} for checks in (before, after))
    return tuple(
        CheckChange(check=name, before=had.get(name, "not needed"), after=has.get(name, "not needed"))
        for name in sorted(had.keys() | has.keys())
        if had.get(name) != has.get(name)
    )


def _told(check: Check) -> str:
    state = check.state.replace("_", " ")
    on = f" on {check.version}" if check.version and check.table != "policies" else ""
    return f"{state}{on}" + (f": {check.why}" if check.why else "")
