"""More units are billed than the MUE allows.

A medically unlikely edit is the most units of a code that Medicare expects: by claim line (indicator 1), by day as
policy that nothing overrides (2), or by day as a clinical benchmark that records may overcome on appeal (3).

Where the units exceed the MUE all units of the line or day are denied, so correct them to what the record supports. With
indicator 1 or 3 units that were done and needed may be paid on appeal with the record; with indicator 2 none are.
"""

from collections import Counter
from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

REMEDIES = {
    "1": "Report the units the record supports, each separate service on its own line with the modifier that is true; units "
    "that were done and needed may be paid on appeal with the record.",
    "2": "Correct the line to at most {most} for the day: all units are denied until then, and neither a modifier nor an appeal "
    "to the contractor lets more be paid.",
    "3": "Correct the units if fewer were done. If all were done and needed, appeal with the complete record: all units were "
    "denied, not the extra ones alone.",
}
"""What to do, by the adjudication indicator of the row (NCCI Policy Manual 2025, ch. I, V, I-28 and I-29)."""


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, V",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="mue",
    sees=("code", "place_of_service"),
    denied=("20553 x3", "20552; 20552", "64493-50 x2"),
    clean=("20553", "J1010 x40", "27096-RT; 27096-LT | pos 24"),
)
def units_above_mue(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    by_day = Counter[str]()
    for line in claim.lines:
        by_day[line.code] += 0 if _is_other_side(line, claim, tables) else line.units
    for line in claim.lines:
        units = by_day.get(line.code)
        mue = tables.mue(line.code)
        if mue is None:
            yield Unchecked(f"no MUE on file for {line.code}; absent is not unlimited", (line.code,))
            continue
        if mue.adjudication == "1":
            units = line.units
        elif units is None:
            continue
        else:
            del by_day[line.code]
        if units > mue.value:
            span = "line" if mue.adjudication == "1" else "day"
            most = f"{mue.value} unit{'s' if mue.value != 1 else ''}"
            firm = {"1": "", "2": " by policy", "3": " as a clinical benchmark"}[mue.adjudication]
            yield Problem(
                line,
                f"{line.code} is billed with {units} unit{'s' if units != 1 else ''}; the MUE is {most} a {span}{firm}.",
                REMEDIES[mue.adjudication].format(most=most),
                severity="at_risk" if mue.adjudication == "3" else None,
                release=mue.release,
            )


def _is_other_side(line: Line, claim: Claim, tables: Tables) -> bool:
    """Say whether a surgery center puts the left on a line of its own, as it must (NCCI Policy Manual 2025, ch. XI)."""
    fee = tables.fee(line.code)
    if claim.place_of_service != "24" or "LT" not in line.modifiers or fee is None or fee.bilateral != "1":
        return False
    return line.units == 1 and any(each.code == line.code and "RT" in each.modifiers for each in claim.lines)
