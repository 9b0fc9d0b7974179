"""The lexical lane: BM25 over the passages' words (bm25s), saved beside the index and read without rebuilding."""

from pathlib import Path
from typing import Any

import numpy as np

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval import analyzer
from cleanclaim.retrieval.shelf import Mask


class LexicalLane:
    """Search passages by words."""

    def __init__(self, index: Any, ids: list[str]) -> None:
        self._index, self._ids = index, ids

    @classmethod
    def build(cls, passages: list[Passage]) -> "LexicalLane":
        import bm25s

        corpus = [analyzer.words(searchable(p)) for p in passages]
        index = bm25s.BM25(method="lucene")
        index.index(corpus, show_progress=False)
        return cls(index, [p.id for p in passages])

    def save(self, folder: Path) -> None:
        self._index.save(str(folder), corpus=None)
        (folder / "ids.txt").write_text("\n".join(self._ids), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalLane":
        import bm25s

        return cls(
            bm25s.BM25.load(str(folder), load_corpus=False),
            (folder / "ids.txt").read_text(encoding="utf-8").split("\n"),
        )

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Give the ids of passages at allowed places with their scores, best first; ties in shelf order."""
        known = [w for w in dict.fromkeys(analyzer.words(query)) if w in self._index.vocab_dict]
        if not known:
            return []
        scores = np.where(mask, self._index.get_scores(known), 0.0)
        at = np.flatnonzero(scores > 0)
        if len(at) > limit:
            least = np.partition(scores[at], len(at) - limit)[len(at) - limit]
            at = at[scores[at] >= least]
        best = at[np.argsort(-scores[at], kind="stable")][:limit]
        return [(self._ids[i], score) for i, score in zip(best.tolist(), scores[best].tolist(), strict=True)]


def searchable(passage: Passage) -> str:
    """Give the words a passage is found by: title and section count double."""
    heading = f"{passage.title} {passage.section} {' '.join(passage.topics)}"
    return f"{heading} {heading} {passage.document} {passage.text}"
