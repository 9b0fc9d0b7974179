"""A drug is billed with a code that names no drug.

J3490, J3590, J7999 and C9399 say only that a drug has no code of its own. Without its name, strength and dose in the
claim note (item 19 on paper) the line comes back as incomplete.

Look for the drug's own code first; where there is none, give name, strength and dose in the claim note and bill one unit.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

CODES = {
    "J3490": "a drug without a code of its own",
    "J3590": "a biologic without a code of its own",
    "J7999": "a compounded drug",
    "C9399": "a newly approved drug on a facility claim",
}


@rule(
    citation=Citation(
        authority="Palmetto GBA",
        document="Unclassified drug codes",
        section="J3490, J3590, J7999, C9399",
        url="https://www.palmettogba.com/palmetto/jjb.nsf/DID/BY6RTU8205",
    ),
    severity="at_risk",
    codes=CODES,
    sees=("line", "place_of_service"),
    denied=("20610; J3490", "20552; J7999", "20552; C9399 | pos 11"),
    clean=("20610; J3301 x4", "20610"),
)
def unclassified_drug(claim: Claim, tables: Tables) -> Iterator[Problem]:
    place = tables.place(claim.place_of_service) if claim.place_of_service else None
    for line in claim.lines:
        if line.code == "C9399" and place and place.setting == "non-facility":
            yield Problem(line, f"C9399 is for facility claims; place of service {place.code} is none.")
        elif line.code in CODES:
            yield Problem(
                line,
                f"{line.code} is {CODES[line.code]}: payable only if the claim note names the drug, its strength and dose.",
                outcome="conditional",
            )
