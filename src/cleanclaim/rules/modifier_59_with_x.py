"""Modifier 59 and an X modifier stand on one line.

XE, XS, XP and XU each say why a service was separate and are reported in place of 59. Modifier 59 is right only where no
modifier says it better, so both on one line contradict each other.

Keep the X modifier that the record supports and leave 59 off; where a payer does not take the X modifiers, keep 59 alone.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, E (modifiers 59, XE, XS, XP, XU), I-17 and I-20",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    severity="at_risk",
    modifiers=("59",),
    sees=("line",),
    denied=("20610; 20552-59-XS", "64493; 20553-XU-59"),
    clean=("20610; 20552-XS", "20610; 20552-59"),
)
def modifier_59_with_x(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        exact = [each for each in line.modifiers if each in modifier.DISTINCT - {"59"}]
        if "59" in line.modifiers and exact:
            yield Problem(line, f"{line.code} carries 59 beside {exact[0]}, which is reported in its place.")
