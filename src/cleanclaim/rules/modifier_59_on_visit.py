"""Modifier 59 or an X modifier stands on a visit.

Modifier 59 and its X forms tell procedures apart and are not appended to a visit. A visit on the day of a procedure is
told apart by modifier 25.

Append 25 to the visit if the record shows that it was significant and separately identifiable; otherwise report the
procedure alone.
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
    table="procedures",
    modifiers=modifier.DISTINCT,
    sees=("line",),
    denied=("20553; 99213-59", "20553; 99213-25-XU"),
    clean=("20553; 99213-25", "20610; 20552-59"),
)
def modifier_59_on_visit(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        carried = [each for each in line.modifiers if each in modifier.DISTINCT]
        if carried and tables.family(line.code) == "visit":
            yield Problem(line, f"{line.code} is a visit and carries {carried[0]}, which belongs to procedures only.")
