"""A drug administration code is billed by a practitioner in a facility.

In a hospital or surgery centre the facility's staff give the drug and the facility reports it. NCCI does not let a
practitioner report 96372 there, nor beside a procedure that the injection belongs to.

Leave the administration code to the facility; report the procedure that the practitioner did.
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
        section="ch. XI, drug administration in facilities",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    codes=("96372", "96374"),
    sees=("line", "place_of_service"),
    given=("place_of_service",),
    denied=("96372 | pos 22", "96372; J1885 x2 | pos 24"),
    clean=("96372; J1885 x2 | pos 11", "96372", "20552 | pos 22"),
)
def administration_in_facility(claim: Claim, tables: Tables) -> Iterator[Problem]:
    place = tables.place(claim.place_of_service) if claim.place_of_service else None
    for line in claim.lines:
        if line.code in ("96372", "96374") and place and place.setting == "facility":
            yield Problem(
                line,
                f"{line.code} is not reported by a practitioner at place of service {place.code}: the facility reports it.",
                severity="denied" if line.code == "96372" else "at_risk",
                outcome="fail" if line.code == "96372" else "conditional",
            )
