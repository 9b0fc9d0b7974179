"""The slices of a claim that rules look at, and what was said of each slice seen so far."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from operator import attrgetter
from typing import Any

from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Finding, Unchecked
from cleanclaim.rule import SLICES, WHERE, Rule

Said = tuple[list[tuple[int, Finding]], list[tuple[str, Unchecked]]]
"""What rules said of a slice: findings by the place of their rule, and what could not be checked by its topic."""
NOTHING: Said = ([], [])
MOST_KEPT, MOST_BESIDE = 40_000, 4_000
Slices = Callable[[Sequence[Line], Sequence[int]], Iterable[tuple[Any, tuple[Line, ...]]]]
"""Give the slices of a claim's lines, each with a small key: the numbers of its lines."""


class Group:
    """Rules that look at the same slice of a claim, and what they said of the slices seen so far."""

    def __init__(self, seen: tuple[str, ...], rules: list[tuple[int, Rule]]) -> None:
        self.facts, self.rules, self.slices = seen[1:], rules, _SLICED[seen[0]]
        self.facts_of = _reader(self.facts)
        self.given = [at for at, name in enumerate(self.facts) if all(name in each.given for _, each in rules)]
        always = any(not each.calls for _, each in rules)
        self.calls = None if always else frozenset().union(*(each.calls for _, each in rules))
        """The codes and modifiers, one of which a claim must hold for any of the rules to look at it; None: any claim."""
        self._kept: dict[tuple[Any, ...], dict[Any, Said]] = {}

    def kept_for(self, facts: tuple[Any, ...]) -> dict[Any, Said]:
        """Give what was said of slices beside these facts; forget all of it when it grows too large."""
        kept = self._kept.get(facts)
        if kept is None or len(kept) > MOST_KEPT:
            if len(self._kept) > MOST_BESIDE:
                self._kept.clear()
            kept = self._kept[facts] = {}
        return kept


def _reader(names: tuple[str, ...]) -> Callable[[Claim], tuple[Any, ...]]:
    """Give what reads these fields of a claim in one step, always as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    return (lambda claim: (getattr(claim, names[0]),)) if names else (lambda claim: ())


def sight(each: Rule) -> tuple[str, ...]:
    """Name the slice, then the facts beside it that the rule reads or needs, in one order."""
    return each.sees[0], *sorted({*each.sees[1:], *each.needs} - set(WHERE))


def _by_line(lines: Sequence[Line], numbers: Sequence[int]) -> Iterable[tuple[Any, tuple[Line, ...]]]:
    return zip(numbers, zip(lines, strict=True), strict=True)


def _by_code(lines: Sequence[Line], numbers: Sequence[int]) -> Iterable[tuple[Any, tuple[Line, ...]]]:
    together: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        together.setdefault(line.code, []).append(at)
    if len(together) == len(lines):
        return _by_line(lines, numbers)
    return [(tuple(numbers[at] for at in places), tuple(lines[at] for at in places)) for places in together.values()]


def _by_pair(lines: Sequence[Line], numbers: Sequence[int]) -> Iterable[tuple[Any, tuple[Line, ...]]]:
    return zip(combinations(numbers, 2), combinations(lines, 2), strict=True)


def _by_none(lines: Sequence[Line], numbers: Sequence[int]) -> Iterable[tuple[Any, tuple[Line, ...]]]:
    return ((None, ()),)


_SLICED: dict[str, Slices] = dict(zip(SLICES, (_by_line, _by_code, _by_pair, _by_none), strict=True))
