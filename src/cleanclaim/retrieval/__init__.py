"""Find passages: the exact lane first, then words, then vectors where words find little; fused by rank.

State, payer and date of service are filters. A retired document never answers for a later date.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.retrieval.exact import Wanted, rank

__all__ = ["Lane", "Retriever", "Wanted", "fuse"]

_RRF = 60.0


class Lane(Protocol):
    """One way to rank passages for a text."""

    def search(self, query: str, allowed: set[str], limit: int) -> list[tuple[str, float]]: ...


@dataclass
class Retriever:
    """The lanes over one knowledge. The dense lane opens when it is first needed: it costs a second."""

    knowledge: Knowledge
    lexical: Lane
    open_dense: Callable[[], Lane | None]
    _dense: Lane | None = field(default=None, init=False)
    _tried: bool = field(default=False, init=False)

    def search(
        self,
        query: str,
        on: date,
        state: str | None = None,
        payer: str | None = None,
        wanted: Wanted | None = None,
        limit: int = 6,
    ) -> list[Passage]:
        """Give the best passages in force for a query, at most `limit`."""
        allowed = {p.id: p for p in self.knowledge.passages.values() if is_allowed(p, on, state, payer, wanted)}
        words = [i for i, _ in self.lexical.search(query, set(allowed), len(allowed))]
        # Labels that fit equally well are told apart by the words.
        place = {each: at for at, each in enumerate(words)}
        ranked = rank(allowed.values(), wanted) if wanted else []
        exact = [p.id for _, p in sorted(ranked, key=lambda pair: (-pair[0], place.get(pair[1].id, len(place))))]
        words = words[:40]
        lanes = [(exact, 3.0), (words, 1.0)]
        if len(exact) + len(words) < 3:
            lanes.append(([i for i, _ in self.dense_search(query, set(allowed), 20)], 1.0))
        return [allowed[i] for i in fuse(lanes)][:limit]

    def dense_search(self, query: str, allowed: set[str], limit: int) -> list[tuple[str, float]]:
        """Search by vector; without a usable vector index give nothing."""
        if not self._tried:
            self._dense, self._tried = self.open_dense(), True
        return self._dense.search(query, allowed, limit) if self._dense else []


def is_allowed(passage: Passage, on: date, state: str | None, payer: str | None, wanted: Wanted | None = None) -> bool:
    """Say whether a passage may answer for a date, state and payer; a document the asker named may answer for its own dates."""
    if wanted and passage.document in wanted.named:
        return True
    return (
        passage.is_in_force(on)
        and (state is None or not passage.states or state in passage.states)
        and (payer is None or passage.payer in (None, payer))
    )


def fuse(lanes: Iterable[tuple[list[str], float]]) -> list[str]:
    """Fuse ranked lists by weighted reciprocal rank (k = 60); ties keep the order in which they were first seen."""
    scores: dict[str, float] = {}
    for ids, weight in lanes:
        for at, each in enumerate(ids):
            scores[each] = scores.get(each, 0.0) + weight / (_RRF + at + 1)
    return sorted(scores, key=lambda each: -scores[each])
