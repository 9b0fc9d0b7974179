"""A notice of liability stands on a line with more units than the MUE allows.

A denial by an MUE is a denial of coding, not of medical necessity. An ABN cannot shift it to the patient, signed or not.

Report the units the record supports up to the MUE; where more were done and needed, appeal with the record instead of
billing the patient.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, V (MUE denials and ABN)",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="mue",
    severity="at_risk",
    payers=("medicare",),
    modifiers=("GA", "GX"),
    sees=("code",),
    denied=("20553-GA x2", "20552-GA; 20552-GA"),
    clean=("20553-GA", "20553 x2", "20610-GA x2"),
)
def notice_against_mue(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for code in claim.procedure_codes:
        lines = [line for line in claim.lines if line.code == code]
        mue = tables.mue(code)
        noticed = next((line for line in lines if not {"GA", "GX"}.isdisjoint(line.modifiers)), None)
        if mue is None or noticed is None:
            continue
        counted = [line.units for line in lines]
        units = max(counted) if mue.adjudication == "1" else sum(counted)
        if units > mue.value:
            yield Problem(
                noticed,
                f"{code} has {units} units against an MUE of {mue.value}: a notice does not make the patient pay for an MUE "
                "denial.",
                release=mue.release,
            )
