"""Find the codes that the facts determine: one module a family of procedures, each with `propose`.

A module is asked with the scenario and the desk and gives a Proposal, or None when nothing of its family is described.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.reading import Scenario


@dataclass(frozen=True)
class Proposal:
    """Lines the facts determine, or, where they do not, the lines that remain possible and the fact that decides."""

    family: str
    lines: tuple[Line, ...]
    reasons: tuple[Statement, ...]
    alternatives: tuple[Line, ...] = ()
    asks: tuple[Statement, ...] = ()


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Give what each family proposes."""
    return tuple(_all(scenario, desk))


def _all(scenario: Scenario, desk: Desk) -> Iterator[Proposal]:
    for module in sorted(m.name for m in iter_modules(__path__)):
        proposal = import_module(f"{__name__}.{module}").propose(scenario, desk)
        if proposal:
            yield proposal
