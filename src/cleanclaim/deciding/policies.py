"""Tell what the governing policies set: limits and diagnosis lists, those that say the same together."""

from collections import defaultdict
from collections.abc import Iterator

from cleanclaim.coverage import Limit
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.verdict import Case

MOST_SHOWN = 30
"""An official list may hold thousands of diagnoses; the document itself shows them all."""


def told_of_policies(case: Case) -> Iterator[Statement]:
    """Tell the session limits when asked how often, and the lists when asked which diagnoses."""
    if "frequency" in case.scenario.asks and case.scenario.session_number is None:
        yield from _limits(case)
    if "coverage" in case.scenario.asks and not case.scenario.claim.diagnoses:
        yield from _lists(case)


def _limits(case: Case) -> Iterator[Statement]:
    saying: dict[tuple[str, tuple[tuple[str, object], ...]], list[str]] = defaultdict(list)
    silent = []
    for policy in case.covered.policies:
        for limit in policy.limits:
            saying[_key(limit)].append(f"{policy.name} ({policy.mac or policy.authority})")
        if not policy.limits:
            silent.append(f"{policy.name} ({policy.mac or policy.authority})")
    for (key, values), documents in saying.items():
        yield Statement(f"limit.{key}", {**dict(values), "documents": ", ".join(documents)})
    if silent:
        yield Statement("limit.none", {"documents": ", ".join(silent)})


def _key(limit: Limit) -> tuple[str, tuple[tuple[str, object], ...]]:
    window = f"{limit.months} months" if limit.months else f"{limit.days} days" if limit.days else "an unnamed window"
    told = (("count", limit.count or 1), ("window", window), ("per", f" per {limit.per}" if limit.per else ""))
    return limit.what, told


def _lists(case: Case) -> Iterator[Statement]:
    lists: dict[tuple[str, ...], list[str]] = defaultdict(list)
    unknown = []
    for policy in case.covered.policies:
        if policy.diagnoses.state == "listed":
            lists[policy.diagnoses.codes].append(f"{policy.name} ({policy.mac or policy.authority})")
        elif policy.diagnoses.state == "unknown":
            unknown.append(f"{policy.name} ({policy.mac or policy.authority})")
    for codes, documents in lists.items():
        grade = next(p.diagnoses.verified for p in case.covered.policies if p.diagnoses.codes == codes)
        titles = {d.code: d.title for c in codes[:MOST_SHOWN] if (d := case.tables.diagnosis(c))}
        shown = ", ".join(f"{c} ({titles[c]})" if c in titles else c for c in codes[:MOST_SHOWN])
        if len(codes) > MOST_SHOWN:
            shown += f" … ({len(codes) - MOST_SHOWN})"
        yield Statement("list.is", {"documents": ", ".join(documents), "codes": shown, "grade": grade})
    if unknown:
        yield Statement("list.unknown", {"documents": ", ".join(unknown)})
