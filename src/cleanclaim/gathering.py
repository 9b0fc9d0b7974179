"""Gather the Evidence of one question: read, decide, retrieve. What is gathered is the closed world of its answer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from cleanclaim import citing, privacy
from cleanclaim.deciding import Decision, Desk, Statement, decide
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.reading import Context, Reader, Scenario, filling
from cleanclaim.reading.conversation import Conversation
from cleanclaim.reading.filling import Given
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.retrieval import Retriever
from cleanclaim.tables import Tables

Reads = Callable[[str], tuple[Given, ...]]
_ASKS = {
    "muscle": "ask.muscles",
    "muscle_count": "ask.muscles",
    "state": "ask.state",
    "payer": "ask.state",
    "procedure": "ask.of.procedure",
    "diagnosis": "ask.of.diagnosis",
    "date_of_service": "ask.of.date_of_service",
}


@dataclass(frozen=True)
class Gatherer:
    """Gather evidence with the knowledge, the words and the tables it is handed."""

    knowledge: Knowledge
    lexicon: Lexicon
    tables_on: Callable[[date], Tables]
    retriever: Retriever

    def gather(
        self,
        redacted: privacy.Redacted,
        context: Context,
        earlier: tuple[str, ...],
        today: date,
        reads: Reads | None = None,
    ) -> Evidence:
        """Give the evidence of a redacted question; `reads` may add facts where what was read decides too little."""
        desk = Desk(self.knowledge, self.tables_on, self.lexicon, today)
        reader = Reader(self.lexicon, self.tables_on(today), self.knowledge.is_titled)
        scenario = Conversation(reader, context, redacted.removed).read(earlier, redacted.text)
        decision = decide(scenario, desk)
        if reads and _is_open(decision, scenario):
            scenario, asked = filling.fill(scenario, reads(scenario.question), reader)
            decision = _asking_for(decide(scenario, desk), asked)
        on = desk.date_of(scenario)
        evidence = self._on(scenario, decision, on)
        if not decision.parts:
            return evidence
        parts = [self._on(*part, on) for part in zip(scenario.parts, decision.parts, strict=True)]
        found = citing.of_several([part.passages for part in parts])
        return replace(
            evidence,
            passages=tuple(dict.fromkeys(p for passages in found for p in passages)),
            parts=tuple(replace(part, passages=passages) for part, passages in zip(parts, found, strict=True)),
        )

    def _on(self, scenario: Scenario, decision: Decision, on: date) -> Evidence:
        """Give the evidence of one question; of several the passages are found one by one."""
        passages: tuple[Passage, ...] = ()
        if decision.wants_passages and not decision.parts:
            passages = citing.choose(scenario, decision, on, self.knowledge, self.retriever)
        return Evidence(scenario, decision, passages, on, scenario.claim.date_of_service is None)


def may_be_worded(evidence: Evidence) -> bool:
    """Say whether a model may word the answer: a refusal has its own words."""
    decision = evidence.decision
    return decision.wants_passages and not _is_refused(evidence.scenario) and decision.verdict != "out_of_scope"


def _is_open(decision: Decision, scenario: Scenario) -> bool:
    """Say whether a fact the reader missed could still decide something."""
    undecided = decision.verdict in (None, "depends", "needs_information")
    return decision.wants_passages and not _is_refused(scenario) and undecided


def _is_refused(scenario: Scenario) -> bool:
    return any(ask.startswith("refuse-") for ask in scenario.asks if ask != "refuse-care")


def _asking_for(decision: Decision, kinds: tuple[str, ...]) -> Decision:
    """Give the decision with a question for each kind of fact that a model supposed without words for it."""
    asked = tuple(Statement(key) for key in dict.fromkeys(_ASKS[kind] for kind in kinds))
    new = tuple(s for s in asked if s.key not in {q.key for q in decision.questions})
    return replace(decision, questions=(*decision.questions, *new)) if new else decision
