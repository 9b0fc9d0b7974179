"""One question from text to checked answer: redact, read, decide, retrieve, draft, review."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from uuid import uuid4

from cleanclaim import codes, mentions, privacy, rules
from cleanclaim.answer import Answer, AnswerCitation, AnswerContext, CheckAnswer, CodeEntry
from cleanclaim.checking import Checker, versions
from cleanclaim.claim import Claim, Line
from cleanclaim.deciding import Decision, Desk, decide
from cleanclaim.drafting import composed
from cleanclaim.drafting.phrases import phrase
from cleanclaim.errors import UnreadableQuestion
from cleanclaim.events import Answered, Decided, Event, Wrote
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.reading import Context, Reader, Scenario
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.receipts import NO_BOOK, Book
from cleanclaim.retrieval import Retriever, Wanted
from cleanclaim.standing import entry
from cleanclaim.tables import Tables

LONGEST = 20_000
_SHOWN = 5


@dataclass(frozen=True)
class Assistant:
    """Answer questions and check claims. Everything it needs is handed in; `today` is asked once a question."""

    knowledge: Knowledge
    lexicon: Lexicon
    tables_on: Callable[[date], Tables]
    retriever: Retriever
    today: Callable[[], date]
    book: Book = NO_BOOK

    def answer(
        self, question: str, context: Context | None = None, case: str | None = None, earlier: tuple[str, ...] = ()
    ) -> Answer:
        """Answer one question, in the light of the `earlier` ones of its conversation, oldest first.

        Raises UnreadableQuestion when there is nothing readable.
        """
        *_, last = self.stream(question, context, case, earlier)
        assert isinstance(last, Answered)
        return last.answer

    def stream(
        self, question: str, context: Context | None = None, case: str | None = None, earlier: tuple[str, ...] = ()
    ) -> Iterator[Event]:
        """Answer one question step by step: the decision at once, then the text as it is written, then the whole."""
        redacted = privacy.redact(_readable(question))
        desk = Desk(self.knowledge, self.tables_on, self.lexicon, self.today())
        reader = Reader(self.lexicon, self.tables_on(desk.today))
        before = tuple(privacy.redact(_readable(each)).text for each in earlier)
        scenario = reader.read_on(before, redacted.text, context or Context(), redacted.removed)
        decision = decide(scenario, desk)
        on = desk.date_of(scenario)
        passages = self._retrieve(scenario, decision, on) if decision.wants_passages else ()
        evidence = Evidence(scenario, decision, passages, on, scenario.claim.date_of_service is None)
        draft = composed.draft(evidence)
        answer = self._kept(evidence, self._answer(redacted.text, evidence, draft, case), desk.today, before)
        yield Decided(answer.model_copy(update={"text": ""}))
        for block in draft.text.splitlines(keepends=True):
            yield Wrote(block)
        yield Answered(answer)

    def _answer(self, question: str, evidence: Evidence, draft: composed.Draft, case: str | None) -> Answer:
        scenario, decision, tables = evidence.scenario, evidence.decision, self.tables_on(evidence.on)
        return Answer(
            id=uuid4().hex,
            case=case,
            question=question,
            context=_context(scenario),
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

    def _retrieve(self, scenario: Scenario, decision: Decision, on: date) -> tuple[Passage, ...]:
        documents = tuple(d for p in decision.policies for d in (p.id, p.article) if d)
        asked = tuple(c.code for c in decision.codes if c.stance in ("asked", "recommended", "rejected"))
        wanted = Wanted(
            asks=decision.aspects or ("definition",),
            codes=asked,
            topics=decision.topics or scenario.topics,
            documents=documents,
            named=tuple(d for p in map(self.knowledge.policy, scenario.documents) if p for d in (p.id, p.article) if d),
        )
        payer = scenario.claim.payer
        found = self.retriever.search(scenario.question, on, scenario.claim.state, payer, wanted, limit=24)
        return _varied(
            found, wanted.asks, frozenset(documents), known=len(decision.policies) <= 1 or bool(scenario.documents)
        )

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
                    found[mention.code] = mentioned(mention.code, tables)
        return (*decision.codes, *found.values())


@lru_cache(4096)
def mentioned(code: str, tables: Tables) -> CodeEntry:
    """Judge a code by itself and give its entry as mentioned in explanation only."""
    diagnosis = codes.identify(code) == "ICD-10-CM"
    claim = Claim(diagnoses=(code,)) if diagnosis else Claim(lines=(Line(code=code),))
    alone = [r for r in rules.catalogue() if r.table in ("procedures", "icd10cm")]
    return entry(code, "mentioned", rules.check(claim, tables, alone), tables, coverage="not_checked")


def _readable(question: str) -> str:
    if not question.strip():
        raise UnreadableQuestion("The question is empty; expected a sentence such as: is 20552 right for two muscles?")
    if len(question) > LONGEST:
        raise UnreadableQuestion(f"The question has {len(question):,} characters; expected at most {LONGEST:,}.")
    try:
        question.encode()
    except UnicodeEncodeError:
        raise UnreadableQuestion("The question is not text: it holds bytes of no encoding; expected words.") from None
    odd = sum(not c.isprintable() and not c.isspace() for c in question) + question.count("\ufffd")
    if odd * 10 > len(question) or "\x00" in question:
        raise UnreadableQuestion("The question is not text: it holds binary characters; expected a sentence in words.")
    if not any(c.isalnum() for c in question):
        raise UnreadableQuestion(f"“{question.strip()[:40]}” holds no word or code; expected a sentence in words.")
    return question.strip()


def _varied(found: list[Passage], asks: tuple[str, ...], governing: frozenset[str], known: bool) -> tuple[Passage, ...]:
    """Keep the best passages: the governing documents' own first, never one heading from several contractors."""
    own = _unlike([p for p in found if p.document in governing])
    # A section's first kind of question is what it is about; the others it touches.
    about = [[p for p in own if ask in p.answers[:1]] or [p for p in own if ask in p.answers] for ask in asks]
    one_each = dict.fromkeys(found[0] for found in about if found)
    policies = list(dict.fromkeys([*one_each, *own]))[: 3 if known else 2]
    rest = _unlike([p for p in found if p.document not in governing])
    kept = [*policies, *rest[: _SHOWN - len(policies)]]
    return tuple(sorted(kept, key=found.index))


def _unlike(passages: list[Passage]) -> list[Passage]:
    seen: dict[str, Passage] = {}
    for passage in passages:
        seen.setdefault(f"{passage.kind == 'article' and passage.document}{passage.section}", passage)
    return list(seen.values())


def _context(scenario: Scenario) -> AnswerContext:
    claim = scenario.claim
    return AnswerContext(state=claim.state, payer=claim.payer, date_of_service=claim.date_of_service)


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
