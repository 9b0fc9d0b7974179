"""The waste modifiers of a drug line contradict each other or stand where they do not belong.

JW reports drug that was thrown away from a single-dose container, JZ states that none was. One line cannot say both, JZ
began on 2023-01-01, and neither belongs on a line that is not a drug.

Report the amount given on one line and the amount thrown away on another with JW; where nothing was thrown away report
JZ alone. A multi-dose vial takes neither.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

JZ_SINCE = date(2023, 1, 1)


@rule(
    citation=Citation(
        authority="First Coast",
        document="JW and JZ modifiers for drugs in single-dose containers",
        section="JW since 2017-01-01, JZ since 2023",
        url="https://medicare.fcso.com/Claim_submission_guidelines/0503966.asp",
    ),
    severity="at_risk",
    modifiers=("JW", "JZ"),
    sees=("line",),
    denied=("20610; J3301-JW-JZ x4", "20610-JZ", "20610; J3301-JZ x4 | dos 2022-12-31"),
    clean=("20610; J3301 x4; J3301-JW", "20610; J3301-JZ x4 | dos 2026-03-02", "20610; J1010 x40"),
)
def waste_modifiers(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        said = [each for each in ("JW", "JZ") if each in line.modifiers]
        family = tables.family(line.code)
        if len(said) == 2:
            yield Problem(line, f"{line.code} carries JW and JZ: some drug was thrown away, or none was.")
        elif said and family not in (None, "drug"):
            yield Problem(line, f"{line.code} is not a drug, so {said[0]} does not belong on it.")
        elif said == ["JZ"] and tables.on < JZ_SINCE:
            yield Problem(line, f"JZ on {line.code} is in force only since {JZ_SINCE}.")
