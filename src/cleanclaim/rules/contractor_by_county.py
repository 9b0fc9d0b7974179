"""The state is split between two Medicare contractors.

The counties of Virginia next to Washington belong to the contractor of the District of Columbia, and the rest of the state
to another. Their policies differ, and the county of the service decides.

Name the county or city of the service and read the policy of its contractor; the finding says which places are split off.
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
        document="Localities of the physician fee schedule 2024 (24LOCCO)",
        section="locality of the District of Columbia with its suburbs",
        url="https://www.cms.gov/medicare/payment/fee-schedules/physician",
    ),
    table="jurisdictions",
    about="coverage",
    severity="note",
    payers=("medicare",),
    sees=("none", "state"),
    given=("state",),
    denied=("20552 | state VA",),
    clean=("20552 | state OH", "20552 | state VA | payer aetna", "20552"),
)
def contractor_by_county(claim: Claim, tables: Tables) -> Iterator[Problem]:
    where = tables.jurisdiction(claim.state) if claim.state else None
    if where and where.exception:
        yield Problem(
            f"state {claim.state}",
            f"{claim.state} was judged by {where.mac}; {where.exception}: the county of the service decides.",
            outcome="conditional",
        )
