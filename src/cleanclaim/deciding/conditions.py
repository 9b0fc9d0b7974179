"""Tell the diagnosis code of a condition that the words name, where a diagnosis code is asked for."""

from collections.abc import Iterator

from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement


def told_of_conditions(case: Case) -> Iterator[Statement]:
    """Give each condition named with its code; none where the user typed a diagnosis."""
    scenario = case.scenario
    asked = "diagnosis" in scenario.asks or ("selection" in scenario.asks and scenario.says("icd", "dx", "diagnos"))
    for name, code in scenario.conditions if asked and not scenario.claim.diagnoses else ():
        if case.tables.diagnosis(code):
            yield Statement("condition.code", {"condition": name, "code": code})
