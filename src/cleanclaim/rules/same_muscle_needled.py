"""A trigger point injection and needling are billed on one day.

Needling a muscle that was also injected is one service. NCCI pairs the codes with indicator 1, so both are paid only
where the needled muscles are other ones.

Report the injection alone where the muscles are the same; where they differ, name the muscles of each and append XS (or
59) to the needling.
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
        document="NCCI PTP practitioner edits 2024 Q3 (v30.2)",
        section="20552 and 20553 / 20560 and 20561, indicator 1",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    codes=("20560", "20561"),
    severity="at_risk",
    denied=("20552; 20560-XS", "20553; 20561-59 | muscles 5", "20552; 20560-XS | muscles trapezius-R"),
    clean=("20560", "20610; 20560-XS", "20553"),
)
def same_muscle_needled(claim: Claim, tables: Tables) -> Iterator[Problem]:
    injected = next((code for code in ("20552", "20553") if code in claim.procedure_codes), None)
    one_muscle = claim.count_muscles() == 1
    for line in claim.lines:
        if injected and line.code in ("20560", "20561"):
            told = "only one muscle is named" if one_muscle else "both stand only if the needled muscles are other ones"
            yield Problem(
                line,
                f"{injected} and {line.code} are billed on one day: {told}.",
                outcome="fail" if one_muscle else "conditional",
            )
