"""A chiropractic manipulation does not say whether it was active treatment.

Since 2004-10-01 Medicare denies 98940, 98941 and 98942 without AT: without it the treatment counts as maintenance, which is
not covered. AT beside GA is rejected from 2015-11-01.

Append AT if the record shows active treatment of an acute or chronic subluxation. Maintenance goes without AT, with GA where
an ABN was signed before it.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.rules.active_treatment_elsewhere import MANIPULATIONS
from cleanclaim.tables import Tables

_TOLD = {"AT", "GA", "GY", "GZ"}


@rule(
    citation=Citation(
        authority="First Coast",
        document="Modifier AT; Palmetto GBA on AT with GA",
        section="claims without AT deny; AT and GA on one line reject",
        url="https://medicare.fcso.com/node/8966",
    ),
    severity="at_risk",
    payers=("medicare",),
    codes=MANIPULATIONS,
    since=date(2004, 10, 1),
    sees=("line",),
    denied=("98941", "98940-AT-GA | dos 2026-03-02"),
    clean=("98941-AT", "98941-GA", "98941 | payer aetna"),
)
def manipulation_without_at(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        told = _TOLD & set(line.modifiers)
        if line.code in MANIPULATIONS and not told:
            yield Problem(
                line,
                f"{line.code} without AT is denied as maintenance: it carries AT if the record shows active treatment.",
                outcome="conditional",
            )
        elif line.code in MANIPULATIONS and {"AT", "GA"} <= told:
            yield Problem(
                line, f"{line.code} carries AT and GA: active treatment needs no notice, and the line is rejected."
            )
