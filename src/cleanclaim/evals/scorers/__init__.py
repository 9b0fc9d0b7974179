"""The scorers: one file each, found by walking this folder. Deterministic; each mark carries its explanation.

A scorer is a function `score` from a case and what was seen of its answer to a mark, or to None where the gold does not
ask. What the gold leaves open is `cannot_judge`: counted apart, never as right.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from cleanclaim.answer import Answer
from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, Score
from cleanclaim.knowledge import Passage

__all__ = ["Mark", "Score", "Seen", "names", "scores"]


@dataclass(frozen=True)
class Seen:
    """An answer with what can be seen of how it came to be."""

    answer: Answer
    retrieved: tuple[Passage, ...]
    """What retrieval gave, before the answer chose what to cite."""
    seconds: float
    passage: Callable[[str], Passage | None]
    """Finds a stored passage by its id."""
    named: frozenset[str] = frozenset()
    """The documents the question named, both of a pair: these may answer for any date, state and payer."""


Scorer = Callable[[Case, Seen], Mark | None]


@cache
def _scorers() -> dict[str, Scorer]:
    return {m.name: import_module(f"{__name__}.{m.name}").score for m in iter_modules(__path__)}


def names() -> tuple[str, ...]:
    """Name every scorer."""
    return tuple(_scorers())


def scores(case: Case, seen: Seen) -> tuple[Score, ...]:
    """Give every score the case asks for."""
    marked = ((name, score(case, seen)) for name, score in _scorers().items())
    return tuple(Score(scorer=name, **dict(mark)) for name, mark in marked if mark)
