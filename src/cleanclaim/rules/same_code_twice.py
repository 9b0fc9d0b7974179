"""One code stands on two lines that nothing tells apart.

Two lines with the same code and the same modifiers look like one service sent twice, and the second denies as an exact
duplicate.

Report one line with the units that were done; where the sites differ, tell them apart by side, digit or XS (or 59), and
a service repeated later that day by 76 or 77.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

APART = modifier.DISTINCT | {"76", "77", "91"}


@rule(
    citation=Citation(
        authority="NGS",
        document="How to avoid and correct duplicate claim denials",
        section="OA-18, modifiers that tell services apart",
        url="https://ngsmedicare.com/web/ngs/how-to-avoid-duplicate-claim-denials?selectedArticleId=9213602",
    ),
    sees=("code",),
    denied=("20610; 20610", "20610-RT; 20610-RT", "20550; 20550; 20550"),
    clean=("20610-RT; 20610-LT", "20550; 20550-59", "20600-F1; 20600-F2", "20610 x2"),
)
def same_code_twice(claim: Claim, tables: Tables) -> Iterator[Problem]:
    seen = set()
    for line in claim.lines:
        look = (line.code, frozenset(line.modifiers))
        if look in seen and not APART & set(line.modifiers):
            mue = tables.mue(line.code)
            once = mue is not None and (mue.value, mue.adjudication) == (1, "2")
            yield Problem(
                line,
                f"{line} repeats a line of the claim, and no modifier tells the two apart.",
                f"Report {line.code} on one line with one unit: it is paid once a day by policy, whatever the modifier."
                if once
                else None,
            )
        seen.add(look)
