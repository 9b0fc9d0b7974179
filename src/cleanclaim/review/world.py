"""Gather what was checked for one answer from its Evidence and the tables of the day."""

import re
from collections.abc import Iterator

from cleanclaim import codes, mentions, rules
from cleanclaim.deciding import Decision
from cleanclaim.drafting.phrases import say
from cleanclaim.errors import InvalidCode
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Policy
from cleanclaim.review import stated, words
from cleanclaim.review.checked import Checked, Known, Named, number_of, plainly, stands_on
from cleanclaim.standing import alone
from cleanclaim.tables import Tables

# The sections of CPT: what lies between them, and above, is no code. Source: the published section ranges of CPT 2025.
_SECTIONS = ((100, 1999), (10004, 69990), (70010, 79999), (80047, 89398), (90281, 99607))
_SENTENCE = re.compile(r"(?<=[.])\s")


def checked(evidence: Evidence, tables: Tables) -> Checked:
    """Give the closed world of one answer."""
    scenario, decision = evidence.scenario, evidence.decision
    own = tuple(_own_words(evidence))
    named = Named.of((scenario.question, str(scenario.claim), *own, *_texts(evidence)))
    owners = _owners(evidence, tables)
    return Checked(
        entries={e.code: e for e in decision.codes},
        named=named,
        pairs=frozenset(_pairs(decision, own)),
        units=frozenset(
            (line.code, line.units) for line in decision.claim.lines if _is_recommended(line.code, decision)
        ),
        own=frozenset(_sentences(own)),
        documents=frozenset(_documents(evidence)),
        owners=owners,
        links=frozenset(p.url.rstrip("/") for p in evidence.passages),
        passages=len(evidence.passages),
        verdict=decision.verdict,
        asks_leave=stated.asks_leave(scenario.question),
        is_clean=decision.report is not None and decision.report.is_clean,
        language=scenario.language,
        knows=lambda code: known_to(code, tables),
        bundles=lambda first, second: bool(tables.ptp(first, second) or tables.ptp(second, first)),
        why_not=lambda code: why_not(code, tables),
    )


def known_to(code: str, tables: Tables) -> Known:
    """Say what the code sets on file know of a form; where they are not complete, they cannot know."""
    if tables.procedure(code):
        return "code"
    system = codes.identify(code)
    if system == "ICD-10-CM":
        listed = tables.diagnosis(code) or tables.diagnosis_history(code) or tables.diagnoses_below(code)
        return "code" if listed else "no_code"
    if code.isdigit() and not any(first <= int(code) <= last for first, last in _SECTIONS):
        return "no_code"
    return "unknown"


def why_not(code: str, tables: Tables) -> str:
    """Give the title of the first rule a code fails by itself, empty when it fails none."""
    try:
        entry = alone(code, tables)
    except InvalidCode:
        return ""
    rule = rules.find(entry.findings[0]) if entry.coding == "fail" and entry.findings else None
    return rule.title if rule else ""


def _own_words(evidence: Evidence) -> Iterator[str]:
    """Give the decision's own sentences, as they would be composed."""
    language, decision = evidence.scenario.language, evidence.decision
    yield from (say(s, language) for s in (*decision.short, *decision.points, *decision.remedies, *decision.questions))


def _sentences(own: tuple[str, ...]) -> Iterator[str]:
    """Give every run of neighbouring sentences of a statement."""
    for text in own:
        parts = _SENTENCE.split(text)
        for first in range(len(parts)):
            yield from (plainly(" ".join(parts[first:last])) for last in range(first + 1, len(parts) + 1))


def _texts(evidence: Evidence) -> Iterator[str]:
    decision = evidence.decision
    yield str(decision.claim)
    for passage in evidence.passages:
        yield f"{passage.document}, {passage.title}, {passage.section}: {passage.text}"
    for branch in decision.branches:
        yield f"{branch.when}: {branch.result} {branch.document or ''}"
    if decision.report:
        for f in decision.report.findings:
            yield f"{f.where}: {f.message} {f.remedy} {f.citation.document} {f.citation.section}"
        yield from (f"{c.check} {c.version or ''} {c.why or ''}" for c in decision.report.checks)


def _is_recommended(code: str, decision: Decision) -> bool:
    return any(e.code == code and e.stance == "recommended" for e in decision.codes)


def _pairs(decision: Decision, own: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Give the pairs of the recommended claim, and those that the decision's own sentences tell to append."""
    for line in decision.claim.lines:
        if _is_recommended(line.code, decision):
            yield from ((line.code, m) for m in line.modifiers)
    refused = {(s.of, s.value) for s in _failing(decision) if s.of}
    for sentence in (part for text in own for part in _SENTENCE.split(text)):
        if words.VERB.search(sentence) and not words.REFUSED_VERB.search(sentence):
            spans = mentions.recognise(sentence)
            told = {(code, m.value) for m in spans if m.kind == "modifier" for code in stands_on(m, spans, sentence)}
            yield from ((code, m) for code, m in told - refused if code)


def _failing(decision: Decision) -> Iterator[mentions.Span]:
    if decision.report:
        for finding in decision.report.findings:
            if finding.outcome == "fail":
                yield from (s for s in mentions.recognise(finding.where) if s.kind == "modifier")


def _owners(evidence: Evidence, tables: Tables) -> dict[str, str]:
    """Give the contractor of every document that names one of the decision's procedures, on any date."""
    services = {e.code for e in evidence.decision.codes if e.system != "ICD-10-CM"} | {"20552"}
    known = (tables.policies, tables.policies_of_other_dates)
    policies = {p.name: p for code in services for of in known for p in of(code, None, "medicare")}
    numbers = {number_of(d): p.mac for p in policies.values() if p.mac for d in (p.id, p.article) if d}
    return numbers | {number_of(d): p.mac for p in evidence.decision.policies if p.mac for d in (p.id, p.article) if d}


def _documents(evidence: Evidence) -> Iterator[str]:
    policies: tuple[Policy, ...] = evidence.decision.policies
    for policy in policies:
        yield from (d.upper() for d in (policy.id, policy.article) if d)
    yield from (p.document.upper() for p in evidence.passages)
