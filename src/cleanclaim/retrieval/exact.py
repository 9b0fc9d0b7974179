"""The exact lane: passages whose own labels (kind of question, code, topic, governing document) answer by look-up."""

from collections.abc import Iterable
from dataclasses import dataclass

from cleanclaim.knowledge import Passage

_POLICY_ASPECTS = {"coverage", "noncovered", "frequency", "documentation", "bill-types", "revenue-codes"}


@dataclass(frozen=True)
class Wanted:
    """What an answer needs: the kinds of question, the codes and topics it is about, the documents that govern."""

    asks: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    """Documents the asker named."""


def rank(passages: Iterable[Passage], wanted: Wanted) -> list[tuple[float, Passage]]:
    """Give the passages that match by their labels, best first; ties stay in file order."""
    asks, named = frozenset(wanted.asks), frozenset(wanted.named)
    may = (p for p in passages if not asks.isdisjoint(p.answers) or p.document in named)
    scored = [(score(p, wanted), p) for p in may]
    return sorted(((s, p) for s, p in scored if s > 0), key=lambda pair: -pair[0])


def score(passage: Passage, wanted: Wanted) -> float:
    """Score one passage; 0 when no label matches the kind of question."""
    aspect = next((len(wanted.asks) - at for at, ask in enumerate(wanted.asks) if ask in passage.answers), 0)
    named = passage.document in wanted.named
    if not aspect and not named:
        return 0.0
    governing = passage.document in wanted.documents
    if passage.kind not in ("article", "manual") and not governing and not named:
        return 0.0
    code = len(set(wanted.codes) & set(passage.codes))
    in_text = sum(c in passage.text for c in wanted.codes)
    topic = len(set(wanted.topics) & set(passage.topics))
    if not (code or topic or named or governing):
        return 0.0
    primary = bool(passage.answers) and passage.answers[0] in wanted.asks
    return (
        3.0 * aspect / max(1, len(wanted.asks))
        + 1.0 * bool(code)
        + 1.2 * min(in_text, 2)
        + 1.0 * bool(topic)
        + (1.5 if governing and set(passage.answers) & _POLICY_ASPECTS else 0.0)
        + 2.0 * named
        + 0.8 * primary
    )


def holds_all_codes(passage: Passage, wanted: Wanted) -> bool:
    """Say whether a passage names every code of a question that is about several."""
    return len(wanted.codes) > 1 and all(code in passage.text for code in wanted.codes)


def is_about(passage: Passage, wanted: Wanted) -> bool:
    """Say whether a passage is about a code or topic of the question, or of a document the asker named."""
    shared = set(wanted.codes) & set(passage.codes) or set(wanted.topics) & set(passage.topics)
    return bool(shared) or passage.document in wanted.named
