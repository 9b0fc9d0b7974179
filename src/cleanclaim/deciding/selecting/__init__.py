"""Find the codes that the facts determine: one module a family of procedures, each with `propose`.

A module is asked with the scenario and the desk and gives its proposals, none when nothing of its family is described.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables


@dataclass(frozen=True)
class Proposal:
    """Lines the facts determine, or, where they do not, the lines that remain possible and the fact that decides."""

    family: str
    lines: tuple[Line, ...]
    reasons: tuple[Statement, ...]
    alternatives: tuple[Line, ...] = ()
    asks: tuple[Statement, ...] = ()
    one_unit: frozenset[str] = frozenset()
    """Codes of which the facts support one unit, whatever was billed."""
    decides_choice: bool = False
    """The codes that the asker offers to choose from stay open: what decides between them was not said."""
    is_unsettled: bool = False
    """None of the alternatives is put forward: no source, or no word of the asker, says which it is."""
    instead_of: frozenset[str] = frozenset()
    """Codes that what is proposed includes, so that they do not stand beside it."""


def sided(line: Line, scenario: Scenario, tables: Tables, side: str | None) -> Line:
    """Add 50, RT or LT to a code that is paid by side (bilateral indicator 1) when the words name the side.

    A surgery center's own claim never uses 50: `deciding.fitting.by_facility` puts the sides on its lines.
    """
    fee = tables.fee(line.code)
    if fee is None or fee.bilateral != "1" or side is None:
        return line
    return line.model_copy(update={"modifiers": (side,)})


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Give what each family proposes."""
    return tuple(_all(scenario, desk))


def _all(scenario: Scenario, desk: Desk) -> Iterator[Proposal]:
    for family in _families():
        yield from family.propose(scenario, desk)


@cache
def _families() -> tuple[ModuleType, ...]:
    return tuple(import_module(f"{__name__}.{m}") for m in sorted(m.name for m in iter_modules(__path__)))
