"""The coverage of a procedure for a diagnosis: every document that may govern, judged by the rules."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import Branch, CoverageStatus, Versions
from cleanclaim.checking import versions
from cleanclaim.claim import Claim, Line
from cleanclaim.deciding import Desk
from cleanclaim.deciding.covering import cover
from cleanclaim.finding import Finding
from cleanclaim.lookup.policies import PolicySummary, policies
from cleanclaim.reading import Scenario


class CoverageRecord(BaseModel):
    """Whether a diagnosis supports a procedure, by document; silence on file is `not_checked`, never coverage."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    procedure: str
    diagnosis: str | None
    state: str | None
    payer: str
    on: date
    status: CoverageStatus
    why: str | None
    """Why nothing was checked, where nothing was."""
    branches: tuple[Branch, ...]
    findings: tuple[Finding, ...]
    policies: tuple[PolicySummary, ...]
    versions: Versions


def coverage(claim: Claim, desk: Desk) -> CoverageRecord:
    """Judge the first line of a claim by the documents in force on its date (today where it has none)."""
    line: Line = claim.lines[0]
    scenario = Scenario(question=str(claim), claim=claim)
    covered = cover(claim, scenario, desk, (line.code,))
    on, payer = desk.date_of(scenario), claim.payer or "medicare"
    governing = {p.name for p in covered.policies}
    summaries = policies(desk.knowledge, on, line.code, claim.state, payer)
    return CoverageRecord(
        procedure=line.code,
        diagnosis=claim.diagnoses[0] if claim.diagnoses else None,
        state=claim.state,
        payer=payer,
        on=on,
        status=covered.status,
        why=_why(claim, line, payer, bool(covered.policies)),
        branches=covered.branches,
        findings=covered.findings,
        policies=tuple(s for s in summaries if (f"{s.id}/{s.article}" if s.article else s.id) in governing),
        versions=versions(desk.knowledge, desk.tables_for(scenario)),
    )


def _why(claim: Claim, line: Line, payer: str, has_policies: bool) -> str | None:
    if not has_policies:
        where = f" in {claim.state}" if claim.state else ""
        return f"no document of {payer} on file names {line.code}{where} on that date"
    return None if claim.diagnoses else "no diagnosis was given"
