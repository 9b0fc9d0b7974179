"""Find passages: by words, by the labels that answer a question, and by vectors where words find little.

Labels and words are blended by score: a judgement set showed that fusing them by rank lets labels, which many passages
share, drown the words. Vectors join by rank, as their scores are of another kind. State, payer and date of service are filters. A retired document never answers for a later date.
"""

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.retrieval.exact import Wanted, holds_all_codes, is_about, rank
from cleanclaim.retrieval.shelf import Mask, Shelf

__all__ = ["Lane", "Lanes", "Retriever", "Wanted", "fuse"]

_LOG = logging.getLogger(__name__)
_RRF = 60.0
_LANE = 40
_RANKED = 500
_LABELS = 0.25
"""What the best labels are worth, beside 1 for the best words; set on the judgement set's tuned part."""
_GOVERNS = 0.8
"""What it is worth to be of the one policy that governs, or of a document in force that the asker named."""
_ALL_CODES = 0.6
"""What it is worth to name every code of a question about several."""
_ONE_POLICY = 2
"""A policy has a number, and its article another."""


class Lane(Protocol):
    """One way to rank passages for a text; `mask` says which places on the shelf may answer."""

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]: ...


class OpenLane(Lane, Protocol):
    """A lane that holds something open."""

    def close(self) -> None: ...


@dataclass(frozen=True)
class Lanes:
    """The lanes of one index. The dense one opens when it is first needed: it costs a second."""

    lexical: Lane
    open_dense: Callable[[], OpenLane]


def _no_newer() -> Lanes | None:
    return None


@dataclass
class Retriever:
    """Search one knowledge by its lanes; where the index was built anew meanwhile, by the new ones."""

    knowledge: Knowledge
    shelf: Shelf
    lanes: Lanes
    newer: Callable[[], Lanes | None] = _no_newer
    """Gives the lanes of an index that took the place of the one in use, once; None while there is none."""
    fault: str | None = field(default=None, init=False)
    """Why the dense lane could not be used, once it was needed and failed; the lexical lane answers alone."""
    _dense: OpenLane | None = field(default=None, init=False)
    _turning: threading.Lock = field(default_factory=threading.Lock, init=False)

    @property
    def lexical(self) -> Lane:
        return self.lanes.lexical

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
        self._turn_to_newer()
        mask = self.shelf.allowed(on, state, payer, wanted.named, self.knowledge.replaced(on))
        words = self.lexical.search(query, mask, _RANKED)
        ranked = self._blend(words, wanted, mask, on)
        if len(ranked) < 3:
            ranked = fuse([(ranked, 1.0), ([i for i, _ in self.dense_search(query, mask, _LANE // 2)], 1.0)])
        return [passage for each in ranked[:limit] if (passage := self.knowledge.passage(each))]

    def _blend(self, words: list[tuple[str, float]], wanted: Wanted, mask: Mask, on: date) -> list[str]:
        """Rank by words, and by the labels of our own passages and of the documents that govern or were named."""
        scores = dict(words)
        if wanted.asks or wanted.named:
            held = [*self.knowledge.passages.values(), *self.knowledge.passages_of((*wanted.documents, *wanted.named))]
            labelled = rank((p for p in held if mask[self.shelf.places[p.id]]), wanted)
            best = labelled[0][0] if labelled else 1.0
            first = {*wanted.named, *(wanted.documents if len(wanted.documents) <= _ONE_POLICY else ())}
            for score, passage in labelled:
                governs = passage.document in first and passage.is_in_force(on) and is_about(passage, wanted)
                worth = _LABELS * score / best + _GOVERNS * governs + _ALL_CODES * holds_all_codes(passage, wanted)
                scores[passage.id] = scores.get(passage.id, 0.0) + worth
        return sorted(
            (each for each in scores if not self._is_of_another(each, wanted)), key=lambda each: -scores[each]
        )

    def _is_of_another(self, name: str, wanted: Wanted) -> bool:
        """Say whether a passage is of a policy on another subject: its limits and lists would mislead."""
        passage = self.knowledge.passages.get(name)
        if passage is None or not wanted.topics or passage.kind in ("article", "manual") or not passage.topics:
            return False
        return not is_about(passage, wanted) and passage.document not in wanted.documents

    def dense_search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Search by vector; without a usable vector index give nothing, and keep why in `fault`."""
        if self.fault:
            return []
        try:
            with self._turning:
                self._dense = self._dense or self.lanes.open_dense()
            return self._dense.search(query, mask, limit)
        # A vector store may fail in a hundred ways (its own errors, a damaged file, a server away); none may cost the answer.
        except Exception as error:  # noqa: BLE001
            self.fault = f"{type(error).__name__}: {error}"[:200]
            _LOG.warning("the dense lane is off: %s", self.fault)
            return []

    def _turn_to_newer(self) -> None:
        with self._turning:
            lanes = self.newer()
            if lanes:
                # A search under way may still hold the old lane: it is let go, not closed.
                self.lanes, self._dense, self.fault = lanes, None, None

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
