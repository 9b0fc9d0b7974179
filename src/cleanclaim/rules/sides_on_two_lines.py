"""Both sides of one procedure are billed on two lines.

For a code paid by side Medicare practitioners report both sides on one line with modifier 50. Two lines with LT and RT
are listed as wrong coding by First Coast, and the second line may deny as a duplicate.

Report one line with modifier 50 and one unit; keep two lines in a surgery centre, where Medicare wants them, or for a
payer that asks for them.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="First Coast",
        document="Bilateral indicators",
        section="indicator 1, incorrect coding",
        url="https://medicare.fcso.com/coding/bilateral-indicators",
    ),
    table="pfs",
    severity="at_risk",
    payers=("medicare",),
    modifiers=("LT", "RT"),
    sees=("code", "place_of_service"),
    denied=("20610-RT; 20610-LT", "64493-LT; 64493-RT"),
    clean=("20610-50", "20610-RT; 20610-LT | pos 24", "20610-RT; 20600-LT"),
)
def sides_on_two_lines(claim: Claim, tables: Tables) -> Iterator[Problem]:
    if claim.place_of_service == "24":
        return
    for code in claim.procedure_codes:
        lines = [line for line in claim.lines if line.code == code]
        left = next((line for line in lines if "LT" in line.modifiers), None)
        right = next((line for line in lines if "RT" in line.modifiers), None)
        fee = tables.fee(code)
        if left and right and left is not right and fee and fee.bilateral == "1":
            yield Problem(
                right,
                f"{left} and {right} are both sides of one procedure: {code}-50 says it on one line.",
                outcome="conditional",
            )
