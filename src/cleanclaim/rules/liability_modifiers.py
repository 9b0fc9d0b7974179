"""Two modifiers of one line contradict each other on who pays when Medicare does not.

GA says that a required notice is on file, GZ that a denial is expected and there is none, GX that a voluntary notice was
given for an excluded service, GY that the service is excluded. A line with two that cannot both hold is returned.

Keep the one that is true: GA with a signed ABN, GZ without, GY for an excluded service, and GX beside GY where a
voluntary notice was given.
"""

from collections.abc import Iterator
from itertools import combinations

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

NEVER = {frozenset(("GA", "GZ")), frozenset(("GA", "GX")), frozenset(("GX", "GZ"))}
DOUBTFUL = {frozenset(("GA", "GY")), frozenset(("GY", "GZ"))}
"""Contradictory by what the modifiers mean; no instruction on these pairs was read."""


@rule(
    citation=Citation(
        authority="CMS",
        document="Change Request 6563 (modifiers GA and GX), as reported",
        section="modifiers refused on one line",
        url="https://medicare.fcso.com/Billing_news/140588.asp",
        verified="secondary",
    ),
    severity="at_risk",
    payers=("medicare",),
    modifiers=("GA", "GX", "GY", "GZ"),
    sees=("line",),
    denied=("20552-GA-GZ", "20552-GX-GA", "20560-GY-GZ"),
    clean=("20552-GA", "20560-GX-GY", "20552-GZ"),
)
def liability_modifiers(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        said = sorted({each for each in line.modifiers if each in ("GA", "GX", "GY", "GZ")})
        for pair in combinations(said, 2):
            if frozenset(pair) in NEVER | DOUBTFUL:
                yield Problem(
                    line,
                    f"{line.code} carries {' and '.join(pair)}, which do not go together.",
                    outcome="fail" if frozenset(pair) in NEVER else "conditional",
                )
