"""Tell apart different targets that have one code: a line each, the later ones marked as another structure."""

from cleanclaim.claim import Line
from cleanclaim.codes import modifier
from cleanclaim.deciding.decision import Statement
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables


def told_apart(
    targets: list[tuple[str, list[Line]]], scenario: Scenario, tables: Tables
) -> tuple[tuple[Line, ...], tuple[Statement, ...]]:
    """Give the lines of all targets, so that no two look like one service sent twice, and why."""
    mark = "59" if "59" in scenario.modifiers_asked else "XS"
    lines: list[Line] = []
    reasons: list[Statement] = []
    holders: dict[str, str] = {}
    for name, own in targets:
        for line in own:
            first = holders.setdefault(line.code, name)
            repeats = first != name and not modifier.DIGITS & set(line.modifiers)
            if repeats and tables.family(line.code) != "unlisted":
                line = line.model_copy(update={"modifiers": (*line.modifiers, mark)})
                reasons.append(
                    Statement("structure.apart", {"code": line.code, "first": first, "second": name, "mark": mark})
                )
            lines.append(line)
            if len(own) == 1 and _is_on_both_sides(line, name, scenario, tables):
                lines.append(line.model_copy(update={"modifiers": (*line.modifiers, mark)}))
                reasons.append(Statement("structure.both_apart", {"code": line.code, "mark": mark}))
    return tuple(dict.fromkeys(lines)), tuple(reasons)


def _is_on_both_sides(line: Line, name: str, scenario: Scenario, tables: Tables) -> bool:
    """Say whether a tendon that is not paid by side was injected on both: two tendons, and no 50."""
    fee = tables.fee(line.code)
    paired = [s for word, s in zip(scenario.structures, scenario.structure_sides, strict=True)]
    both = "50" in paired or {"RT", "LT"} <= set(paired) or (scenario.is_bilateral and len(scenario.structures) == 1)
    return bool(fee and fee.bilateral == "0" and tables.family(line.code) == "tendon" and both and not scenario.count)
