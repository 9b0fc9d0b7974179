"""Compose the answer from the decision's statements and the passages, without a model."""

from dataclasses import dataclass

from cleanclaim.deciding import Decision, Statement
from cleanclaim.drafting import leading, nearest
from cleanclaim.drafting.phrases import phrase, say
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Passage
from cleanclaim.reading import Scenario
from cleanclaim.reading.parts import subject_of

_LONGEST_QUOTE = 1_500
_THIN = ("code.is", "payment.not_on_file")
"""Statements that stand in for an answer only where no passage speaks of what is asked."""


@dataclass(frozen=True)
class Quote:
    """The words of a passage that the answer shows, by their place in it."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True)
class Draft:
    """Prose before the gate: the short answer, the whole text, the quotes it cites by number, the open questions."""

    short: str
    text: str
    quotes: tuple[Quote, ...]
    questions: tuple[str, ...]


def draft(evidence: Evidence) -> Draft:
    """Write the short answer first, then reasons, remedies, contractors, sources and checks."""
    language, decision = evidence.scenario.language, evidence.decision
    short, told = _short(evidence)
    quotes = tuple(quote(p) for p in evidence.passages)
    blocks = [short, *_notices(evidence)]
    rest = (*decision.short, *decision.points)
    blocks += _list("head.why", tuple(s for s in rest if s not in told), language)
    blocks += _list("head.do", decision.remedies, language)
    blocks += _branches(evidence)
    blocks += _list("head.ask", decision.questions, language)
    blocks += _sources(quotes, language)
    blocks += _checks(evidence)
    return Draft(
        short, "\n\n".join(b for b in blocks if b), quotes, tuple(say(q, language) for q in decision.questions)
    )


def _short(evidence: Evidence) -> tuple[str, tuple[Statement, ...]]:
    """Give the short answer, one for each question of the text, and the statements it tells."""
    language = evidence.scenario.language
    notices = tuple(s for s in evidence.decision.short if s.key.startswith("notice."))
    if not evidence.parts:
        answer, told = _answer(evidence, evidence.passages)
        return " ".join(part for part in (answer, *(say(s, language) for s in notices)) if part), (*told, *notices)
    lines: list[str] = []
    said = notices
    for part in evidence.parts:
        answer, told = _answer(part, evidence.passages, said)
        subject = phrase(f"part.{subject_of(part.scenario.asks)}", language)
        lines.append(f"- **{subject}:** {answer}")
        said = (*said, *told, *(s for s in part.decision.short if s.key.startswith("verdict.")))
    return "\n".join((*lines, *(say(s, language) for s in notices))), said


def _answer(
    evidence: Evidence, cited: tuple[Passage, ...], before: tuple[Statement, ...] = ()
) -> tuple[str, tuple[Statement, ...]]:
    """Give the sentences that answer one question, and the statements among them; none that was told `before`."""
    scenario, language = evidence.scenario, evidence.scenario.language
    lead = leading.lead(evidence.decision, scenario)
    told = tuple(s for s in lead if s.key.startswith("verdict.") or s not in before) if before else lead
    if all(s.key.startswith("verdict.") for s in told):
        told = lead
    said = [*dict.fromkeys(say(s, language) for s in told)]
    reasons = [s for s in told if leading.is_reason(s)]
    thin = bool(reasons) and all(s.key in _THIN for s in reasons) and ("payment" in scenario.asks or not scenario.asks)
    decides = bool(reasons) and not thin
    asks_words = bool(scenario.asks) and scenario.form != "statement" and set(scenario.asks) <= leading.BY_PASSAGES
    if decides and not (asks_words and not leading.answers(told, scenario.asks)):
        return " ".join(said), told
    # A verdict, or a line to report, without its reason helps no one: the nearest passage gives it.
    verdict = 1 if told and told[0].key.startswith("verdict.") else 0
    own = tuple(p for p in evidence.passages if _is_what_governs(p, evidence.decision))
    of_kind = tuple(
        p
        for p in evidence.passages
        if (thin or "who" in scenario.asks) and set(scenario.asks) & {*p.answers[:1]} - {"definition"}
    )
    near = () if _is_all_strange(scenario) else own or of_kind or evidence.passages
    found = nearest.find(scenario.question, near, scenario.asks, evidence.decision.topics, whole=thin)
    if found:
        words = f"{found.words.rstrip('.')}. [{cited.index(found.passage) + 1}]"
        if thin:
            return " ".join((*said[:verdict], words)), told
        return " ".join((*said[:verdict], words, *said[verdict:]) if asks_words else (*said, words)), told
    if thin and (scenario.form == "statement" or not nearest.asks_more_than_codes(scenario.question, scenario.asks)):
        return " ".join(said), told
    # The knowledge is in English: that a Spanish word is strange to it says nothing.
    strange = ", ".join(f"“{word}”" for word in scenario.strange[:3]) if language == "en" else ""
    unspoken = (
        phrase("short.not_spoken_of", language, words=strange) if strange else phrase("short.nothing_on_file", language)
    )
    return " ".join((*said, unspoken)), told


def _is_all_strange(scenario: Scenario) -> bool:
    """Say whether what a question speaks of is strange to the knowledge, and nothing else of the field is named."""
    claim = scenario.claim
    named = scenario.topics or scenario.structures or scenario.count or scenario.doses or scenario.conditions
    return bool(scenario.strange and not (named or claim.lines or claim.diagnoses or claim.regions or claim.payer))


def appendix(evidence: Evidence) -> str:
    """Give what stands under any wording, a model's too: the date, the open questions, the sources and the checks."""
    language, quotes = evidence.scenario.language, tuple(quote(p) for p in evidence.passages)
    asked = _list("head.ask", evidence.decision.questions, language)
    return "\n\n".join((*_notices(evidence), *asked, *_sources(quotes, language), *_checks(evidence)))


def quote(passage: Passage) -> Quote:
    """Quote a passage whole, or to the last sentence that fits."""
    if len(passage.text) <= _LONGEST_QUOTE:
        return Quote(passage, 0, len(passage.text))
    ends = [gap.start() for gap in nearest.SENTENCE.finditer(passage.text) if gap.start() <= _LONGEST_QUOTE]
    end = ends[-1] if ends else _LONGEST_QUOTE
    return Quote(passage, 0, end)


def _is_what_governs(passage: Passage, decision: Decision) -> bool:
    """Say whether a passage is what the one policy that governs says on the first thing asked."""
    policies = decision.policies if len(decision.policies) == 1 else ()
    governs = any(passage.document in (p.id, p.article) for p in policies)
    return governs and bool(set(decision.aspects[:1]) & set(passage.answers))


def _notices(evidence: Evidence) -> list[str]:
    language = evidence.scenario.language
    notices = []
    if "clinical" in evidence.scenario.asks:
        notices.append(phrase("notice.clinical", language))
    if evidence.date_is_assumed and evidence.decision.report is not None and evidence.decision.report.checks:
        notices.append(phrase("notice.date_assumed", language, on=evidence.on))
    return notices


def _list(head: str, statements: tuple[Statement, ...], language: str) -> list[str]:
    items = list(dict.fromkeys(f"- {say(s, language)}" for s in statements))
    return [f"**{phrase(head, language)}**\n" + "\n".join(items)] if items else []


def _branches(evidence: Evidence) -> list[str]:
    language = evidence.scenario.language
    rows = [
        phrase("branch", language, when=b.when, result=b.result, document=f" — {b.document}" if b.document else "")
        for b in evidence.decision.branches
    ]
    return [f"**{phrase('head.where', language)}**\n" + "\n".join(rows)] if rows else []


def _sources(quotes: tuple[Quote, ...], language: str) -> list[str]:
    if not quotes:
        return []
    blocks = [f"**{phrase('head.sources', language)}**"]
    for n, each in enumerate(quotes, 1):
        p = each.passage
        dates = f", {p.effective_from or '?'} – {p.effective_to or 'now'}" if p.effective_from or p.effective_to else ""
        head = phrase(
            "passage",
            language,
            section=p.section,
            document=p.document if p.kind != "article" else p.title,
            grade=phrase(f"grade.{p.verified}", language),
            dates=dates,
            n=n,
        )
        blocks.append(f"{head}\n\n> " + each.text.replace("\n", "\n> "))
    return blocks


def _checks(evidence: Evidence) -> list[str]:
    report = evidence.decision.report
    if report is None or not report.checks:
        return []
    language = evidence.scenario.language
    ran = [
        f"{c.check} ({c.version}{', ' + c.why if c.why else ''})"
        for c in report.checks
        if c.state == "checked" and c.table
    ]
    blind = [f"{c.check} ({c.why})" for c in report.checks if c.state == "not_checked"]
    lines = [phrase("checks.checked", language, checks="; ".join(ran))] if ran else []
    lines += [phrase("checks.not_checked", language, checks="; ".join(blind))] if blind else []
    return [f"**{phrase('head.checks', language)}**\n" + "\n".join(f"- {line}" for line in lines)] if lines else []
