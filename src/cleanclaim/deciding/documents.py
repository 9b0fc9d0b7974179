"""Tell which documents are meant or govern, since when, and what governed before or after."""

from collections.abc import Iterator

from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement
from cleanclaim.knowledge import Policy


def told_out_of_force(case: Case) -> Iterator[Statement]:
    """Say of each document named that it does not govern the date, and which does."""
    for document in case.documents_out_of_force:
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
