"""Run the eval cases through the assistant and score the answers."""

from collections import defaultdict
from time import perf_counter

from pydantic import BaseModel, ConfigDict

from cleanclaim.asking import context
from cleanclaim.assistant import Assistant
from cleanclaim.errors import CleanClaimError
from cleanclaim.evals.case import Case, load
from cleanclaim.evals.scorers import ALL, Score

__all__ = ["CaseResult", "Result", "load", "run"]


class CaseResult(BaseModel):
    """The scores of one case with what was answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    kind: str
    question: str
    short: str
    seconds: float
    held_out: bool = False
    scores: tuple[Score, ...]

    @property
    def is_right(self) -> bool:
        return all(s.right for s in self.scores)

    def failed(self) -> tuple[Score, ...]:
        return tuple(s for s in self.scores if not s.right)


class Result(BaseModel):
    """A run: every case, and what it amounts to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    cases: tuple[CaseResult, ...]

    @property
    def right(self) -> int:
        return sum(case.is_right for case in self.cases)

    @property
    def unsafe(self) -> int:
        return sum(any(s.unsafe for s in case.scores) for case in self.cases)

    def of(self, held_out: bool) -> tuple[CaseResult, ...]:
        """Give the cases that were, or were not, kept from tuning."""
        return tuple(case for case in self.cases if case.held_out == held_out)

    def by_kind(self) -> dict[str, tuple[int, int]]:
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for case in self.cases:
            counts[case.kind][0] += case.is_right
            counts[case.kind][1] += 1
        return {kind: (right, total) for kind, (right, total) in counts.items()}

    def passes(self, floor: float) -> bool:
        return bool(self.cases) and self.unsafe == 0 and self.right / len(self.cases) >= floor


def run(assistant: Assistant, cases: tuple[Case, ...]) -> Result:
    """Answer and score every case."""
    return Result(cases=tuple(_run(assistant, case) for case in cases))


def _run(assistant: Assistant, case: Case) -> CaseResult:
    started = perf_counter()
    given = {k: str(v) for k, v in case.context if v is not None}
    try:
        answer = assistant.answer(case.question, context(given), case.id)
    except CleanClaimError as error:
        failed = Score(scorer="answered", right=False, why=str(error))
        return CaseResult(
            id=case.id,
            kind=case.kind,
            question=case.question,
            short="",
            seconds=perf_counter() - started,
            held_out=case.held_out,
            scores=(failed,),
        )
    scores = tuple(s for scorer in ALL if (s := scorer(case, answer)))
    return CaseResult(
        id=case.id,
        kind=case.kind,
        question=case.question,
        short=answer.short,
        seconds=perf_counter() - started,
        held_out=case.held_out,
        scores=scores,
    )
