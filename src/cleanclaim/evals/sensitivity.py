"""Which rules the suite would notice losing: each is silenced alone, and the cases that change are named."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cleanclaim import rules
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case
from cleanclaim.evals.control import silent_rules
from cleanclaim.evals.run import CaseResult


@dataclass(frozen=True)
class Noticed:
    """One rule, and the cases that lose a right score or become unsafe without it."""

    rule: str
    cases: tuple[str, ...]


def noticed(open_: Callable[[], Asker], cases: tuple[Case, ...]) -> Iterator[Noticed]:
    """Silence one rule after the other."""
    sound = _asked(open_, cases)
    for rule in rules.catalogue():
        with silent_rules(frozenset({rule.id})):
            broken = _asked(open_, cases)
        yield Noticed(rule.id, tuple(i for i, result in sound.items() if _is_worse(result, broken[i])))


def _asked(open_: Callable[[], Asker], cases: tuple[Case, ...]) -> dict[str, CaseResult]:
    asker = open_()
    return {case.id: asker.ask(case) for case in cases}


def _is_worse(before: CaseResult, after: CaseResult) -> bool:
    was = {s.scorer for s in before.counted if s.outcome == "right"}
    return bool(was - {s.scorer for s in after.counted if s.outcome == "right"})
