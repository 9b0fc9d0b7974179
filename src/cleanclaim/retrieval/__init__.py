"""Find passages: the exact lane first, then words, then vectors where words find little; fused by rank.

State, payer and date of service are filters. A retired document never answers for a later date.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.retrieval.exact import Wanted, rank
from cleanclaim.retrieval.shelf import Mask, Shelf

__all__ = ["Lane", "Retriever", "Wanted", "fuse"]

_RRF = 60.0
_LANE = 40
_RANKED = 500


class Lane(Protocol):
    """One way to rank passages for a text; `mask` says which places on the shelf may answer."""

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]: ...


@dataclass
class Retriever:
    """The lanes over one knowledge. The dense lane opens when it is first needed: it costs a second."""

    knowledge: Knowledge
    shelf: Shelf
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
        wanted = wanted or Wanted()
        mask = self.shelf.allowed(on, state, payer, wanted.named, self.knowledge.replaced(on))
        words = [i for i, _ in self.lexical.search(query, mask, _RANKED)]
        exact = self._exact(wanted, mask, words)
        lanes = [(exact, 3.0), (words[:_LANE], 1.0)]
        if len(exact) + len(words) < 3:
            lanes.append(([i for i, _ in self.dense_search(query, mask, _LANE // 2)], 1.0))
        best = fuse(lanes)[:limit]
        return [passage for each in best if (passage := self.knowledge.passage(each))]

    def _exact(self, wanted: Wanted, mask: Mask, words: list[str]) -> list[str]:
        """Rank our own passages, and those of the documents that govern or were named, by their labels."""
        if not wanted.asks and not wanted.named:
            return []
        held = [*self.knowledge.passages.values(), *self.knowledge.passages_of((*wanted.documents, *wanted.named))]
        ranked = rank((p for p in held if mask[self.shelf.places[p.id]]), wanted)
        # Labels that fit equally well are told apart by the words.
        place = {each: at for at, each in enumerate(words)}
        return [p.id for _, p in sorted(ranked, key=lambda pair: (-pair[0], place.get(pair[1].id, len(place))))]

    def dense_search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Search by vector; without a usable vector index give nothing."""
        if not self._tried:
            self._dense, self._tried = self.open_dense(), True
        return self._dense.search(query, mask, limit) if self._dense else []


def fuse(lanes: Iterable[tuple[list[str], float]]) -> list[str]:
    """Fuse ranked lists by weighted reciprocal rank (k = 60); ties keep the order in which they were first seen."""
    scores: dict[str, float] = {}
    for ids, weight in lanes:
        for at, each in enumerate(ids):
            scores[each] = scores.get(each, 0.0) + weight / (_RRF + at + 1)
    return sorted(scores, key=lambda each: -scores[each])
