"""Find passages: the exact lane first, then words, then vectors where words find little; fused by rank.

State, payer and date of service are filters. A retired document never answers for a later date.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.retrieval.exact import Wanted, rank
from cleanclaim.retrieval.shelf import Mask, Shelf

__all__ = ["Lane", "Retriever", "Wanted", "fuse"]

_LOG = logging.getLogger(__name__)
_RRF = 60.0
_LANE = 40
_RANKED = 500


class Lane(Protocol):
    """One way to rank passages for a text; `mask` says which places on the shelf may answer."""

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]: ...


class OpenLane(Lane, Protocol):
    """A lane that holds something open."""

    def close(self) -> None: ...


@dataclass
class Retriever:
    """The lanes over one knowledge. The dense lane opens when it is first needed: it costs a second."""

    knowledge: Knowledge
    shelf: Shelf
    lexical: Lane
    open_dense: Callable[[], OpenLane]
    fault: str | None = field(default=None, init=False)
    """Why the dense lane could not be used, once it was needed and failed; the lexical lane answers alone."""
    _dense: OpenLane | None = field(default=None, init=False)

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
        """Search by vector; without a usable vector index give nothing, and keep why in `fault`."""
        if self.fault:
            return []
        try:
            self._dense = self._dense or self.open_dense()
            return self._dense.search(query, mask, limit)
        # A vector store may fail in a hundred ways (its own errors, a damaged file, a server away); none may cost the answer.
        except Exception as error:  # noqa: BLE001
            self.fault = f"{type(error).__name__}: {error}"[:200]
            _LOG.warning("the dense lane is off: %s", self.fault)
            return []

    def close(self) -> None:
        """Let go of the vector store; it opens again when it is needed."""
        if self._dense:
            self._dense.close()
            self._dense = None


def fuse(lanes: Iterable[tuple[list[str], float]]) -> list[str]:
    """Fuse ranked lists by weighted reciprocal rank (k = 60); ties keep the order in which they were first seen."""
    scores: dict[str, float] = {}
    for ids, weight in lanes:
        for at, each in enumerate(ids):
            scores[each] = scores.get(each, 0.0) + weight / (_RRF + at + 1)
    return sorted(scores, key=lambda each: -scores[each])
