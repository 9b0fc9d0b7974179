"""Gather what was checked for one answer from its Evidence and the tables of the day."""

import re
from collections.abc import Iterator

from cleanclaim import codes, mentions, rules
from cleanclaim.deciding import Decision
from cleanclaim.drafting.phrases import say
from cleanclaim.errors import InvalidCode
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Policy
from cleanclaim.review import words
from cleanclaim.review.checked import Checked, Known, Named, plainly, stands_on
from cleanclaim.standing import alone
from cleanclaim.tables import Tables

# The sections of CPT: what lies between them, and above, is no code. Source: the published section ranges of CPT 2025.
_SECTIONS = ((100, 1999), (10004, 69990), (70010, 79999), (80047, 89398), (90281, 99607))
_SENTENCE = re.compile(r"(?<=[.])\s")


def checked(evidence: Evidence, tables: Tables) -> Checked:
    """Give the closed world of one answer."""
    scenario, decision = evidence.scenario, evidence.decision
    own, owners = tuple(_own_words(evidence)), _owners(evidence, tables)
    named = Named.of((scenario.question, str(scenario.claim), *own, *_texts(evidence)))
    return Checked(
        entries={e.code: e for e in decision.codes},
        named=named,
        pairs=frozenset(_pairs(decision, own)),
        units=frozenset(
            (line.code, line.units) for line in decision.claim.lines if _is_recommended(line.code, decision)
        ),
        own=frozenset(_sentences(own)),
        documents=dict(_documents(evidence, owners)),
        contractors=frozenset(owners.values()),
        links=frozenset(p.url.rstrip("/") for p in evidence.passages),
        passages=len(evidence.passages),
        verdict=decision.verdict,
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
    """Give the contractor of every document on file that names one of the decision's procedures."""
    codes_of_services = {e.code for e in evidence.decision.codes if e.system != "ICD-10-CM"} | {"20552"}
    policies = {p.name: p for code in codes_of_services for p in tables.policies(code, None, "medicare")}
    return {d.upper(): p.mac for p in policies.values() if p.mac for d in (p.id, p.article) if d}


def _documents(evidence: Evidence, owners: dict[str, str]) -> Iterator[tuple[str, str | None]]:
    policies: tuple[Policy, ...] = evidence.decision.policies
    for policy in policies:
        yield from ((d.upper(), policy.mac) for d in (policy.id, policy.article) if d)
    named = mentions.recognise(" ".join(p.text for p in evidence.passages))
    for document in (
        *(p.document.upper() for p in evidence.passages),
        *(s.value for s in named if s.kind == "document"),
    ):
        yield document, owners.get(document)
