"""What an earlier procedure's global days, or the surgery itself, mean for what is reported now."""

from collections.abc import Iterator

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables

GLOBAL = frozenset({"24", "58", "78", "79"})
"""The modifiers of a global period."""
_WORDED = {"major": 90, "minor": 10}
_SERVED = {"drug", "guidance", "imaging", "administration", "sedation", "visit", "unlisted"}


def global_days(scenario: Scenario, tables: Tables) -> int | None:
    """Give the global days of the earlier procedure: by its code, or 90 for surgery and 10 for ablation told in words."""
    earlier = scenario.earlier
    if earlier is None:
        return None
    if earlier.kind != "code":
        return _WORDED[earlier.kind]
    fee = tables.fee(earlier.what)
    return (int(fee.global_days) if fee.global_days.isdigit() else 0) if fee else None


def is_open(scenario: Scenario, tables: Tables) -> bool:
    """Say whether the day asked about is inside the global days of the same practice's earlier procedure."""
    earlier, days = scenario.earlier, global_days(scenario, tables)
    return bool(earlier and days and not earlier.by_others and (earlier.days is None or earlier.days <= days))


def told(line: Line, scenario: Scenario, tables: Tables) -> Line:
    """Give a line the modifier that lets it stand in open global days: 24 on a visit, 79 or 58 on a procedure."""
    earlier = scenario.earlier
    if earlier is None or not is_open(scenario, tables) or GLOBAL & set(line.modifiers):
        return line
    family = tables.family(line.code)
    # What belongs to the aftercare is not reported at all, so what is reported is unrelated, or staged where the words say so.
    needed = (
        "24" if family == "visit" else None if family in _SERVED else "58" if earlier.relation == "staged" else "79"
    )
    return line.model_copy(update={"modifiers": (*line.modifiers, needed)}) if needed else line


def supposed(lines: tuple[Line, ...], scenario: Scenario) -> frozenset[str]:
    """Give the codes that carry a modifier of the global period which the words do not yet prove."""
    proven = scenario.earlier is None or scenario.earlier.relation in ("unrelated", "staged")
    return frozenset() if proven else frozenset(line.code for line in lines if GLOBAL & set(line.modifiers))


def told_of_the_global_period(scenario: Scenario, tables: Tables) -> Iterator[Statement]:
    """Tell whether the earlier procedure's global days are open and what then applies."""
    earlier, days = scenario.earlier, global_days(scenario, tables)
    if earlier is None or days is None:
        return
    values = {"what": earlier.what, "global": days, "days": earlier.days}
    if earlier.by_others:
        yield Statement("global.others", values)
    elif is_open(scenario, tables):
        yield Statement("global.open", values)
    else:
        yield Statement("global.over", values)
