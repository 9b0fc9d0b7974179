"""Make answers, cases and runs for tests."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from cleanclaim.answer import Answer, AnswerContext, CodeEntry, Versions
from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Score
from cleanclaim.evals.run import CaseResult, Conditions, Control, Head, Run, Tail
from cleanclaim.evals.scorers import Seen, scores
from cleanclaim.knowledge import Passage

PASSAGE = Passage(
    id="L1#limits",
    document="L1",
    title="t",
    section="Limits",
    text="20552 is one or two muscles. Three sessions.",
    url="https://example.org",
    verified="official",
    effective_from=date(2024, 4, 1),
)
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def case(**gold: Any) -> Case:
    return Case.model_validate(
        {"id": "a", "question": "q", "kind": "k", "gold": gold, "why": "w", "source": "s", "confidence": "high"}
    )


def entry(code: str, stance: str = "recommended", coding: str = "pass", **more: Any) -> CodeEntry:
    made: dict[str, Any] = {"code": code, "system": "CPT", "label": "l", "stance": stance, "coding": coding}
    return CodeEntry.model_validate({**made, "coverage": "not_checked", **more})


def answer(*codes: CodeEntry, **more: Any) -> Answer:
    given: dict[str, Any] = {
        "id": "1",
        "question": "q",
        "context": AnswerContext(),
        "as_of": date(2026, 11, 23),
        "claim": "",
        "verdict": None,
        "short": "",
        "text": "",
        "codes": codes,
        "review": "composed",
        "versions": Versions(cleanclaim="0", knowledge="0"),
    }
    return Answer.model_validate({**given, **more})


def marks(asked: Case, given: Answer, retrieved: tuple[Passage, ...] = (), seconds: float = 0.1) -> dict[str, Score]:
    seen = Seen(given, retrieved, seconds, {PASSAGE.id: PASSAGE}.get)
    return {s.scorer: s for s in scores(asked, seen)}


def result(
    name: str, outcomes: Mapping[str, str], *, unsafe: bool = False, digest: str = "d", kind: str = "k"
) -> CaseResult:
    held = tuple(
        Score.model_validate({"scorer": s, "outcome": o, "why": f"{s} is {o}", "unsafe": unsafe})
        for s, o in outcomes.items()
    )
    return CaseResult(id=name, kind=kind, digest=digest, seconds=0.01, scores=held)


def run(*cases: CaseResult, control: Control | None = None, tail: bool = True, expected: int | None = None) -> Run:
    conditions = Conditions(
        embeddings="corpus", today=NOW.date(), cleanclaim="0", knowledge="0", tables={}, commit="c", suite="s"
    )
    head = Head(id="r", started=NOW, cases=len(cases) if expected is None else expected, conditions=conditions)
    caught = control or Control(caught=True, lost=("x",), unsafe=("x",))
    return Run(head=head, cases=cases, tail=Tail(ended=NOW, seconds=1, control=caught) if tail else None)
