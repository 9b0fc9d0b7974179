"""Put the decisions on several questions of one text together; each keeps its own answer."""

from collections.abc import Iterable
from dataclasses import replace

from cleanclaim.answer import CodeEntry, Verdict
from cleanclaim.claim import Claim
from cleanclaim.deciding.decision import Decision, Statement, distinct
from cleanclaim.finding import Report
from cleanclaim.reading import Scenario

_WEIGHT = ("recommended", "rejected", "asked", "mentioned")


def combine(scenario: Scenario, decisions: tuple[Decision, ...]) -> Decision:
    """Give one decision for a text of several questions."""
    first = decisions[0]
    claim = _claim(scenario, decisions)
    identified = (Statement("notice.identifiers", {"kinds": ", ".join(scenario.identifiers_removed)}),)
    return replace(
        first,
        verdict=_verdict(decisions),
        short=(*(identified if scenario.identifiers_removed else ()), *_each(d.short for d in decisions)),
        points=_each(d.points for d in decisions),
        remedies=_each(d.remedies for d in decisions),
        questions=_each(d.questions for d in decisions),
        branches=next((d.branches for d in decisions if d.branches), ()),
        codes=_codes(decisions),
        claim=claim,
        report=_report(claim, decisions),
        aspects=tuple(dict.fromkeys(a for d in decisions for a in d.aspects)),
        topics=tuple(dict.fromkeys(t for d in decisions for t in d.topics)),
        policies=tuple({p.id: p for d in decisions for p in d.policies}.values()),
        wants_passages=any(d.wants_passages for d in decisions),
        parts=decisions,
    )


def _each(told: Iterable[tuple[Statement, ...]]) -> tuple[Statement, ...]:
    return distinct(s for statements in told for s in statements)


def _verdict(decisions: tuple[Decision, ...]) -> Verdict | None:
    """Give the verdict that the questions share; where they differ it depends on which is meant."""
    answered = {d.verdict for d in decisions if d.verdict not in (None, "needs_information", "out_of_scope")}
    if len(answered) > 1:
        return "depends"
    return next(iter(answered)) if answered else next((d.verdict for d in decisions if d.verdict), None)


def _claim(scenario: Scenario, decisions: tuple[Decision, ...]) -> Claim:
    lines = {line.code: line for d in decisions for line in d.claim.lines if line.modifiers}
    lines = {**{line.code: line for d in reversed(decisions) for line in d.claim.lines}, **lines}
    return scenario.claim.replace(lines=tuple(lines.values()))


def _codes(decisions: tuple[Decision, ...]) -> tuple[CodeEntry, ...]:
    """Give every code once, with the stance that says most; the first question's comes first."""
    found: dict[str, CodeEntry] = {}
    for decision in decisions:
        own: dict[str, list[CodeEntry]] = {}
        for each in decision.codes:
            own.setdefault(each.code, []).append(each)
        for code, entries in own.items():
            for n, each in enumerate(entries):
                key = code if n == 0 else f"{code} {n}"
                if key not in found or _WEIGHT.index(each.stance) < _WEIGHT.index(found[key].stance):
                    found[key] = each
    return tuple(found.values())


def _report(claim: Claim, decisions: tuple[Decision, ...]) -> Report | None:
    reports = [d.report for d in decisions if d.report]
    if not reports:
        return None
    findings = dict.fromkeys(f for r in reports for f in r.findings)
    checks = {c.check: c for state in ("not_checked", "checked") for r in reports for c in r.checks if c.state == state}
    return Report(claim=claim, findings=tuple(findings), checks=tuple(checks.values()))
