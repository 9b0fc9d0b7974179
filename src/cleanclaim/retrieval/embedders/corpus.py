"""An embedder trained on the corpus itself: TF-IDF and truncated SVD, no weights.

Deterministic, seconds to build. Character n-grams let a misspelled word still find its passage.
"""

import shutil
from pathlib import Path
from typing import Any

import numpy as np

from cleanclaim.retrieval.embedders import Vectors, unit

_FILE = "embedder.npz"
_MOST_CHANGED = 0.05
"""Up to this share of changed passages what was learned from the others still holds; beyond it, it is learned anew."""


def make(texts: list[str], folder: Path) -> "CorpusEmbedder":
    """Train on the texts and keep what was learned in the folder."""
    trained = CorpusEmbedder.train(texts)
    trained.save(folder / _FILE)
    return trained


def carry(old: Path, new: Path, changed: float) -> "CorpusEmbedder | None":
    if changed > _MOST_CHANGED or not (old / _FILE).is_file():
        return None
    shutil.copyfile(old / _FILE, new / _FILE)
    return load(new)


def load(folder: Path) -> "CorpusEmbedder":
    return CorpusEmbedder.load(folder / _FILE)


class CorpusEmbedder:
    """TF-IDF over character n-grams, reduced by SVD."""

    name = "corpus-svd-128"

    def __init__(self, vocabulary: dict[str, int], idf: Any, components: Any) -> None:
        self._vocabulary, self._idf, self._components = vocabulary, idf, components
        # One row a feature, laid out whole: a query then reads a few rows, not thirty megabytes.
        self._projection = np.ascontiguousarray(components.T)
        self._vectorizer: Any = None

    @classmethod
    def train(cls, texts: list[str]) -> "CorpusEmbedder":
        from sklearn.decomposition import TruncatedSVD
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, min_df=2, max_features=60_000
        )
        matrix = vectorizer.fit_transform(texts)
        size = max(2, min(128, matrix.shape[0] - 1, matrix.shape[1] - 1))
        components = TruncatedSVD(size, random_state=0).fit(matrix).components_
        return cls(
            {k: int(v) for k, v in vectorizer.vocabulary_.items()}, vectorizer.idf_, components.astype(np.float32)
        )

    def save(self, path: Path) -> None:
        words = sorted(self._vocabulary, key=self._vocabulary.__getitem__)
        np.savez(path, words=np.array(words), idf=self._idf, components=self._components)

    @classmethod
    def load(cls, path: Path) -> "CorpusEmbedder":
        with np.load(path, allow_pickle=False) as data:
            return cls({str(w): i for i, w in enumerate(data["words"])}, data["idf"], data["components"])

    def embed(self, texts: list[str]) -> Vectors:
        return unit(self._transform(texts) @ self._projection)

    def _transform(self, texts: list[str]) -> Any:
        if self._vectorizer is None:
            from sklearn.feature_extraction.text import TfidfVectorizer

            self._vectorizer = TfidfVectorizer(
                analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, vocabulary=self._vocabulary
            )
            self._vectorizer.idf_ = self._idf
        return self._vectorizer.transform(texts)
