"""The negative control: a validator broken on purpose, which the suite must catch.

Every rule still runs and reports its check, and none finds anything: the worst fault a validator can have, because
nothing looks wrong. A suite that does not notice it proves nothing about the validator.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from cleanclaim import rules
from cleanclaim.claim import Claim
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case
from cleanclaim.evals.run import CaseResult, Control
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.tables import Tables


def controlled(sound: Iterable[CaseResult], open_: Callable[[], Asker], cases: tuple[Case, ...]) -> Control:
    """Ask the cases again with silent rules; caught when right answers are lost and some of them become unsafe."""
    with silent_rules():
        asker = open_()
        broken = {case.id: asker.ask(case) for case in cases}
    before = tuple(sound)
    lost = tuple(c.id for c in before if c.is_right and not broken[c.id].is_right)
    unsafe = tuple(c.id for c in before if broken[c.id].is_unsafe and not c.is_unsafe)
    return Control(caught=bool(lost and unsafe), lost=lost, unsafe=unsafe)


@contextmanager
def silent_rules(ids: frozenset[str] | None = None) -> Iterator[None]:
    """Let rules run and find nothing: every one, or those named."""
    whole = rules.catalogue
    silent = tuple(replace(r, judge=_nothing) if ids is None or r.id in ids else r for r in whole())
    rules.catalogue = lambda: silent  # type: ignore[assignment]
    try:
        yield
    finally:
        rules.catalogue = whole


def _nothing(claim: Claim, tables: Tables) -> Iterable[Problem | Unchecked]:
    return ()
