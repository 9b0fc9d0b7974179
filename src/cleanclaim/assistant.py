"""One question from text to checked answer: redact, read, decide, retrieve, draft, review."""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import uuid4

from cleanclaim import mentions, privacy, review
from cleanclaim.answer import Answer, AnswerCitation, AnswerContext, CheckAnswer, CodeEntry
from cleanclaim.checking import Checker, versions
from cleanclaim.claim import Claim
from cleanclaim.deciding import Decision
from cleanclaim.drafting import composed, modelled
from cleanclaim.drafting.model import Model
from cleanclaim.drafting.phrases import phrase
from cleanclaim.drafting.talk import Talk
from cleanclaim.errors import ModelUnavailable
from cleanclaim.events import Answered, Decided, Event, Wrote
from cleanclaim.evidence import Evidence
from cleanclaim.gathering import Gatherer, may_be_worded
from cleanclaim.knowledge import Knowledge
from cleanclaim.reading import Context
from cleanclaim.reading.filling import Given
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.readable import LONGEST, readable
from cleanclaim.receipts import NO_BOOK, Book
from cleanclaim.retrieval import Retriever
from cleanclaim.standing import alone
from cleanclaim.tables import Tables

__all__ = ["LONGEST", "Assistant"]


@dataclass(frozen=True)
class Assistant:
    """Answer questions and check claims. Everything it needs is handed in; `today` is asked once a question."""

    knowledge: Knowledge
    lexicon: Lexicon
    tables_on: Callable[[date], Tables]
    retriever: Retriever
    today: Callable[[], date]
    book: Book = NO_BOOK
    model: Model | None = None

    def answer(
        self,
        question: str,
        context: Context | None = None,
        case: str | None = None,
        earlier: tuple[str, ...] = (),
        offline: bool = False,
    ) -> Answer:
        """Answer one question, in the light of the `earlier` ones of its conversation, oldest first.

        Raises UnreadableQuestion when there is nothing readable.
        """
        *_, last = self.stream(question, context, case, earlier, offline)
        assert isinstance(last, Answered)
        return last.answer

    def stream(
        self,
        question: str,
        context: Context | None = None,
        case: str | None = None,
        earlier: tuple[str, ...] = (),
        offline: bool = False,
    ) -> Iterator[Event]:
        """Answer one question step by step: the decision at once, then the text as it is written, then the whole.

        `offline` leaves the model out. Closing the iterator ends whatever the model was writing.
        """
        redacted = privacy.redact(readable(question))
        before = tuple(privacy.redact(readable(each)).text for each in earlier)
        today = self.today()
        talk = None if offline or self.model is None else Talk(self.model)
        reads = partial(_read, talk) if talk else None
        evidence = self._gatherer.gather(redacted, context or Context(), before, today, reads)
        talk = talk if may_be_worded(evidence) else None
        draft = composed.draft(evidence)
        answer = self._kept(evidence, self._answer(redacted.text, evidence, draft, case), today, before)
        yield Decided(answer.model_copy(update={"text": ""}))
        if talk is None or talk.fault:
            for block in draft.text.splitlines(keepends=True):
                yield Wrote(block)
            yield Answered(answer if talk is None else self._told(talk, answer))
        else:
            yield from self._worded(talk, evidence, answer)

    def evidence(self, question: str, context: Context | None = None) -> Evidence:
        """Read, decide and retrieve without a model and without wording: the closed world of one question."""
        return self._gatherer.gather(privacy.redact(readable(question)), context or Context(), (), self.today())

    @property
    def _gatherer(self) -> Gatherer:
        return Gatherer(self.knowledge, self.lexicon, self.tables_on, self.retriever)

    def _worded(self, talk: Talk, evidence: Evidence, answer: Answer) -> Iterator[Event]:
        """Let the model word the answer; what the gate and the rules do not pass gives way to the composed text."""
        tables = self.tables_on(evidence.on)
        evidence, against = self._looked_up(talk, evidence, tables)
        draft = composed.draft(evidence)
        written: list[str] = []
        below: list[str] = []
        is_whole = False
        try:
            pieces = modelled.write(talk.model, evidence, review.checked(evidence, tables), against, talk.meter)
            outcome = yield from _each(talk, pieces, written)
            for block in modelled.rest(evidence, draft, outcome, talk.fault, bool(written)).splitlines(keepends=True):
                below.append(block)
                yield Wrote(block)
            talk.review = outcome.review if outcome else "withheld" if written else "composed"
            is_whole = True
        finally:
            # One who leaves in the middle was shown a model's words too, and the receipt has to say so.
            talk.has_words = bool(written)
            whole = composed.Draft(draft.short, "".join((*written, *below)), draft.quotes, draft.questions)
            worded = self._answer(answer.question, evidence, whole, answer.case)
            told = self._told(talk, worded.model_copy(update={"id": answer.id, "notices": answer.notices}), is_whole)
        yield Answered(told)

    def _looked_up(self, talk: Talk, evidence: Evidence, tables: Tables) -> tuple[Evidence, tuple[str, ...]]:
        """Let the model look further; without one the evidence stands as it is."""
        claim = evidence.scenario.claim
        search = partial(self.retriever.search, on=evidence.on, state=claim.state, payer=claim.payer, limit=4)
        try:
            return modelled.look_up(talk.model, evidence, tables, self.knowledge, search, talk.meter)
        except ModelUnavailable as error:
            talk.fault = str(error)
            return evidence, ()

    def _told(self, talk: Talk, answer: Answer, is_whole: bool = True) -> Answer:
        """Say in the answer what the model did and cost, and in its receipt that the text is another."""
        notices = answer.notices
        if talk.fault:
            notices = (phrase("notice.model", answer.language, why=talk.fault), *notices)
        told: dict[str, object] = {"review": talk.review, "usage": talk.meter.usage(), "notices": notices}
        answer = answer.model_copy(update=told | {"model": talk.model.name if talk.has_words else None})
        fault = self.book.reword(answer, is_whole) if talk.has_words else None
        if fault:
            notices = (*notices, phrase("notice.no_receipt", answer.language, why=fault))
        return answer.model_copy(update={"notices": notices})

    def _answer(self, question: str, evidence: Evidence, draft: composed.Draft, case: str | None) -> Answer:
        scenario, decision, tables = evidence.scenario, evidence.decision, self.tables_on(evidence.on)
        told = scenario.claim
        return Answer(
            id=uuid4().hex,
            case=case,
            question=question,
            context=AnswerContext(state=told.state, payer=told.payer, date_of_service=told.date_of_service),
            as_of=evidence.on,
            language=scenario.language,
            claim=str(decision.claim),
            verdict=decision.verdict,
            short=draft.short,
            text=draft.text,
            codes=_cited(self._with_mentions(decision, draft, tables), draft.quotes),
            branches=decision.branches,
            findings=decision.report.findings if decision.report else (),
            checks=decision.report.checks if decision.report else (),
            citations=tuple(_citation(n, q) for n, q in enumerate(draft.quotes, 1)),
            questions=draft.questions,
            notices=self._notices(scenario.language),
            review="composed",
            versions=versions(self.knowledge, tables),
        )

    def _kept(self, evidence: Evidence, answer: Answer, today: date, earlier: tuple[str, ...]) -> Answer:
        """Write the receipt before anything is shown; an answer that may go out without one says so."""
        fault = self.book.keep(evidence, answer, today, earlier)
        if fault is None:
            return answer
        notice = phrase("notice.no_receipt", answer.language, why=fault)
        return answer.model_copy(update={"notices": (*answer.notices, notice)})

    def check(self, claim: Claim) -> CheckAnswer:
        """Check a claim alone, as of its date of service or today."""
        return Checker(self.knowledge, self.tables_on, self.today).check(claim)

    def _notices(self, language: str) -> tuple[str, ...]:
        disclaimer = phrase("notice.disclaimer", language)
        return (phrase("notice.no_vectors", language), disclaimer) if self.retriever.fault else (disclaimer,)

    def _with_mentions(self, decision: Decision, draft: composed.Draft, tables: Tables) -> tuple[CodeEntry, ...]:
        """Give an entry to every code the text names; what no table knows is judged like any other and fails."""
        named = {e.code for e in decision.codes}
        found: dict[str, CodeEntry] = {}
        for text in (draft.short, draft.text, *draft.questions):
            for mention in mentions.find(text):
                if mention.code not in named and mention.code not in found:
                    found[mention.code] = alone(mention.code, tables)
        return (*decision.codes, *found.values())


def _read(talk: Talk, question: str) -> tuple[Given, ...]:
    """Let the model read what the reader left open; without one the reader's facts stand."""
    try:
        return talk.model.read(question, talk.meter)
    except ModelUnavailable as error:
        talk.fault = str(error)
        return ()


def _each(
    talk: Talk, pieces: Generator[str, None, modelled.Outcome], written: list[str]
) -> Generator[Event, None, modelled.Outcome | None]:
    """Give each piece as an event, and keep it; give no outcome where the model fell out."""
    try:
        while talk.fault is None:
            piece = next(pieces)
            written.append(piece)
            yield Wrote(piece)
    except StopIteration as ended:
        outcome: modelled.Outcome = ended.value
        return outcome
    except ModelUnavailable as error:
        talk.fault = str(error)
    finally:
        pieces.close()
    return None


def _citation(n: int, quote: composed.Quote) -> AnswerCitation:
    p = quote.passage
    return AnswerCitation(
        n=n,
        passage=p.id,
        document=p.document,
        title=p.title,
        section=p.section,
        url=p.url,
        effective_from=p.effective_from,
        effective_to=p.effective_to,
        verified=p.verified,
        quote=quote.text,
        start=quote.start,
        end=quote.end,
    )


def _cited(entries: tuple[CodeEntry, ...], quotes: tuple[composed.Quote, ...]) -> tuple[CodeEntry, ...]:
    return tuple(
        e.model_copy(update={"citations": tuple(n for n, q in enumerate(quotes, 1) if e.code in q.text)})
        for e in entries
    )
