"""The modifiers that the one policy that governs asks for, such as KX on a diagnostic facet block."""

from collections.abc import Iterator

from cleanclaim.claim import Line
from cleanclaim.coverage import Wanted
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.reading import Scenario


def with_wanted(line: Line, scenario: Scenario, desk: Desk) -> Line:
    """Append what the policy asks for where the words tell its occasion."""
    missing = [each.modifier for _, each in _of(line, scenario, desk) if each.modifier not in line.modifiers]
    return line.model_copy(update={"modifiers": (*line.modifiers, *missing)}) if missing else line


def told_of_wanted(lines: tuple[Line, ...], scenario: Scenario, desk: Desk) -> Iterator[Statement]:
    """Tell which policy asks for which modifier, and when."""
    for line in lines:
        for document, each in _of(line, scenario, desk):
            told = {"document": document, "modifier": each.modifier, "code": line.code, "when": each.when}
            yield Statement("modifier.wanted", told)


def _of(line: Line, scenario: Scenario, desk: Desk) -> Iterator[tuple[str, Wanted]]:
    local = [p for p in desk.policies_for(scenario, (line.code,)) if p.kind != "ncd"]
    for policy in local if len(local) == 1 else ():
        for each in policy.modifiers_wanted:
            if scenario.says(each.when) and (not each.procedures or line.code in each.procedures):
                yield policy.name, each
