"""A modifier of the global period stands on the wrong kind of code.

24 is for visits: an unrelated visit in another procedure's global days. 58, 78 and 79 are for procedures: a planned stage,
an unplanned return, an unrelated procedure. On the other kind they say nothing.

Put 24 on the visit, and 58, 78 or 79 on the procedure, where the record shows a global period that is still open.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="First Coast",
        document="Modifier 25 fact sheet; 58, 78 and 79 as billing guides give them",
        section="modifiers of the global period",
        url="https://medicare.fcso.com/coding/modifier-25-fact-sheet",
        verified="secondary",
    ),
    table="procedures",
    severity="at_risk",
    modifiers=("24", "58", "78", "79"),
    sees=("line",),
    denied=("20552-24", "99213-79", "64635-24 | dos 2026-03-02"),
    clean=("99213-24", "20552-79", "64635-58"),
)
def global_modifier_misplaced(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        family = tables.family(line.code)
        strays = {"58", "78", "79"} if family == "visit" else {"24"}
        carried = [each for each in line.modifiers if each in strays]
        # A code on no table may be a visit or a procedure.
        if carried and family is not None:
            kind, belongs = ("a visit", "procedures") if family == "visit" else ("not a visit", "visits")
            yield Problem(line, f"{line.code} is {kind} and carries {carried[0]}, which belongs to {belongs}.")
