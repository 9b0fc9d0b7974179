"""A modifier that could release an edit stands on the wrong code of the pair.

In an NCCI pair the column 2 code is the one that denies, and the modifier that says why it was separate belongs on it.
Which code is column 2 is looked up in the table; no rule of thumb about the larger service holds.

Move the modifier to the column 2 code. Since 2019-07-01 Medicare takes 59 and the X modifiers on either code, but not
every contractor's page says so, and the other modifiers still belong on column 2.
"""

from collections.abc import Iterator
from datetime import date
from itertools import permutations

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

EITHER_SINCE = date(2019, 7, 1)


@rule(
    citation=Citation(
        authority="First Coast",
        document="Tips to prevent CO-236, and NCCI Policy Manual 2025",
        section="modifiers 59 and X on either code; other modifiers on column 2",
        url="https://medicare-prod.fcso.com/claims/denials-tips/co-236",
    ),
    table="ptp",
    sees=("pair",),
    modifiers=modifier.BYPASS,
    denied=("20610-59; 20552", "20553-59; 64493 | dos 2019-06-30", "20610-79; 20552"),
    clean=("20610; 20552-59", "20610-59", "20610-RT; 20552", "20561-59; 20560"),
)
def modifier_on_column_1(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for one, two in permutations(claim.lines, 2):
        edit = tables.ptp(one.code, two.code)
        strays = releasing(one)
        if edit is None or edit.indicator == "0" or not strays or releasing(two) or tables.family(two.code) == "visit":
            continue
        told = " and ".join(strays)
        message = f"{told} stands on {one.code} (column 1), and {two.code} (column 2) is the code that denies"
        if taken_on_either(strays, claim, tables):
            yield Problem(
                one,
                f"{message}: Medicare has taken it on either code since {EITHER_SINCE}, though Noridian's page of January "
                "2024 still asks for column 2.",
                outcome="conditional",
                severity="at_risk",
                codes=(two.code,),
                release=edit.release,
            )
        else:
            yield Problem(one, f"{message}: it does not release the edit.", codes=(two.code,), release=edit.release)


def releasing(line: Line) -> list[str]:
    """Give the modifiers of a line that could release an edit; a side or digit says only where the code itself was done."""
    return [each for each in line.modifiers if each in modifier.BYPASS - modifier.DIGITS - {"LT", "RT", "25"}]


def taken_on_either(modifiers: list[str], claim: Claim, tables: Tables) -> bool:
    """Say whether the claims system takes these modifiers on either code of a pair."""
    medicare = (claim.payer or "medicare") == "medicare"
    return medicare and tables.on >= EITHER_SINCE and not modifier.DISTINCT.isdisjoint(modifiers)
