"""The mutation score: right answers corrupted in eight ways, and how many of each the gate catches.

A right answer is worded twice: in the decision's own sentences, and in sentences a model would write about it. The
second kind gives the false-block rate that counts, because repeating the decision's own sentence is right by definition.
A corruption is caught when the gate objects and what was corrupted is not shown.
"""

import random
from collections.abc import Iterable
from dataclasses import dataclass

from cleanclaim import review
from cleanclaim.assistant import Assistant
from cleanclaim.drafting.phrases import say
from cleanclaim.evals.corrupting import WAYS, Corrupted, corruptions, wordings
from cleanclaim.evidence import Evidence
from cleanclaim.review import Checked, Gate

__all__ = ["WAYS", "Corrupted", "MutationScore", "Rate", "score"]


@dataclass(frozen=True)
class Rate:
    """How many of how many, with the 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 95 % Wilson score interval; (0, 1) where nothing was tried."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.959964, self.total, self.share
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits} of {self.total} ({self.share:.1%}, {low:.1%} to {high:.1%})"


@dataclass(frozen=True)
class MutationScore:
    """Catch rate by way, and false-block rate on the decision's own sentences and on a model's."""

    caught: dict[str, Rate]
    blocked_own: Rate
    blocked_worded: Rate
    missed: tuple[Corrupted, ...] = ()
    blocked: tuple[str, ...] = ()

    @property
    def total(self) -> Rate:
        return Rate(sum(r.hits for r in self.caught.values()), sum(r.total for r in self.caught.values()))


def score(assistant: Assistant, questions: Iterable[str], seed: int = 7) -> MutationScore:
    """Corrupt the right answer to each question in every way that applies to it; deterministic by `seed`."""
    rng = random.Random(seed)
    tried: dict[str, list[bool]] = {way: [] for way in WAYS}
    own: list[bool] = []
    worded: list[bool] = []
    missed: list[Corrupted] = []
    blocked: list[str] = []
    for question in questions:
        evidence = assistant.evidence(question)
        tables = assistant.tables_on(evidence.on)
        checked = review.checked(evidence, tables)
        own += [_is_blocked(text, checked) for text in _own(evidence)]
        for text in wordings(evidence, rng):
            worded.append(_is_blocked(text, checked))
            blocked += [text] if worded[-1] else []
        for corrupted in corruptions(evidence, checked, tables, rng):
            tried[corrupted.way].append(_is_caught(corrupted, checked))
            missed += [] if tried[corrupted.way][-1] else [corrupted]
    return MutationScore(
        {way: _rate(results) for way, results in tried.items()},
        _rate(own),
        _rate(worded),
        tuple(missed),
        tuple(blocked),
    )


def _rate(results: list[bool]) -> Rate:
    return Rate(sum(results), len(results))


def _through(text: str, checked: Checked) -> tuple[str, Gate]:
    gate = Gate(checked)
    return gate.feed(text) + gate.finish(), gate


def _is_blocked(text: str, checked: Checked) -> bool:
    return _through(text, checked)[0] != text


def _is_caught(corrupted: Corrupted, checked: Checked) -> bool:
    shown, gate = _through(corrupted.text, checked)
    return bool(gate.objections) and corrupted.fault not in shown


def _own(evidence: Evidence) -> tuple[str, ...]:
    language, decision = evidence.scenario.language, evidence.decision
    return tuple(say(s, language) for s in (*decision.short, *decision.points, *decision.remedies))
