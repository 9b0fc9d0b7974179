"""A drug is billed by a practitioner for a patient in a facility.

Medicare pays a practitioner for a drug as incident to the own service, which a hospital is never a place for: there the
facility supplies the drug and reports it, so the professional claim carries the procedure alone.

Leave the drug to the facility and report the procedure at the place where the patient was.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

HOSPITAL = ("19", "21", "22", "23")
SURGERY_CENTER = "24"


@rule(
    citation=Citation(
        authority="CMS and First Coast",
        document="Medicare Benefit Policy Manual (Pub. 100-02), as published guides give it, and incident-to FAQ",
        section="ch. 15, 50 (drugs as incident to); incident to never in a hospital",
        url="https://www.cms.gov/regulations-and-guidance/guidance/manuals/internet-only-manuals-ioms",
        verified="secondary",
    ),
    table="procedures",
    severity="at_risk",
    payers=("medicare",),
    sees=("line", "place_of_service"),
    given=("place_of_service",),
    denied=("20552; J3301 x4 | pos 22", "20610; J1010 x40 | pos 24"),
    clean=("20552; J3301 x4 | pos 11", "20552 | pos 22", "20552; J3301 x4", "20610; J3301 x4 | pos 22 | payer aetna"),
)
def drug_in_facility(claim: Claim, tables: Tables) -> Iterator[Problem]:
    place = claim.place_of_service or ""
    for line in claim.lines:
        if place not in (*HOSPITAL, SURGERY_CENTER) or tables.family(line.code) != "drug":
            continue
        center = place == SURGERY_CENTER
        yield Problem(
            line,
            f"{line.code} is not paid to a practitioner at place of service {place}: the "
            + ("surgery center" if center else "hospital")
            + " supplies the drug"
            + ("; a line of the center's own claim is another matter." if center else "."),
            outcome="conditional" if center else "fail",
        )
