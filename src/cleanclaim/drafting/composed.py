"""Compose the answer from the decision's statements and the passages, without a model."""

import re
from dataclasses import dataclass

from cleanclaim.deciding import Decision, Statement
from cleanclaim.drafting.phrases import phrase, say
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Passage

_LONGEST_QUOTE = 1_500
_REASONS = (
    "finding",
    "coverage.",
    "limit.",
    "list.",
    "document.",
    "refuse.",
    "denial.",
    "global.",
    "edit.",
    "pair.",
    "diagnosis.",
    "count.",
    "structure.",
    "levels.",
    "epidural.",
    "drug.",
    "waste.",
    "modifier.",
    "mue.",
    "fee.",
    "visit.",
    "payment.",
    "payer.",
    "authorization.",
    "abn.",
    "liability.",
    "relief.",
    "code.",
    "units.",
    "short.",
)
"""Statements that say why or what; the others are a verdict, a line or a notice."""
_OF_COVERAGE = ("coverage.", "limit.", "relief.", "list.", "document.", "refuse.", "payer.", "authorization.", "abn.")
_MOST_OF_COVERAGE = 2


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
    lead = _lead(decision)
    short = " ".join(dict.fromkeys(say(s, language) for s in lead))
    if not any(s.key.startswith(_REASONS) for s in lead):
        # A verdict, or a line to report, without its reason helps no one: the first passage gives it.
        strange = ", ".join(f"“{word}”" for word in evidence.scenario.strange[:3])
        unspoken = phrase("short.not_spoken_of", language, words=strange) if strange and not lead else ""
        short = " ".join(part for part in (short, unspoken, _from_passages(evidence)) if part)
    quotes = tuple(quote(p) for p in evidence.passages)
    blocks = [short, *_notices(evidence)]
    rest = (*decision.short, *decision.points)
    blocks += _list("head.why", tuple(s for s in rest if s not in lead), language)
    blocks += _list("head.do", decision.remedies, language)
    blocks += _branches(evidence)
    blocks += _list("head.ask", decision.questions, language)
    blocks += _sources(quotes, language)
    blocks += _checks(evidence)
    return Draft(
        short, "\n\n".join(b for b in blocks if b), quotes, tuple(say(q, language) for q in decision.questions)
    )


def appendix(evidence: Evidence) -> str:
    """Give what stands under any wording, a model's too: the date, the open questions, the sources and the checks."""
    language, quotes = evidence.scenario.language, tuple(quote(p) for p in evidence.passages)
    asked = _list("head.ask", evidence.decision.questions, language)
    return "\n\n".join((*_notices(evidence), *asked, *_sources(quotes, language), *_checks(evidence)))


def _lead(decision: Decision) -> tuple[Statement, ...]:
    """Choose the sentences that stand alone: the verdict with its reason, what to report, what it means for coverage."""
    opening = decision.short[: 3 if decision.verdict else 2]
    later = decision.short[len(opening) :]
    report = next((s for s in later if s.key.startswith("recommend")), None)
    choice = next(
        (s for s in decision.short if s.key.startswith(("count.", "structure.", "levels.", "epidural."))), None
    )
    coverage = [s for s in later if s.key.startswith(_OF_COVERAGE)][:_MOST_OF_COVERAGE]
    return (*opening, *(s for s in later if s in (report, choice, *coverage)))


def quote(passage: Passage) -> Quote:
    """Quote a passage whole, or to the last sentence that fits."""
    if len(passage.text) <= _LONGEST_QUOTE:
        return Quote(passage, 0, len(passage.text))
    end = passage.text.rfind(". ", 0, _LONGEST_QUOTE) + 1 or _LONGEST_QUOTE
    return Quote(passage, 0, end)


def _from_passages(evidence: Evidence) -> str:
    """Where code decides nothing, let the opening sentences of the passage nearest to the question be the answer."""
    if not evidence.passages:
        return phrase("short.nothing_on_file", evidence.scenario.language)
    asked = _stems(evidence.scenario.question)
    own = [p for p in evidence.passages if _is_what_governs(p, evidence.decision)]
    near = max(own or evidence.passages, key=lambda p: len(asked & _stems(f"{p.section} {p.text}")))
    sentences = near.text.replace("\n", " ").split(". ")
    return ". ".join(sentences[:2]).rstrip(".") + f". [{evidence.passages.index(near) + 1}]"


def _is_what_governs(passage: Passage, decision: Decision) -> bool:
    """Say whether a passage is what the one policy that governs says on the first thing asked."""
    policies = decision.policies if len(decision.policies) == 1 else ()
    first = decision.aspects[:1]
    return any(passage.document in (p.id, p.article) for p in policies) and passage.answers[:1] == first


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in re.findall(r"[a-z]{4,}|\d+", text.lower()))


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
