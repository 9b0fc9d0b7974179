"""A drug counted by the milligram or unit is billed as one.

Some drug codes count a single milligram, or one unit of a toxin: J1010 is 1 mg of methylprednisolone acetate, so 40 mg is
40 units. One unit there is most often a vial, a millilitre or the old code's count.

Count the units from the dose in the record: the dose given divided by the dose of one unit, a part unit rounded up.
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
        document="HCPCS Level II file",
        section="long descriptions of the drug codes",
        url="https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system",
    ),
    table="drugs",
    severity="at_risk",
    sees=("code",),
    denied=("20610; J1010 | dos 2026-03-02", "64615; J0585"),
    clean=("20610; J1010 x40 | dos 2026-03-02", "20610; J3301", "20610; J1010 x79; J1010-JW"),
)
def dose_not_in_units(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for code in claim.procedure_codes:
        lines = [line for line in claim.lines if line.code == code]
        drug = tables.drug(code)
        if drug and drug.dose <= 1 and drug.measure in ("mg", "unit") and sum(line.units for line in lines) == 1:
            yield Problem(
                lines[0],
                f"{code} x1 is {drug.dose:g} {drug.measure} of {drug.name} in all: right only if that was the dose.",
                outcome="conditional",
            )
