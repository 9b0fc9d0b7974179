"""The lexical lane: BM25 over the passages' words (bm25s), saved beside the index and read without rebuilding."""

from pathlib import Path
from typing import Any

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval import analyzer


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

    def search(self, query: str, allowed: set[str], limit: int) -> list[tuple[str, float]]:
        """Give passage ids among `allowed` with their scores, best first."""
        import numpy as np

        known = [w for w in dict.fromkeys(analyzer.words(query)) if w in self._index.vocab_dict]
        if not known:
            return []
        scores = self._index.get_scores(known)
        order = np.argsort(-scores, kind="stable")
        return [(self._ids[i], float(scores[i])) for i in order if scores[i] > 0 and self._ids[i] in allowed][:limit]


def searchable(passage: Passage) -> str:
    """Give the words a passage is found by: title and section count double."""
    heading = f"{passage.title} {passage.section} {' '.join(passage.topics)}"
    return f"{heading} {heading} {passage.document} {passage.text}"
