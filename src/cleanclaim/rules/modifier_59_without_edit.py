"""Modifier 59 or an X modifier stands on a line that no edit of the claim needs.

These modifiers say that two services which NCCI pairs were separate. Where no pair is on the claim they release nothing,
and payers watch them as a sign of unbundling.

Leave the modifier off, unless another claim of the same day holds the paired code or the payer asks for it to tell two
sites apart.
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
        section="ch. I, E (modifier 59), I-17",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="ptp",
    severity="note",
    modifiers=modifier.DISTINCT,
    denied=("20552-59", "20610; 97140-59"),
    clean=("20610; 20552-59", "20550; 20550-59", "20552"),
)
def modifier_59_without_edit(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for at, line in enumerate(claim.lines):
        carried = [each for each in line.modifiers if each in modifier.DISTINCT]
        others = [other.code for place, other in enumerate(claim.lines) if place != at]
        known = all(tables.is_known_to_ptp(code) for code in (line.code, *others))
        # The same code twice may need the modifier to tell two sites apart: no edit, and no misuse.
        if not carried or not known or line.code in others or tables.family(line.code) == "visit":
            continue
        if not any(tables.ptp(line.code, code) or tables.ptp(code, line.code) for code in others):
            yield Problem(
                line,
                f"{line.code} carries {carried[0]}, and no code of the claim forms an edit with it.",
                outcome="conditional",
            )
