"""Choose the passages an answer stands on: what a finding rests on, one for each thing asked, no heading twice."""

from collections.abc import Sequence
from datetime import date

from cleanclaim.deciding import Decision
from cleanclaim.knowledge import Knowledge, Passage, Policy
from cleanclaim.reading import Scenario
from cleanclaim.retrieval import Retriever, Wanted

_SHOWN = 5
_MOST = 8
"""Passages shown of a text that asks several questions."""


def choose(
    scenario: Scenario, decision: Decision, on: date, knowledge: Knowledge, retriever: Retriever
) -> tuple[Passage, ...]:
    """Give the passages to cite, best first; the documents that refuse something are always among them."""
    documents = tuple(d for p in decision.policies for d in (p.id, p.article) if d)
    wanted = Wanted(
        asks=decision.aspects or ("definition",),
        codes=tuple(c.code for c in decision.codes if c.stance in ("asked", "recommended", "rejected")),
        topics=decision.topics or scenario.topics,
        documents=documents,
        named=tuple(d for p in map(knowledge.policy, scenario.documents) if p for d in (p.id, p.article) if d),
    )
    claim = scenario.claim
    found = retriever.search(scenario.question, on, claim.state, claim.payer, wanted, limit=24)
    known = len(decision.policies) <= 1 or bool(scenario.documents)
    chosen = _varied(_with_own(found, decision, wanted.asks), wanted.asks, frozenset(documents), known)
    resting = tuple(_resting_on(policy, found, wanted.asks) for policy in _refusing(decision, knowledge, on))
    return tuple(dict.fromkeys((*resting, *chosen)))[:_SHOWN]


def _with_own(found: list[Passage], decision: Decision, asks: tuple[str, ...]) -> list[Passage]:
    """Put first what the one governing policy says on the first thing asked, where the words of the question missed it."""
    if len(decision.policies) != 1 or not asks:
        return found
    about = [p for p in decision.policies[0].sections if asks[0] in p.answers[:1]]
    return found if not about or set(about) & set(found) else [about[0], *found]


def of_several(found: Sequence[tuple[Passage, ...]]) -> tuple[tuple[Passage, ...], ...]:
    """Give each of several questions its best passages, so that all together are few."""
    each = max(2, _MOST // max(1, len(found)))
    return tuple(passages[:each] for passages in found)


def _refusing(decision: Decision, knowledge: Knowledge, on: date) -> tuple[Policy, ...]:
    """Give the policies in force that a coverage finding of the decision rests on."""
    findings = decision.report.findings if decision.report else ()
    refusing = [
        f for f in findings if f.severity != "note" and (f.about == "coverage" or f.citation.document.startswith("NCD"))
    ]
    ids = [f.citation.document.split("/")[0] for f in refusing]
    named = tuple(policy for number in dict.fromkeys(ids) if (policy := knowledge.policy(number)))
    return tuple(policy for policy in named if policy.sections and policy.is_in_force(on))


def _resting_on(policy: Policy, found: list[Passage], asks: tuple[str, ...]) -> Passage:
    """Give the policy's passage that was found first, else the one that answers what is asked."""
    own = [p for p in found if p.document in (policy.id, policy.article)]
    answering = [p for ask in asks for p in policy.sections if ask in p.answers]
    return next(iter((*own, *answering, *policy.sections)))


def _varied(found: list[Passage], asks: tuple[str, ...], governing: frozenset[str], known: bool) -> tuple[Passage, ...]:
    """Keep the best passages: the governing documents' own first, never one heading from several contractors."""
    own = _unlike([p for p in found if p.document in governing])
    # A section's first kind of question is what it is about; the others it touches.
    about = [[p for p in own if ask in p.answers[:1]] or [p for p in own if ask in p.answers] for ask in asks]
    one_each = dict.fromkeys(found[0] for found in about if found)
    policies = list(dict.fromkeys([*one_each, *own]))[: 3 if known else 2]
    rest = _unlike([p for p in found if p.document not in governing])
    kept = [*policies, *rest[: _SHOWN - len(policies)]]
    return tuple(sorted(kept, key=found.index))


def _unlike(passages: list[Passage]) -> list[Passage]:
    seen: dict[str, Passage] = {}
    for passage in passages:
        seen.setdefault(f"{passage.kind == 'article' and passage.document}{passage.section}", passage)
    return list(seen.values())
