"""Embeddings of an OpenAI-compatible server, when a key and the setting say so. Texts leave the machine."""

from pathlib import Path
from typing import Any

import numpy as np

from cleanclaim.errors import ModelUnavailable, SettingsError
from cleanclaim.retrieval.embedders import Vectors, unit

_MODEL = "text-embedding-3-small"
_BATCH = 256


class OpenAiEmbedder:
    """Ask the server for the vectors of texts."""

    name = _MODEL

    def __init__(self, client: Any) -> None:
        self._client = client

    def embed(self, texts: list[str]) -> Vectors:
        """Raise ModelUnavailable when the server cannot be reached or answers out of form."""
        import openai

        rows: list[list[float]] = []
        try:
            for start in range(0, len(texts), _BATCH):
                batch = texts[start : start + _BATCH]
                given = self._client.embeddings.create(model=_MODEL, input=batch, encoding_format="float").data
                if len(given) != len(batch):
                    raise ModelUnavailable(f"the server gave {len(given)} embeddings for {len(batch)} texts.")
                rows += [each.embedding for each in sorted(given, key=lambda each: each.index)]
        except openai.OpenAIError as error:
            raise ModelUnavailable(f"no embeddings: {type(error).__name__}.") from error
        return unit(np.array(rows, dtype=np.float32))


def make(texts: list[str], folder: Path) -> OpenAiEmbedder:
    return load(folder)


def carry(old: Path, new: Path, changed: float) -> OpenAiEmbedder:
    """Open it again: a vector depends on its own text alone."""
    return load(new)


def load(folder: Path) -> OpenAiEmbedder:
    """Open the client; its key and address are the standard variables that the openai package reads itself."""
    import openai

    try:
        return OpenAiEmbedder(openai.OpenAI(timeout=20.0, max_retries=2))
    except openai.OpenAIError:
        raise SettingsError("CLEANCLAIM_EMBEDDINGS: openai needs OPENAI_API_KEY.") from None
