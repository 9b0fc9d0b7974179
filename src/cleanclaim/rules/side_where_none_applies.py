"""A side modifier stands on a code that is not reported by side.

With bilateral indicator 0 or 9 a code is not told apart by side: muscles are counted, whichever side they are on, and an
interlaminar epidural has no side. LT and RT are refused there as 50 is, and may bring a denial.

Leave LT and RT off; for trigger points count right and left muscles into 20552 or 20553 and name them in the record.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

FIRM = {"trigger-point", "needling", "epidural"}
"""Families that cannot have a side; in others coders use sides to tell two tendons or limbs apart."""


@rule(
    citation=Citation(
        authority="First Coast",
        document="Bilateral indicators",
        section="indicator 0",
        url="https://medicare.fcso.com/coding/bilateral-indicators",
    ),
    table="pfs",
    severity="at_risk",
    modifiers=("LT", "RT"),
    sees=("line",),
    denied=("20552-RT", "20553-LT", "62323-RT", "20551-LT; 20551-RT"),
    clean=("20610-RT", "20552", "J7325-RT x48"),
)
def side_where_none_applies(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    for line in claim.lines:
        sides = [each for each in line.modifiers if each in ("LT", "RT")]
        family = tables.family(line.code)
        if not sides or family in (None, "drug", "visit"):
            continue
        fee = tables.fee(line.code)
        if fee is None:
            yield Unchecked(f"no bilateral indicator on file for {line.code}", (line.code,))
        elif fee.bilateral in ("0", "9"):
            firm = family in FIRM and claim.payer != "medicaid"
            doubt = "" if firm else "; some payers still take a side to tell two sites apart"
            yield Problem(
                line,
                f"{line.code} has bilateral indicator {fee.bilateral}, so {sides[0]} does not apply to it{doubt}.",
                outcome="fail" if firm else "conditional",
                release=fee.release,
            )
