"""Ask the assistant one case and score what it says."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter
from typing import Any

from cleanclaim import asking, privacy
from cleanclaim.answer import Answer
from cleanclaim.assistant import Assistant
from cleanclaim.errors import CleanClaimError
from cleanclaim.evals import scorers
from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Score
from cleanclaim.evals.run import CaseResult, Shown, Usage
from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.retrieval import Retriever

_NUMBER = re.compile(r"\b[LA]\d{5}\b")
Grade = Callable[[Case, Answer], Score]


@dataclass
class Asker:
    """One assistant, asked one case after the other; not for two threads at once."""

    assistant: Assistant
    grade: Grade | None = None

    def __post_init__(self) -> None:
        self._retrieved = watch(self.assistant.retriever)

    def ask(self, case: Case) -> CaseResult:
        """Answer and score one case. A crash is a wrong answer, said as such; the other cases still run."""
        self._retrieved.clear()
        started = perf_counter()
        given = {k: str(v) for k, v in case.context if v is not None}
        answer: Answer | None = None
        try:
            answer = self.assistant.answer(
                case.question, asking.context(given), case.id, earlier=asking.earlier(list(case.earlier))
            )
        except CleanClaimError as error:
            scores = (Score(scorer="answered", outcome="wrong", why=str(error)),)
        except Exception as error:  # noqa: BLE001
            scores = (Score(scorer="answered", outcome="wrong", why=f"{type(error).__name__}: {error}", unsafe=True),)
        seconds = perf_counter() - started
        if answer:
            knowledge = self.assistant.knowledge
            named = named_in(answer.question, knowledge)
            seen = scorers.Seen(answer, tuple(self._retrieved), seconds, knowledge.passage, named)
            scores = (*scorers.scores(case, seen), *((self.grade(case, answer),) if self.grade else ()))
        return CaseResult(
            id=case.id,
            kind=case.kind,
            digest=case.digest,
            held_out=case.held_out,
            confidence=case.confidence,
            seconds=round(seconds, 4),
            scores=scores,
            usage=_usage(answer),
            shown=_shown(case, answer, tuple(self._retrieved), given),
        )


def _usage(answer: Answer | None) -> Usage | None:
    used = answer.usage if answer else None
    if used is None:
        return None
    return Usage(requests=used.calls, tokens_in=used.tokens_in, tokens_out=used.tokens_out, cost=used.cost_usd)


def watch(retriever: Retriever) -> list[Passage]:
    """Give a list that holds whatever the retriever finds from now on."""
    found: list[Passage] = []
    search = retriever.search

    def searching(*arguments: Any, **named: Any) -> list[Passage]:
        passages = search(*arguments, **named)
        found.extend(passages)
        return passages

    retriever.search = searching  # type: ignore[method-assign]
    return found


def named_in(question: str, knowledge: Knowledge) -> frozenset[str]:
    """Give the documents that a question names by number, with the other of each pair."""
    policies = (knowledge.policy(number) for number in _NUMBER.findall(question.upper()))
    return frozenset(d for p in policies if p for d in (p.id, p.article) if d)


def _shown(case: Case, answer: Answer | None, retrieved: tuple[Passage, ...], given: dict[str, str]) -> Shown:
    asked = Shown(
        question=answer.question if answer else privacy.redact(case.question).text,
        context=given,
        # What must never be repeated is not repeated here.
        gold=case.gold.model_dump(mode="json", exclude_unset=True, exclude={"never_says"}),
        why=case.why,
        source=case.source,
    )
    if not answer:
        return asked
    return asked.model_copy(
        update={
            "verdict": answer.verdict,
            "short": answer.short,
            "text": answer.text,
            "claim": answer.claim,
            "codes": tuple(
                f"{'-'.join((c.code, *c.modifiers))}{f' x{c.units}' if c.units else ''} · {c.stance} · {c.coding}"
                for c in answer.codes
                if c.stance != "mentioned"
            ),
            "citations": tuple(
                {
                    "n": str(c.n),
                    "passage": c.passage,
                    "document": c.document,
                    "section": c.section,
                    "url": c.url,
                    "verified": c.verified,
                    "quote": c.quote,
                }
                for c in answer.citations
            ),
            "retrieved": tuple(dict.fromkeys(p.id for p in retrieved)),
            "review": answer.review,
            "model": answer.model,
        }
    )
