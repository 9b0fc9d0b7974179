"""The place of service code does not exist.

A claim whose place of service is in no release of the code set, or is not assigned, is returned; the place also decides
whether the practitioner is paid at the office or the facility rate.

Report the place where the patient was: 11 for an office, 19 or 22 for a hospital's outpatients, 24 for a surgery centre.
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
        document="Place of service code set 2024",
        section="all codes",
        url="https://www.cms.gov/medicare/coding-billing/place-of-service-codes/code-sets",
    ),
    table="places",
    sees=("none", "place_of_service"),
    given=("place_of_service",),
    denied=("20552 | pos 00", "20552 | pos 30"),
    clean=("20552 | pos 11", "20552"),
)
def unknown_place(claim: Claim, tables: Tables) -> Iterator[Problem]:
    place = claim.place_of_service
    if place and tables.place(place) is None:
        yield Problem(f"pos {place}", f"Place of service {place} is not an assigned code.")
