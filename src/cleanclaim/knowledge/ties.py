"""What ties a policy's front matter down: the rule that enforces a fact, and the section that tells it in words."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cleanclaim.knowledge.document import Policy

_COUNTS = dict(enumerate("zero one two three four five six seven eight nine ten eleven twelve".split()))


@dataclass(frozen=True)
class Tie:
    """A fact rules enforce: the key it stands under, the rule, the kinds of question its section answers."""

    key: str
    rule: str
    answers: frozenset[str]
    tells: Callable[[Policy], tuple[str, ...]]
    """The words the section must hold, each a pattern; no word means that the policy states no such fact."""


def _diagnoses(policy: Policy) -> tuple[str, ...]:
    return tuple(re.escape(code) for code in policy.diagnoses.codes) if policy.diagnoses.state == "listed" else ()


def _limits(policy: Policy) -> tuple[str, ...]:
    numbers = (n for limit in policy.limits for n in (limit.count, limit.days) if n)
    return tuple(rf"\b(?:{n}|{_COUNTS.get(n, n)})\b" for n in numbers)


def _session(name: str, value: object, *words: str) -> Callable[[Policy], tuple[str, ...]]:
    def tells(policy: Policy) -> tuple[str, ...]:
        return words if policy.session and getattr(policy.session, name) == value else ()

    return tells


def _guidance(policy: Policy) -> tuple[str, ...]:
    return (r"guidance|imaging|ultrasound|fluoroscop",) if policy.session and policy.session.guidance_refused else ()


def _injectates(policy: Policy) -> tuple[str, ...]:
    session = policy.session
    stated = session and (session.injectates_allowed or session.injectates_refused)
    return (r"anesthetic|steroid|biologic|saline|botanical",) if stated else ()


def _modifiers(policy: Policy) -> tuple[str, ...]:
    return tuple(rf"\b{m}\b" for m in policy.modifiers_refused)


TIES = (
    Tie("diagnoses", "diagnosis-not-on-policy", frozenset({"coverage"}), _diagnoses),
    Tie("limits", "session-limit", frozenset({"frequency"}), _limits),
    Tie("session", "more-than-one-region", frozenset({"together"}), _session("one_region", True, "region")),
    Tie(
        "session",
        "other-block-same-session",
        frozenset({"together"}),
        _session("other_blocks", False, "block|one invasive"),
    ),
    Tie(
        "session", "both-trigger-point-codes", frozenset({"units", "together"}), _session("one_code_a_day", True, "one")
    ),
    Tie("session", "guidance-with-trigger-point", frozenset({"guidance"}), _guidance),
    Tie("session", "injectate-not-covered", frozenset({"drug"}), _injectates),
    Tie("modifiers_refused", "bilateral-not-allowed", frozenset({"modifier"}), _modifiers),
)


def loose(policy: Policy, rules: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Give the front matter keys of facts that no rule enforces or no section tells, each with what is wrong."""
    for tie in TIES:
        wanted = tie.tells(policy)
        if wanted and tie.rule not in rules:
            yield tie.key, f"no rule {tie.rule} enforces it"
        told = " ".join(p.text for p in policy.sections if tie.answers & set(p.answers))
        missing = next((words for words in wanted if not re.search(words, told, re.IGNORECASE)), None)
        if missing:
            kinds = " or ".join(sorted(tie.answers))
            yield tie.key, f"no section that answers {kinds} tells what {tie.rule} enforces (“{missing}”)"
