"""Tell which documents are meant or govern, since when, and what governed before or after."""

from collections.abc import Iterator

from cleanclaim.answer import Verdict
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement
from cleanclaim.knowledge import Policy

_MOST_TOLD = 3
"""Beyond so many documents each is only named."""


def told_out_of_force(case: Case) -> Iterator[Statement]:
    """Say of each document named that it does not govern the date, and which does."""
    for document in _out_of_force(case):
        policy = case.desk.knowledge.policy(document)
        if policy:
            yield Statement(
                "document.not_in_force",
                {
                    "document": policy.name,
                    "since": policy.effective_from or "an unknown date",
                    "until": policy.effective_to or "now",
                    "on": case.desk.date_of(case.scenario),
                    "governing": ", ".join(p.name for p in _successors(policy, case)) or "no document on file",
                },
            )


def _successors(policy: Policy, case: Case) -> tuple[Policy, ...]:
    """Give what governs today where a document no longer does: of its states and for its procedures."""
    found = case.desk.knowledge.policies_for(policy.procedures, case.desk.date_of(case.scenario), None, policy.payer)
    return tuple(p for p in found if set(p.states) & set(policy.states) and set(p.topics) & set(policy.topics))


def told_astray(case: Case) -> Iterator[Statement]:
    """Say of each document named that it is not the one for what is asked about, and which is."""
    if "document" not in case.scenario.asks:
        return
    scenario, knowledge = case.scenario, case.desk.knowledge
    for document in _astray(case):
        policy = knowledge.policy(document)
        codes = case.codes if scenario.topics or scenario.claim.lines or policy is None else policy.procedures
        found = knowledge.policies_for(
            codes, case.desk.date_of(scenario), scenario.claim.state, scenario.claim.payer or "medicare"
        )
        governing = [p for p in found if p.id != document and p.kind != "ncd"]
        if policy and not scenario.claim.state:
            # Of a contractor's document it is that contractor's other one that is meant.
            governing = [p for p in governing if set(p.states) & set(policy.states)] or governing
        if policy:
            told = {
                "document": policy.name,
                "title": policy.title,
                "where": ", ".join(policy.states) or policy.authority,
            }
            yield Statement(
                "document.astray", {**told, "governing": ", ".join(p.name for p in governing) or "no document on file"}
            )


def told_of_documents(case: Case) -> Iterator[Statement]:
    """Tell which documents are meant or govern, and since when; what governed before or after where none does."""
    if "document" not in case.scenario.asks and not _is_governed_by_none(case):
        return
    scenario, knowledge = case.scenario, case.desk.knowledge
    row = case.tables.jurisdiction(scenario.claim.state) if scenario.claim.state else None
    if row and scenario.says("which mac", "what mac", "who is the mac", "whose mac", "contractor"):
        told_of = {"state": row.state, "mac": row.mac, "jurisdiction": row.jurisdiction, "except": row.exception}
        yield Statement("place.split" if row.exception else "place.mac", told_of)
        if not (scenario.topics or scenario.claim.procedure_codes):
            return
    if scenario.says("snowbird", "home address", "home state", "lives in", "resides"):
        yield Statement("place.of_service")
    named = tuple(p for number in scenario.documents if (p := knowledge.policy(number)))
    astray = _astray(case)
    told = tuple(p for p in named if p.id not in astray) or (() if astray else case.covered.policies)
    if scenario.says("ncd") and not any(p.kind == "ncd" for p in told):
        yield Statement("document.no_ncd")
    if len(told) > _MOST_TOLD:
        each = (f"{p.mac or p.authority} {p.name} ({p.effective_from or '?'})" for p in told)
        yield Statement("document.many", {"documents": "; ".join(each)})
    for policy in told if len(told) <= _MOST_TOLD else ():
        yield _document(policy)
    if astray or (told and not (named and _out_of_force(case))):
        return
    state = scenario.claim.state
    if not told:
        yield Statement("document.none", {"on": case.desk.date_of(scenario), "where": state or "any state"})
    later = [
        p
        for p in knowledge.policies
        if state in p.states
        and p.payer == (scenario.claim.payer or "medicare")
        and p not in told
        and set(case.codes) & set(p.procedures)
    ]
    yield from (_document(p) for p in later if state)


def _is_governed_by_none(case: Case) -> bool:
    """Say whether coverage is asked of a day and a state in which no document on file was in force."""
    claim = case.scenario.claim
    asked = {"coverage", "noncovered"} & set(case.scenario.asks) and claim.state and claim.date_of_service
    return bool(asked and claim.payer in (None, "medicare") and case.codes and not case.covered.policies)


def _document(policy: Policy) -> Statement:
    where = ": ".join(part for part in (policy.mac or policy.authority, ", ".join(policy.states)) if part)
    since, until = policy.effective_from or "an unknown date", policy.effective_to
    told = {"document": policy.name, "title": policy.title, "where": where, "since": since, "grade": policy.verified}
    return Statement("document.ended" if until else "document.is", {**told, "until": until})


def judge(case: Case) -> Verdict | None:
    """Answer whether a document named governs what is asked about, or whether there is one of the kind asked for."""
    scenario, asks = case.scenario, set(case.scenario.asks)
    if scenario.documents and scenario.says("retired", "expired", "superseded", "replaced", "ended"):
        return "yes" if _out_of_force(case) else "no"
    if _out_of_force(case):
        return "no"
    if "document" not in asks or asks & {"together", "modifier", "units"}:
        return None
    if _astray(case):
        return "no"
    if scenario.says("change"):
        return None  # what changed is told, and no version of before is on file
    exists = scenario.says("is there", "any lcd", "any ncd", "have an") and _has_kind_named(case)
    judged = scenario.claim.diagnoses and "coverage" in asks
    return "yes" if exists or (scenario.documents and not judged) else None


def _has_kind_named(case: Case) -> bool:
    """Say whether a document of the kind asked for, LCD or NCD, governs what is asked about."""
    kinds = {kind for kind in ("lcd", "ncd") if case.scenario.says(kind)}
    return any(p.kind in kinds for p in case.covered.policies)


def _astray(case: Case) -> tuple[str, ...]:
    """Give the documents named that do not govern what is asked about: other procedures, or other states."""
    scenario = case.scenario
    state, about = scenario.claim.state, scenario.claim.procedure_codes or bool(scenario.topics)
    return tuple(
        p.id
        for p in _named(case)
        if (state and p.states and state not in p.states) or (about and not set(case.codes) & set(p.procedures))
    )


def _out_of_force(case: Case) -> tuple[str, ...]:
    """Give the documents named that were not in force on the date."""
    on = case.desk.date_of(case.scenario)
    return tuple(p.id for p in _named(case) if not p.is_in_force(on))


def _named(case: Case) -> tuple[Policy, ...]:
    found = (case.desk.knowledge.policy(number) for number in case.scenario.documents)
    return tuple(policy for policy in found if policy)
