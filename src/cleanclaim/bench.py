"""The bench: the rules that sit for one date, and what they have said so far.

A rule is shown only the slice of a claim that it declares to look at (`Rule.sees`): a line, a pair of lines, the
diagnoses. What it says of a slice is true of every claim that holds the slice, so it is kept, and a batch whose lines and
pairs come again and again is mostly looked up. Rules that look at a claim as a whole are called for the codes they name.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import count
from operator import itemgetter
from typing import Any

from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Check, Finding, Problem, Report, TableRef, Unchecked
from cleanclaim.rule import WHERE, Rule
from cleanclaim.slices import MOST_BESIDE, MOST_KEPT, NOTHING, Group, Said, sight
from cleanclaim.tables import Tables


class Bench:
    """The rules bound to tables of one date. Safe to share between threads: what is kept is only ever added or dropped."""

    def __init__(self, rules: Iterable[Rule], tables: Tables) -> None:
        self._rules, self._tables = tuple(rules), tables
        self._sittings: dict[tuple[Any, ...], _Sitting] = {}

    def check(self, claim: Claim) -> Report:
        """Run the rules on a claim. Never raises on a claim, however wrong."""
        where = (claim.payer, claim.date_of_service)
        sitting = self._sittings.get(where)
        if sitting is None or sitting.is_full:
            if len(self._sittings) > MOST_BESIDE:
                self._sittings.clear()
            sitting = self._sittings[where] = _Sitting(self._rules, self._tables, where)
        return sitting.check(claim)


class _Sitting:
    """The rules that sit for a payer and a date of service."""

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
            Group(seen, [(at, each) for at, each in sitting if each.sees and sight(each) == seen])
            for seen in dict.fromkeys(sight(each) for _, each in sitting if each.sees)
        ]
        self._topics = {each.table or each.id: each.table for _, each in sitting if not each.codes}
        self._topics_of: dict[str, dict[str, str | None]] = {}
        for _, each in sitting:
            for code in each.codes:
                self._topics_of.setdefault(code, {})[each.table or each.id] = each.table
        self._passed: dict[frozenset[str], dict[str, Check]] = {}
        self._doubts: dict[tuple[str, tuple[Unchecked, ...]], Check] = {}
        self._numbers: dict[Any, int] = {}
        self._next = count()

    def check(self, claim: Claim) -> Report:
        lines = claim.lines
        numbers = [self._number(line) for line in lines]
        codes = {line.code for line in lines}
        modifiers = {modifier for line in lines for modifier in line.modifiers}
        words = codes | modifiers
        found: list[tuple[int, Finding]] = []
        unchecked: list[tuple[str, Unchecked]] = []
        for group in self._groups:
            if group.calls is not None and group.calls.isdisjoint(words):
                continue
            facts = group.facts_of(claim)
            if group.given and not all(map(facts.__getitem__, group.given)):
                continue
            kept = group.kept_for(facts)
            for key, shown in group.slices(lines, numbers):
                said = kept.get(key)
                if said is None:
                    said = kept[key] = self._hear(group, facts, shown)
                if said is not NOTHING:
                    found += said[0]
                    unchecked += said[1]
        for at, each in self._always:
            self._ask(at, each, claim, found, unchecked)
        called = [each for word in words if word in self._called for each in self._called[word]]
        for at, each in dict.fromkeys(called):
            if each.is_concerned(codes, modifiers):
                self._ask(at, each, claim, found, unchecked)
        found.sort(key=itemgetter(0))
        checks = self._checks(codes, unchecked)
        return Report(claim=claim, findings=tuple([finding for _, finding in found]), checks=checks)

    @property
    def is_full(self) -> bool:
        return len(self._numbers) > MOST_KEPT

    def _number(self, line: Line) -> int:
        """Give one number to all lines that say the same: numbers make small keys."""
        return self._numbers.setdefault((line.code, line.modifiers, line.units, line.pointers), next(self._next))

    def _hear(self, group: Group, facts: tuple[Any, ...], lines: tuple[Line, ...]) -> Said:
        # The parts of a checked claim need no second check.
        shown = self._blank.model_copy(update={"lines": lines, **dict(zip(group.facts, facts, strict=True))})
        codes = {line.code for line in lines}
        modifiers = {modifier for line in lines for modifier in line.modifiers}
        said: Said = ([], [])
        for at, each in group.rules:
            if each.is_concerned(codes, modifiers):
                self._ask(at, each, shown, *said)
        return said if said != NOTHING else NOTHING

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
        return tuple(
            (passed | {topic: self._doubted(passed[topic], tuple(said)) for topic, said in doubts.items()}).values()
        )

    def _doubted(self, passed: Check, said: tuple[Unchecked, ...]) -> Check:
        """Turn a check that would have passed into one that did not run, with every reason and the codes left unjudged."""
        made = self._doubts.get((passed.check, said))
        if made is None:
            if len(self._doubts) > MOST_KEPT:
                self._doubts.clear()
            made = self._doubts[passed.check, said] = _doubted(passed, said)
        return made


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


def _doubted(passed: Check, said: tuple[Unchecked, ...]) -> Check:
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
