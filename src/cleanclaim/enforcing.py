"""Which rules enforce which facts of which policy, so that a person sees what a document does and what it only says."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cleanclaim.citation import Grade
from cleanclaim.coverage import Coverage
from cleanclaim.knowledge import Knowledge, Policy
from cleanclaim.planning.sessions import words
from cleanclaim.rules import Rule, catalogue


@dataclass(frozen=True)
class Enforced:
    """A fact of a policy that a rule reads, in words, with the fact's own grade."""

    rule: str
    fact: str
    grade: Grade


def _diagnoses(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    for code in policy.procedures[:1]:
        listed = policy.diagnoses_of(code)
        if listed.state == "listed":
            yield f"{len(listed.codes)} diagnoses that support it", listed.verified


def _limits(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    yield from ((words(limit), limit.verified) for limit in policy.limits)


def _regions(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    if policy.session and policy.session.one_region:
        yield "one region in a session", policy.session.verified


def _blocks(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    if policy.session and policy.session.other_blocks is False:
        yield "no block of another kind in the session", policy.session.verified


def _guidance(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    if policy.session and policy.session.guidance_refused:
        yield f"no guidance by {', '.join(policy.session.guidance_refused)}", policy.session.verified


def _injectates(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    session = policy.session
    if session and (session.injectates_allowed or session.injectates_refused):
        told = [f"allowed: {', '.join(session.injectates_allowed)}"] if session.injectates_allowed else []
        told += [f"refused: {', '.join(session.injectates_refused)}"] if session.injectates_refused else []
        yield f"injectates {'; '.join(told)}", session.verified


def _relief(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    session = policy.session
    if session and session.relief_percent is not None:
        weeks = f" for {session.relief_weeks} weeks" if session.relief_weeks else ""
        yield f"a repeat after {session.relief_percent} percent relief{weeks}", session.verified


def _dates(policy: Coverage) -> Iterator[tuple[str, Grade]]:
    if policy.effective_from or policy.effective_to:
        yield (
            f"in force {policy.effective_from or 'from a day not known'} to {policy.effective_to or 'now'}",
            policy.verified,
        )


READS: dict[str, Callable[[Coverage], Iterator[tuple[str, Grade]]]] = {
    "diagnosis-not-on-policy": _diagnoses,
    "session-limit": _limits,
    "more-than-one-region": _regions,
    "other-block-same-session": _blocks,
    "guidance-with-trigger-point": _guidance,
    "injectate-not-covered": _injectates,
    "repeat-without-relief": _relief,
    "policy-not-in-force": _dates,
}
"""The rules that read the policies' facts, and what each of them reads."""


def enforced(policy: Policy) -> tuple[Enforced, ...]:
    """Give what the rules enforce of a policy: the facts they read, and the rules that rest on it by name."""
    read = [Enforced(rule, fact, grade) for rule, facts in READS.items() for fact, grade in facts(policy)]
    seen = {each.rule for each in read}
    cited = [
        Enforced(rule.id, rule.title, rule.citation.verified)
        for rule in catalogue()
        if rule.id not in seen and rule.id not in READS and _cites(rule, policy)
    ]
    return (*read, *cited)


def resting_on(rule: Rule, known: Knowledge) -> tuple[Policy, ...]:
    """Give the policies on file that a rule reads a fact of, or cites by number."""
    return tuple(p for p in known.policies if any(each.rule == rule.id for each in enforced(p)))


def unenforced(policies: Iterable[Policy]) -> tuple[Policy, ...]:
    """Give the policies no rule enforces anything of: their words are found and cited, never checked."""
    return tuple(p for p in policies if not enforced(p))


def _cites(rule: Rule, policy: Policy) -> bool:
    numbers = {number for number in (policy.id, policy.article, *policy.related) if number}
    cited = rule.citation.document.replace("/", ", ").replace("-", " ").split(", ")
    return bool({n.replace("-", " ") for n in numbers} & set(cited))
