"""Whether a denial by an edit can be overcome on appeal: never where the row is absolute, by the record where it is not."""

from cleanclaim.answer import Verdict
from cleanclaim.deciding.case import Case

_NOT_IN_THE_RECORD = ("note only", "only says", "not documented", "n't document", "not in the note")
_ABSOLUTE = {"both-trigger-point-codes", "repeat-above-mue"}


def judge(case: Case) -> Verdict | None:
    """Answer whether an edit's denial may be appealed; None where no appeal is asked about or no edit denies."""
    scenario = case.scenario
    if changes_diagnosis(case):
        return "no" if scenario.says(*_NOT_IN_THE_RECORD) else "depends"
    if scenario.form == "yes_no" and scenario.denials and scenario.says("unchanged", "same claim"):
        return "no"  # what was denied is denied again
    if scenario.form != "yes_no" or "denial" not in scenario.asks or not scenario.says("appeal", "apela"):
        return None
    denied = {finding.rule for finding in case.asked.findings if finding.outcome == "fail"}
    if denied & _ABSOLUTE or _is_absolute(case) or ("ptp-pair" in denied and case.is_one_site):
        return "no"
    return "depends" if denied & {"units-above-mue", "ptp-pair"} else None


def changes_diagnosis(case: Case) -> bool:
    """Say whether it is asked if a denied claim may go out again with another diagnosis."""
    scenario = case.scenario
    asked = scenario.form == "yes_no" and "denial" in scenario.asks and scenario.says("change", "switch", "swap")
    return bool(asked and scenario.claim.diagnoses)


def _is_absolute(case: Case) -> bool:
    """Say whether an edit of the claim lets nothing be paid, whatever the record shows (NCCI manual 2025, ch. I, V and E)."""
    lines, tables = case.asked.claim.lines, case.tables
    units = {line.code: sum(each.units for each in lines if each.code == line.code) for line in lines}
    limits = {code: tables.mue(code) for code in units}
    if any(limit and limit.adjudication == "2" and units[code] > limit.value for code, limit in limits.items()):
        return True
    edits = (tables.ptp(one, two) for one in units for two in units if one != two)
    return any(edit and edit.indicator == "0" for edit in edits)
