"""A procedure is billed at a place of telehealth.

Places 02 and 10 say that the service was given over a distance, the patient elsewhere or at home. A needle is put in by
someone who is there, so a procedure fits neither.

Report the place where the patient was when the procedure was done, such as 11 for an office.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

AT_A_DISTANCE = ("02", "10")
_SPOKEN = ("visit", "drug", "therapy")
"""Families that may be given over a distance, or that go where the procedure goes."""


@rule(
    citation=Citation(
        authority="CMS",
        document="Place of service code set 2024",
        section="02 and 10 (telehealth); that a procedure fits neither is our reading",
        url="https://www.cms.gov/medicare/coding-billing/place-of-service-codes/code-sets",
        verified="secondary",
    ),
    table="places",
    sees=("line", "place_of_service"),
    given=("place_of_service",),
    denied=("20552 | pos 10", "20610-RT | pos 02"),
    clean=("20552 | pos 11", "99213 | pos 10", "20552"),
)
def injection_at_a_distance(claim: Claim, tables: Tables) -> Iterator[Problem]:
    place = claim.place_of_service
    for line in claim.lines if place in AT_A_DISTANCE else ():
        family = tables.family(line.code)
        if family and family not in _SPOKEN:
            yield Problem(line, f"{line.code} is given in person, and place of service {place} is telehealth.")
