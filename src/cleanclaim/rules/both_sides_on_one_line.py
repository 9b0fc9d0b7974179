"""One line says both sides twice.

Modifier 50 means both sides and stands without LT or RT; LT and RT on one line say the same in a form that Medicare does
not price for a procedure paid by side.

Report both sides on one line with modifier 50 and one unit; a surgery centre, or a payer that asks for it, takes two
lines, one with LT and one with RT.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="First Coast",
        document="Bilateral indicators",
        section="indicator 1",
        url="https://medicare.fcso.com/coding/bilateral-indicators",
    ),
    table="pfs",
    severity="at_risk",
    modifiers=modifier.SIDES,
    sees=("line",),
    denied=("20610-LT-RT", "27096-50-RT"),
    clean=("20610-50", "20610-RT; 20610-LT", "20552-50-RT"),
)
def both_sides_on_one_line(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        said = [each for each in line.modifiers if each in modifier.SIDES]
        fee = tables.fee(line.code)
        # Codes not paid by side have their own rules; indicator 3 may carry LT and RT on one line.
        by_side = fee is None or fee.bilateral == "1" or (fee.bilateral == "3" and "50" in said)
        if len(set(said)) > 1 and by_side:
            yield Problem(
                line, f"{line.code} carries {' and '.join(dict.fromkeys(said))}: say both sides once, with 50."
            )
