"""The number of muscles does not match the code.

Trigger point injections and needling are coded by muscles, each side for itself: 20552 or 20560 for one or two, 20553
or 20561 for three or more. Needle sticks and trigger points in a muscle do not count.

Report the code that the number of named muscles supports; where muscles are not named, query the provider.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

FEW = {"20552": "20553", "20560": "20561"}
MANY = {many: few for few, many in FEW.items()}


@rule(
    citation=Citation(
        authority="Noridian, CGS and WPS",
        document="A57701, A59480, A59553",
        section="code choice by muscles",
        url="https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=59480",
        verified="secondary",
    ),
    codes=(*FEW, *MANY),
    sees=("line", "muscles", "muscle_count"),
    denied=("20552 | muscles 4", "20553 | muscles trapezius-R trapezius-L", "20553 | muscles trapezius-B"),
    clean=("20553 | muscles trapezius-B levator-scapulae-L", "20552 | muscles 2", "20552"),
)
def muscles_do_not_match_code(claim: Claim, tables: Tables) -> Iterator[Problem]:
    count = claim.count_muscles()
    for line in claim.lines:
        if not count:
            continue
        right = FEW.get(line.code) if count >= 3 else MANY.get(line.code)
        if right:
            named = f"{count} muscle{'s are' if count > 1 else ' is'}"
            yield Problem(line, f"{named} {right}, not {line.code}.", f"Report {right} with one unit.")
