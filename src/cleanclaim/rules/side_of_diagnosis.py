"""The side of the line is not the side of its diagnosis.

ICD-10-CM titles name the right or the left side. A line for one side whose diagnosis names the other is denied as a
diagnosis that does not fit, or paid and recovered later.

Report the side that the record shows, in modifier and diagnosis alike, and point each line to its own diagnosis; where
the record contradicts itself, query the provider.
"""

import re
from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

WORDS = {"LT": "left", "RT": "right"}
_SIDE = re.compile(r"\b(left|right|bilateral)\b", re.IGNORECASE)


@rule(
    citation=Citation(
        authority="First Coast",
        document="Tips to prevent CO-11 (diagnosis that does not fit)",
        section="diagnosis and pointer; ICD-10-CM titles name the side",
        url="https://medicare.fcso.com/wrapped/158907.asp",
    ),
    table="icd10cm",
    severity="at_risk",
    modifiers=modifier.SIDES,
    sees=("line", "diagnoses"),
    given=("diagnoses",),
    denied=("20610-LT | dx M25.511 | dos 2026-03-02", "20610-50 | dx M25.511 | dos 2026-03-02"),
    clean=("20610-RT | dx M25.511 | dos 2026-03-02", "20610-LT ->2 | dx M25.511 M25.562 | dos 2026-03-02"),
)
def side_of_diagnosis(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        billed = set(WORDS) if "50" in line.modifiers else set(WORDS) & set(line.modifiers)
        sided = {code: sides for code in claim.diagnoses_of(line) if (sides := _sides(code, tables))}
        missing = billed - set().union(*sided.values())
        if not sided or not missing:
            continue
        said = " and ".join(f"{code} names the {' and '.join(WORDS[s] for s in sorted(sided[code]))}" for code in sided)
        wrong = " and ".join(WORDS[side] for side in sorted(missing))
        yield Problem(
            line,
            f"{line} is billed for the {wrong} side, but {said}.",
            outcome="fail" if missing == billed else "conditional",
        )


def _sides(code: str, tables: Tables) -> frozenset[str]:
    """Give the sides that a diagnosis title names; none where it names no side."""
    row = tables.diagnosis(code)
    said = {word.lower() for word in _SIDE.findall(row.title)} if row else set()
    return frozenset(side for side, word in WORDS.items() if word in said or "bilateral" in said)
