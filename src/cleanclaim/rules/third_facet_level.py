"""A third facet level is billed to Medicare.

64492 and 64495 mean three or more levels. The facet LCDs as revised in 2024 pay two levels a session, and the codes are
no longer payable under them.

Report the first and second level alone if no more were done; where a third was done, report it as done, expect a denial,
and consider an ABN before the service.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

EVERYWHERE = date(2024, 8, 15)
"""The day of the CGS notice, the last of the revisions whose date is known; Palmetto began on 2024-07-07."""


@rule(
    citation=Citation(
        authority="CGS",
        document="News of 2024-08-15, facet levels and prior authorization",
        section="64492 and 64495",
        url="https://cgsmedicare.com/parta/pubs/news/2024/08/cope161355.html",
    ),
    about="coverage",
    codes=("64492", "64495"),
    payers=("medicare",),
    since=date(2024, 7, 7),
    severity="at_risk",
    sees=("line",),
    denied=("64493; 64494; 64495 | dos 2026-03-02", "64490; 64491; 64492 | dos 2024-07-20"),
    clean=("64493; 64494 | dos 2026-03-02", "64493; 64494; 64495 | dos 2024-07-06"),
)
def third_facet_level(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        if line.code in ("64492", "64495"):
            settled = tables.on >= EVERYWHERE
            when = "" if settled else "; on this day that depended on the contractor, between 2024-07-07 and 2024-08-15"
            yield Problem(
                line,
                f"{line.code} is a third facet level, which the LCDs no longer pay{when}.",
                outcome="fail" if settled else "conditional",
            )
