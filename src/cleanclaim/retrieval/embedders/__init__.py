"""Vectors for the dense lane: one small port, one module an embedder, each with `make`, `carry` and `load`.

`make` prepares an embedder for a corpus and leaves what it needs in the index folder; `load` opens it there again;
`carry` takes a prepared one over into the next index, where its vectors still hold.
`corpus` is trained on the passages themselves and is the default: offline, deterministic, no weights.
"""

from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """Turn texts into unit vectors, one row a text."""

    name: str

    def embed(self, texts: list[str]) -> Vectors: ...


class Family(Protocol):
    """What each module of this folder offers."""

    def make(self, texts: list[str], folder: Path) -> Embedder: ...

    def carry(self, old: Path, new: Path, changed: float) -> Embedder | None:
        """Take an embedder over for a corpus of which a share changed; None when it must be made again."""
        ...

    def load(self, folder: Path) -> Embedder: ...


def family(name: str) -> Family:
    """Give one embedder module: `corpus`, `minilm` or `openai`."""
    return cast(Family, import_module(f"{__name__}.{name}"))


def unit(vectors: npt.NDArray[np.floating]) -> Vectors:
    """Scale each row to length 1; a row of zeros stays."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.where(norms == 0, 1, norms), dtype=np.float32)
