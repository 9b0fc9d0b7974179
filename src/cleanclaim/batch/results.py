"""The result of one claim, in the shape clearing houses use: a code, a description, what to do about it."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cleanclaim.finding import Check, Finding

Outcome = Literal["no_finding", "conditional", "fail", "unreadable"]
"""`no_finding` is not clean: what was not checked is said beside it."""


class ClaimError(BaseModel):
    """What is wrong with a claim, in the shape clearing houses use."""

    model_config = ConfigDict(frozen=True)

    code: str = Field(description="The id of the rule, or `unreadable-claim`.")
    description: str
    follow_up_action: str
    where: str | None = None
    severity: Literal["denied", "at_risk", "note"] | None = None


def unreadable(why: str) -> ClaimError:
    """Say that a claim could not be read."""
    again = "Correct the claim and send it again; it was not checked."
    return ClaimError(code="unreadable-claim", description=why, follow_up_action=again)


def error_of(finding: Finding) -> ClaimError:
    """Give a finding in the shape of clearing houses."""
    return ClaimError(
        code=finding.rule,
        description=finding.message,
        follow_up_action=finding.remedy,
        where=finding.where,
        severity=finding.severity,
    )


def outcome_of(findings: Iterable[Finding]) -> Outcome:
    """Give the worst that was found."""
    found = {finding.outcome for finding in findings}
    return "fail" if "fail" in found else "conditional" if found else "no_finding"


def cited(finding: Finding) -> dict[str, Any]:
    """Give a finding as a line of a batch's results: the error, the source it stands on and the release it read."""
    table = finding.table
    return {
        "code": finding.rule,
        "description": finding.message,
        "follow_up_action": finding.remedy,
        "where": finding.where,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "source": str(finding.citation),
        "table": f"{table.name} {table.version}" if table else None,
    }


def not_checked(checks: Iterable[Check]) -> dict[str, str | None]:
    """Give every check that did not run, or ran on another release, with why."""
    return {c.check: c.why for c in checks if c.state == "not_checked" or c.why}
