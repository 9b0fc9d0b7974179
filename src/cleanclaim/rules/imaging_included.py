"""Guidance is billed, and every injection of the claim already includes it.

Many injection codes include their imaging. Guidance beside them has nothing of its own to guide, and a modifier that
passes the edit does not change that.

Report the injection alone; guidance is reported apart only with an injection whose code does not include it.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

INCLUDED = frozenset(
    "0232T 20604 20606 20611 27096 G0260 62321 62323 62325 62327 64451 64454 64461 64462 64463 64466 64467 64468 64469 64473 "
    "64474 64479 64480 64483 64484 64486 64487 64488 64489 64490 64491 64492 64493 64494 64495 64624 64625 64628 64629 64633 64634 64635 64636".split()
)
WHEN_USED = frozenset("64415 64416 64417 64445 64446 64447 64448".split())
"""Reworded for 2023 to include imaging when used: general knowledge, NCCI 2024 Q3 holds no such edit."""
_CARRY_NONE = ("visit", "drug", "guidance", "administration", "sedation", "therapy")


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025 and PTP edits 2024 Q3; society notices for the nerve codes",
        section="ch. VIII and IX, imaging included",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
        verified="secondary",
    ),
    table="ptp",
    severity="at_risk",
    codes=("76942", "77002", "77003"),
    denied=("64466; 76942", "62323; 77003-59", "64447; 76942"),
    clean=("20610; 77002", "62323; 77003", "62323; 20550; 77002-59"),
)
def imaging_included(claim: Claim, tables: Tables) -> Iterator[Problem]:
    guided = [code for code in claim.procedure_codes if tables.family(code) not in _CARRY_NONE]
    if not guided or not set(guided) <= INCLUDED | WHEN_USED:
        return
    sure = set(guided) <= INCLUDED
    for line in claim.lines:
        if tables.family(line.code) != "guidance":
            continue
        # An edit that nothing releases is for ptp-pair to report.
        if any(tables.ptp(code, line.code) for code in guided) and not modifier.BYPASS & set(line.modifiers):
            continue
        doubt = "" if sure else "; this is general knowledge of the 2023 codes and was not read in a source"
        yield Problem(
            line,
            f"{line.code} has nothing to guide: {' and '.join(guided)} include{'s' * (len(guided) == 1)} the imaging{doubt}.",
            outcome="fail" if sure else "conditional",
        )
