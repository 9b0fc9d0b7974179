"""A modifier is in no table on file.

A payer rejects a line whose modifier does not exist or does not fit the code. The list on file is that of this field
and not the whole of CPT and HCPCS, so a modifier missing from it may still be right.

Look the modifier up in the current CPT or HCPCS release; a slip of the pen often swaps the letter O and the digit 0, or
the letter S and the digit 5.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

_SLIPS = str.maketrans("O0S5I1", "0O5S1I")


@rule(
    citation=Citation(
        authority="Noridian",
        document="Denial resolution list",
        section="CO-4 with N519",
        url="https://med.noridianmedicare.com/web/jadme/topics/ra/denial-resolution",
    ),
    table="modifiers",
    severity="at_risk",
    sees=("line",),
    denied=("20552-ZZ", "20610-5O"),
    clean=("20552-59", "20610-RT"),
)
def unknown_modifier(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        for modifier in dict.fromkeys(line.modifiers):
            if tables.modifier(modifier):
                continue
            alike = modifier.translate(_SLIPS)
            hint = f" {alike} looks alike." if tables.modifier(alike) else ""
            yield Problem(
                line, f"Modifier {modifier} on {line.code} is in no table on file.{hint}", outcome="conditional"
            )
