"""Put sides and digits on lines as Medicare's practitioner claims carry them: both sides once with 50, digits by their own."""

from cleanclaim.claim import Line
from cleanclaim.deciding.fitting import LEVELS
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables

_BY_DIGIT = {"20550", "20600", "20604"}
"""Codes that fingers and toes tell apart."""


def sided_lines(lines: list[Line], scenario: Scenario, tables: Tables) -> list[Line]:
    """Give the lines with the sides and digits that the words put on each code, and two sides of one code as one line."""
    told = [each for line in lines for each in _by_digit(_as_said(line, scenario, tables), scenario)]
    return _both_once(told, scenario, tables)


def _as_said(line: Line, scenario: Scenario, tables: Tables) -> Line:
    """Add 50 where `bilateral` stands beside the code itself and the code is paid by side."""
    fee = tables.fee(line.code)
    said = line.code in scenario.bilateral_codes and not line.modifiers and line.units == 1
    return line.model_copy(update={"modifiers": ("50",)}) if said and fee and fee.bilateral == "1" else line


def _by_digit(line: Line, scenario: Scenario) -> tuple[Line, ...]:
    digits = scenario.digits
    if line.code not in _BY_DIGIT or line.modifiers or not digits or line.units not in (1, len(digits)):
        return (line,)
    return tuple(line.model_copy(update={"modifiers": (digit,), "units": 1}) for digit in digits)


def _both_once(lines: list[Line], scenario: Scenario, tables: Tables) -> list[Line]:
    """Put a right and a left line of one code, alike otherwise, on one line with 50."""
    if scenario.claim.payer not in (None, "medicare") or scenario.bills_facility:
        return lines
    kept: list[Line] = []
    for line in lines:
        # The right side of one level or joint and the left of another are no two sides of one place.
        apart = (bool(scenario.level_sides) and line.code in LEVELS) or scenario.has_targets_apart
        other = None if apart else next((each for each in kept if _is_other_side(each, line, tables)), None)
        if other:
            both = tuple("50" if m in ("RT", "LT") else m for m in other.modifiers)
            kept[kept.index(other)] = other.model_copy(update={"modifiers": both})
        else:
            kept.append(line)
    return kept


def _is_other_side(one: Line, two: Line, tables: Tables) -> bool:
    fee = tables.fee(one.code)
    swapped = tuple({"RT": "LT", "LT": "RT"}.get(m, m) for m in one.modifiers)
    paired = swapped != one.modifiers and swapped == two.modifiers
    return bool(paired and one.code == two.code and one.units == two.units and fee and fee.bilateral == "1")
