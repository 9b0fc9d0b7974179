"""A visit falls within ten days after an earlier procedure.

Nerve destruction and toxin injections have 10 global days: a visit tied to them in that time is paid in the procedure, with
25 or without. Plain injections have none.

Where the visit was for something unrelated append 24 and let the record show it; where it belongs to the procedure do not
bill it apart.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

_DAYS = 10
_NO_VISIT = ("99024", "G2211")


@rule(
    citation=Citation(
        authority="First Coast",
        document="Modifier 25 fact sheet, and RVU24C (July 2024)",
        section="follow-up visits in the global period; global days",
        url="https://medicare.fcso.com/coding/modifier-25-fact-sheet",
    ),
    severity="at_risk",
    sees=("line", "prior"),
    given=("prior",),
    denied=("99213 | dos 2026-03-14 | prior 2026-03-06", "99213-25 | dos 2026-03-14 | prior 2026-03-04"),
    clean=(
        "99213-24 | dos 2026-03-14 | prior 2026-03-06",
        "99213 | dos 2026-03-14 | prior 2026-03-03",
        "99213 | dos 2026-03-14",
    ),
)
def visit_in_global_period(claim: Claim, tables: Tables) -> Iterator[Problem]:
    recent = [day for day in claim.prior if 0 < (tables.on - day).days <= _DAYS] if claim.date_of_service else []
    for line in claim.lines:
        is_visit = tables.family(line.code) == "visit" and line.code not in _NO_VISIT
        if recent and is_visit and "24" not in line.modifiers:
            yield Problem(
                line,
                f"{line.code} is {(tables.on - max(recent)).days} days after {max(recent)}: if the service of that day had 10 "
                "global days, a visit tied to it is not paid, and an unrelated one takes 24.",
                outcome="conditional",
            )
