"""Modifier 25 stands on a line that is not a visit.

Modifier 25 says that a visit was significant and separately identifiable on the day of a procedure. On the procedure it
says nothing, and the visit beside it stays bundled.

Move 25 to the visit if the record supports it; XS or 59 is for two procedures that NCCI pairs with indicator 1 and that the
record shows at separate sites or encounters.
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
        document="NCCI Policy Manual 2025",
        section="ch. I, E (modifier 25), I-15",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="procedures",
    modifiers=("25",),
    sees=("line",),
    denied=("20553-25; 99213", "20610-25"),
    clean=("20553; 99213-25", "20553"),
)
def modifier_25_on_procedure(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        # A code on no table may be a visit of another kind.
        if "25" in line.modifiers and tables.family(line.code) not in (None, "visit"):
            yield Problem(line, f"{line.code} is not a visit, so 25 does not belong on it.")
