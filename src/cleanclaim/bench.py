"""The bench: the rules that sit for one date, and what they have said so far.

A rule is shown only the slice of a claim that it declares to look at (`Rule.sees`): a line, a pair of lines, the
diagnoses. What it says of a slice is true of every claim that holds the slice, so it is kept, and a batch whose lines and
pairs come again and again is mostly looked up. Rules that look at a claim as a whole are called for the codes they name.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, count
from operator import itemgetter
from typing import Any

from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Check, Finding, Problem, Report, TableRef, Unchecked
from cleanclaim.rule import SLICES, WHERE, Rule
from cleanclaim.tables import Tables

Said = tuple[list[tuple[int, Finding]], list[tuple[str, Unchecked]]]
"""What rules said of a slice: findings by the place of their rule, and what could not be checked by its topic."""
Slices = Callable[[Sequence[Line], Sequence[int]], Iterable[tuple[Any, tuple[Line, ...]]]]
_NOTHING: Said = ([], [])
_MOST_KEPT, _MOST_BESIDE = 40_000, 1_000


class Bench:
    """The rules bound to tables of one date. Safe to share between threads: what is kept is only ever added or dropped."""

    def __init__(self, rules: Iterable[Rule], tables: Tables) -> None:
        self._rules, self._tables = tuple(rules), tables
        self._sittings: dict[tuple[Any, ...], _Sitting] = {}

    def check(self, claim: Claim) -> Report:
        """Run the rules on a claim. Never raises on a claim, however wrong."""
        where = (claim.state, claim.payer, claim.place_of_service, claim.date_of_service)
        sitting = self._sittings.get(where)
        if sitting is None or sitting.is_full:
            if len(self._sittings) > _MOST_BESIDE:
                self._sittings.clear()
            sitting = self._sittings[where] = _Sitting(self._rules, self._tables, where)
        return sitting.check(claim)


class _Sitting:
    """The rules that sit for a payer, a state, a place and a date of service."""

    def __init__(self, rules: tuple[Rule, ...], tables: Tables, where: tuple[Any, ...]) -> None:
        self._tables = tables
        self._blank = Claim().model_copy(update=dict(zip(WHERE, where, strict=True)))
        sitting = [(at, each) for at, each in enumerate(rules) if each.sits(self._blank.payer, tables.on)]
        whole = [(at, each) for at, each in sitting if not each.sees]
        self._always = [(at, each) for at, each in whole if not each.calls]
        self._called: dict[str, list[tuple[int, Rule]]] = {}
        for at, each in whole:
            for word in each.calls:
                self._called.setdefault(word, []).append((at, each))
        self._groups = [
            _Group(sight, [(at, each) for at, each in sitting if each.sees and _sight(each) == sight])
            for sight in dict.fromkeys(_sight(each) for _, each in sitting if each.sees)
        ]
        self._topics = {each.table or each.id: each.table for _, each in sitting if not each.codes}
        self._topics_of: dict[str, dict[str, str | None]] = {}
        for _, each in sitting:
            for code in each.codes:
                self._topics_of.setdefault(code, {})[each.table or each.id] = each.table
        self._passed: dict[frozenset[str], dict[str, Check]] = {}
        self._numbers: dict[Any, int] = {}
        self._next = count()

    def check(self, claim: Claim) -> Report:
        lines = claim.lines
        numbers = [self._number(line) for line in lines]
        codes = {line.code for line in lines}
        modifiers = {modifier for line in lines for modifier in line.modifiers}
        found: list[tuple[int, Finding]] = []
        unchecked: list[tuple[str, Unchecked]] = []
        for group in self._groups:
            facts = tuple([getattr(claim, name) for name in group.facts])
            if not group.looks_at(codes, facts):
                continue
            kept = group.kept_for(facts)
            for key, shown in group.slices(lines, numbers):
                said = kept.get(key)
                if said is None:
                    said = kept[key] = self._hear(group, facts, shown)
                if said is not _NOTHING:
                    found += said[0]
                    unchecked += said[1]
        for at, each in self._always:
            self._ask(at, each, claim, found, unchecked)
        called = [each for word in (*codes, *modifiers) if word in self._called for each in self._called[word]]
        for at, each in dict.fromkeys(called):
            if each.is_concerned(codes, modifiers):
                self._ask(at, each, claim, found, unchecked)
        found.sort(key=itemgetter(0))
        checks = self._checks(codes, unchecked)
        return Report(claim=claim, findings=tuple([finding for _, finding in found]), checks=checks)

    @property
    def is_full(self) -> bool:
        return len(self._numbers) > _MOST_KEPT

    def _number(self, line: Line) -> int:
        """Give one number to all lines that say the same: numbers make small keys."""
        return self._numbers.setdefault((line.code, line.modifiers, line.units, line.pointers), next(self._next))

    def _hear(self, group: "_Group", facts: tuple[Any, ...], lines: tuple[Line, ...]) -> Said:
        # The parts of a checked claim need no second check.
        shown = self._blank.model_copy(update={"lines": lines, **dict(zip(group.facts, facts, strict=True))})
        codes = {line.code for line in lines}
        modifiers = {modifier for line in lines for modifier in line.modifiers}
        said: Said = ([], [])
        for at, each in group.rules:
            if each.is_concerned(codes, modifiers):
                self._ask(at, each, shown, *said)
        return said if said != _NOTHING else _NOTHING

    def _ask(self, at: int, each: Rule, claim: Claim, found: list[tuple[int, Finding]], unchecked: list[Any]) -> None:
        topic = each.table or each.id
        for said in _judged(each, claim, self._tables) if each.needs else each.judge(claim, self._tables):
            if isinstance(said, Unchecked):
                unchecked.append((topic, said))
            else:
                found.append((at, _finding(each, said, self._tables)))

    def _checks(self, codes: set[str], unchecked: list[tuple[str, Unchecked]]) -> tuple[Check, ...]:
        extra = frozenset([topic for code in codes if code in self._topics_of for topic in self._topics_of[code]])
        passed = self._passed.get(extra)
        if passed is None:
            topics = self._topics | {t: table for code in codes for t, table in self._topics_of.get(code, {}).items()}
            passed = self._passed[extra] = {t: _passed(t, topics[t], self._tables) for t in sorted(topics)}
        if not unchecked:
            return tuple(passed.values())
        doubts: dict[str, list[Unchecked]] = {}
        for topic, said in unchecked:
            doubts.setdefault(topic, []).append(said)
        return tuple((passed | {topic: _doubted(passed[topic], said) for topic, said in doubts.items()}).values())


class _Group:
    """Rules that look at the same slice of a claim, and what they said of the slices seen so far."""

    def __init__(self, sight: tuple[str, ...], rules: list[tuple[int, Rule]]) -> None:
        self.facts, self.rules, self.slices = sight[1:], rules, _SLICED[sight[0]]
        everywhere = any(not each.codes for _, each in rules)
        self._codes = frozenset() if everywhere else frozenset().union(*(each.codes for _, each in rules))
        self._given = [at for at, name in enumerate(self.facts) if all(name in each.given for _, each in rules)]
        self._kept: dict[tuple[Any, ...], dict[Any, Said]] = {}

    def looks_at(self, codes: set[str], facts: tuple[Any, ...]) -> bool:
        """Say whether any of the rules has something to look at: its codes, and the facts it speaks of."""
        return (not self._codes or not self._codes.isdisjoint(codes)) and all(map(facts.__getitem__, self._given))

    def kept_for(self, facts: tuple[Any, ...]) -> dict[Any, Said]:
        """Give what was said of slices beside these facts; forget all of it when it grows too large."""
        kept = self._kept.get(facts)
        if kept is None or len(kept) > _MOST_KEPT:
            if len(self._kept) > _MOST_BESIDE:
                self._kept.clear()
            kept = self._kept[facts] = {}
        return kept


def _sight(each: Rule) -> tuple[str, ...]:
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


def _judged(each: Rule, claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    missing = [need.replace("_", " ") for need in each.needs if not getattr(claim, need)]
    if missing:
        yield Unchecked(
            f"{each.id} needs the {' and the '.join(missing)}",
            tuple(line.code for line in claim.lines if not each.codes or line.code in each.codes),
        )
    else:
        yield from each.judge(claim, tables)


def _finding(each: Rule, problem: Problem, tables: Tables) -> Finding:
    version = tables.version(each.table) if each.table else None
    return Finding(
        rule=each.id,
        outcome=problem.outcome,
        severity=problem.severity or each.severity,
        where=str(problem.where),
        message=problem.message,
        remedy=problem.remedy or each.remedy,
        citation=problem.citation or each.citation,
        table=_read_from(version.name, problem.release or version.version) if version else None,
        codes=problem.codes or tuple(c for c in [getattr(problem.where, "code", None)] if c),
        about=problem.about or each.about,
    )


@lru_cache(maxsize=1_000)
def _read_from(name: str, version: str) -> TableRef:
    return TableRef(name=name, version=version)


def _passed(topic: str, table: str | None, tables: Tables) -> Check:
    if table is None:
        return Check(check=topic)
    version = tables.version(table)
    return Check(check=topic, table=version.name, version=version.version, rows=version.rows, why=version.gap)


def _doubted(passed: Check, said: list[Unchecked]) -> Check:
    """Turn a check that would have passed into one that did not run, with every reason and the codes left unjudged."""
    reasons = dict.fromkeys([each.why for each in said])
    return Check(
        check=passed.check,
        table=passed.table,
        version=passed.version,
        rows=passed.rows,
        state="not_checked",
        why="; ".join([passed.why, *reasons] if passed.why else reasons),
        codes=tuple(dict.fromkeys([code for each in said for code in each.codes])),
    )
