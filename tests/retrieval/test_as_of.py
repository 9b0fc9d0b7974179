"""The right document for the day: each from its own first day to its last, in its own states, for its own payer."""

from datetime import date, timedelta

import pytest

from cleanclaim import knowledge as shipped
from cleanclaim.assistant import Assistant
from cleanclaim.knowledge import Policy
from cleanclaim.retrieval import Wanted
from fixed import KNOWLEDGE, TODAY

KNOWN = shipped.load(KNOWLEDGE)
DATED = [p for p in KNOWN.policies if p.effective_from and p.procedures]
ENDED = [p for p in DATED if p.effective_to]
DAY = timedelta(days=1)
ASKS = ("coverage", "noncovered", "frequency", "validity", "documentation", "visit", "modifier", "units", "payer")


def found(
    assistant: Assistant, policy: Policy, on: date, state: str | None = None, payer: str | None = None
) -> set[str]:
    wanted = Wanted(
        asks=ASKS,
        codes=policy.procedures,
        topics=policy.topics,
        documents=tuple(n for n in (policy.id, policy.article) if n),
    )
    query = f"{policy.authority} {policy.title} {policy.id} covered diagnoses how often"
    passages = assistant.retriever.search(query, on, state, payer or policy.payer, wanted, limit=800)
    return {p.document for p in passages}


@pytest.mark.parametrize("policy", DATED, ids=lambda p: p.id)
def test_a_document_answers_from_its_first_day_and_not_before(assistant: Assistant, policy: Policy) -> None:
    assert policy.effective_from
    state = policy.states[0] if policy.states else None
    numbers = {policy.id, policy.article}
    assert numbers & found(assistant, policy, policy.effective_from, state)
    assert not numbers & found(assistant, policy, policy.effective_from - DAY, state)


@pytest.mark.parametrize("policy", ENDED, ids=lambda p: p.id)
def test_a_retired_document_never_answers_for_a_later_day(assistant: Assistant, policy: Policy) -> None:
    assert policy.effective_to
    assert policy.id in found(assistant, policy, policy.effective_to, policy.states[0])
    for later in (policy.effective_to + DAY, TODAY):
        assert policy.id not in found(assistant, policy, later, policy.states[0])
        assert policy not in KNOWN.policies_for(policy.procedures, later, policy.states[0])


@pytest.mark.parametrize("policy", [p for p in DATED if p.states], ids=lambda p: p.id)
def test_a_document_answers_in_its_own_states_only(assistant: Assistant, policy: Policy) -> None:
    on = policy.effective_to or TODAY
    elsewhere = next(s for s in ("OH", "FL", "NY") if s not in policy.states)
    numbers = {policy.id, policy.article}
    assert numbers & found(assistant, policy, on, policy.states[-1])
    assert not numbers & found(assistant, policy, on, elsewhere)


@pytest.mark.parametrize("policy", [p for p in DATED if p.payer != "medicare"], ids=lambda p: p.id)
def test_a_plan_s_policy_answers_for_its_own_payer_only(assistant: Assistant, policy: Policy) -> None:
    assert policy.id in found(assistant, policy, policy.effective_to or TODAY, payer=policy.payer)
    assert policy.id not in found(assistant, policy, policy.effective_to or TODAY, payer="medicare")


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        ("OH", None, "L39656"),
        ("NY", None, "L39662"),
        ("GA", "L39671", "L39671"),
        ("CA", None, "L34211"),
        ("WA", None, "L36859"),
        ("MI", "L34588", "L39713"),
        ("TX", "L35010", "L35010"),
        ("FL", "L33912", "L33912"),
    ],
)
def test_the_answer_cites_what_governed_on_the_day(
    assistant: Assistant, state: str, before: str | None, after: str
) -> None:
    """2024-04-01 is the day most contractors changed; Palmetto changed a day earlier."""
    for day, expected in ((date(2024, 3, 31), before), (date(2024, 4, 1), after)):
        answer = assistant.answer(f"how often are trigger point injections covered by medicare in {state}? dos {day}")
        lcds = {c.document for c in answer.citations if c.document.startswith("L")}
        assert (expected in lcds) if expected else not lcds, (day, lcds)
        assert all(c.effective_to is None or c.effective_to >= day for c in answer.citations)
        assert all(c.effective_from is None or c.effective_from <= day for c in answer.citations)
