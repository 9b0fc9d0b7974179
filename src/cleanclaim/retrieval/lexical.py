"""The lexical lane: BM25 over the passages' words (bm25s), and how much of a passage's heading a query says."""

import json
from math import log
from pathlib import Path
from typing import Any

import numpy as np

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval import analyzer
from cleanclaim.retrieval.shelf import Mask

_HEADING = 0.4
"""What a heading said whole is worth, beside 1 for the best words; set on the judgement set's tuned part."""


class LexicalLane:
    """Search passages by words."""

    def __init__(self, index: Any, ids: list[str], headings: list[list[str]], rarity: dict[str, float]) -> None:
        self._index, self._ids = index, ids
        self._headings, self._rarity = headings, rarity

    @classmethod
    def build(cls, passages: list[Passage]) -> "LexicalLane":
        import bm25s

        corpus = [analyzer.words(searchable(p)) for p in passages]
        index = bm25s.BM25(method="lucene")
        index.index(corpus, show_progress=False)
        headings = [sorted(set(analyzer.words(p.section))) for p in passages]
        return cls(index, [p.id for p in passages], headings, _rarity(corpus, headings))

    def save(self, folder: Path) -> None:
        self._index.save(str(folder), corpus=None)
        (folder / "ids.txt").write_text("\n".join(self._ids), encoding="utf-8")
        kept = {"rarity": self._rarity, "headings": [" ".join(words) for words in self._headings]}
        (folder / "headings.json").write_text(json.dumps(kept), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> "LexicalLane":
        """Read a lane that was saved; raise OSError, ValueError or KeyError where that is damaged."""
        import bm25s

        kept = json.loads((folder / "headings.json").read_text(encoding="utf-8"))
        return cls(
            bm25s.BM25.load(str(folder), load_corpus=False),
            (folder / "ids.txt").read_text(encoding="utf-8").split("\n"),
            [words.split(" ") if words else [] for words in kept["headings"]],
            kept["rarity"],
        )

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Give the ids of passages at allowed places with their scores, best first; ties in shelf order.

        The best words score 1, and a heading that the query says whole adds to it.
        """
        asked = set(analyzer.words(query))
        known = [w for w in dict.fromkeys(analyzer.words(query)) if w in self._index.vocab_dict]
        if not known:
            return []
        scores = np.where(mask, self._index.get_scores(known), 0.0)
        at = np.flatnonzero(scores > 0)
        if not len(at):
            return []
        if len(at) > limit:
            least = np.partition(scores[at], len(at) - limit)[len(at) - limit]
            at = at[scores[at] >= least]
        best = at[np.argsort(-scores[at], kind="stable")][:limit]
        top = float(scores[best[0]])
        found = [(self._ids[i], float(scores[i]) / top + _HEADING * self._said(i, asked)) for i in best]
        return sorted(found, key=lambda pair: -pair[1])

    def _said(self, place: int, asked: set[str]) -> float:
        """Give the share of a passage's heading that a query says, each word by how rare it is."""
        heading = self._headings[place]
        whole = sum(self._rarity[word] for word in heading)
        return sum(self._rarity[word] for word in heading if word in asked) / whole if whole else 0.0


def _rarity(corpus: list[list[str]], headings: list[list[str]]) -> dict[str, float]:
    """Give how rare each word of the headings is among the passages."""
    held = dict.fromkeys((word for heading in headings for word in heading), 0)
    for words in corpus:
        for word in held.keys() & words:
            held[word] += 1
    return {word: round(log(1 + len(corpus) / (1 + count)), 4) for word, count in held.items()}


def searchable(passage: Passage) -> str:
    """Give the words a passage is found by: title and section count double."""
    heading = f"{passage.title} {passage.section} {' '.join(passage.topics)}"
    return f"{heading} {heading} {passage.document} {passage.text}"
