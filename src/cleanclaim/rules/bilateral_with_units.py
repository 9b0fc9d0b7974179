"""A bilateral procedure is billed with more than one unit.

Modifier 50 already says that both sides were treated. A second unit beside it claims four sides, so the payer denies the
line or pays too much and takes it back.

Bill one line with modifier 50 and one unit; First Coast alone counts a unit for each further pair that was treated.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

FIRST_COAST = Citation(
    authority="First Coast",
    document="Bilateral indicators",
    section="indicator 1",
    url="https://medicare.fcso.com/coding/bilateral-indicators",
)


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, V (MUE and modifier 50) and ch. IV",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="pfs",
    modifiers=("50",),
    sees=("line", "state"),
    denied=("20610-50 x2", "64493-50 x2", "20610-50 x2 | state FL"),
    clean=("20610-50", "20610 x2", "20553-50 x3"),
)
def bilateral_with_units(claim: Claim, tables: Tables) -> Iterator[Problem]:
    where = tables.jurisdiction(claim.state) if claim.state else None
    counts_pairs = where is not None and where.mac == "First Coast" and (claim.payer or "medicare") == "medicare"
    for line in claim.lines:
        fee = tables.fee(line.code)
        # Where the code is not paid by side at all, bilateral-not-allowed says so.
        if "50" not in line.modifiers or line.units == 1 or (fee and fee.bilateral not in ("1", "3")):
            continue
        if counts_pairs:
            message = f"{line} claims {line.units} pairs: right at First Coast only if {line.units} pairs were treated."
            yield Problem(line, message, outcome="conditional", severity="at_risk", citation=FIRST_COAST)
        else:
            yield Problem(line, f"{line} claims both sides {line.units} times; modifier 50 goes with one unit.")
