"""Tell what the governing policies set: limits and diagnosis lists, those that say the same together."""

from collections import defaultdict
from collections.abc import Iterator

from cleanclaim.coverage import Limit
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.verdict import Case
from cleanclaim.knowledge import Policy

MOST_SHOWN = 30
"""An official list may hold thousands of diagnoses; the document itself shows them all."""


def told_of_policies(case: Case) -> Iterator[Statement]:
    """Tell the session limits when asked how often, and the lists when asked which diagnoses."""
    if "frequency" in case.scenario.asks and case.scenario.session_number is None:
        yield from _limits(case)
    asks = set(case.scenario.asks)
    spoken = case.scenario.says("dx", "diagnos", "icd", "support", "list") or case.scenario.form == "open"
    if spoken and "coverage" in asks and not asks & {"document", "frequency"} and not case.scenario.claim.diagnoses:
        yield from _lists(case)


def told_of_documents(case: Case) -> Iterator[Statement]:
    """Tell which documents are meant or govern, and since when; what governed before or after where none does."""
    if "document" not in case.scenario.asks:
        return
    scenario, knowledge = case.scenario, case.desk.knowledge
    named = tuple(p for number in scenario.documents if (p := knowledge.policy(number)))
    told = named or case.covered.policies
    for policy in told:
        yield _document(policy)
    if told and not (named and case.documents_out_of_force):
        return
    state = scenario.claim.state
    if not told:
        yield Statement("document.none", {"on": case.desk.date_of(scenario), "where": state or "any state"})
    later = [
        p for p in knowledge.policies if state in p.states and p not in told and set(case.codes) & set(p.procedures)
    ]
    yield from (_document(p) for p in later if state)


def _document(policy: Policy) -> Statement:
    where = ": ".join(part for part in (policy.mac or policy.authority, ", ".join(policy.states)) if part)
    since, until = policy.effective_from or "an unknown date", policy.effective_to
    told = {"document": policy.name, "title": policy.title, "where": where, "since": since, "grade": policy.verified}
    return Statement("document.ended" if until else "document.is", {**told, "until": until})


def _limits(case: Case) -> Iterator[Statement]:
    saying: dict[Limit, list[str]] = defaultdict(list)
    silent = []
    for policy in case.covered.policies:
        name = f"{policy.name} ({policy.mac or policy.authority})"
        for limit in policy.limits:
            # Grades differ while the limit is the same.
            saying[limit.model_copy(update={"verified": "official"})].append(name)
        if not policy.limits:
            silent.append(name)
    for limit, documents in saying.items():
        told = {
            "count": limit.count or 1,
            "window": window_of(limit),
            "per": f" per {limit.per}" if limit.per else "",
            "documents": ", ".join(documents),
        }
        yield Statement(f"limit.{limit.what}", told)
    if silent:
        yield Statement("limit.none", {"documents": ", ".join(silent)})


def window_of(limit: Limit) -> Statement:
    """Word the window of a limit."""
    if limit.months:
        return Statement("window.months", {"n": limit.months})
    return Statement("window.days", {"n": limit.days}) if limit.days else Statement("window.unnamed")


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
        yield Statement(
            "list.is", {"documents": ", ".join(documents), "codes": shown, "grade": Statement(f"grade.{grade}")}
        )
    if unknown:
        yield Statement("list.unknown", {"documents": ", ".join(unknown)})
