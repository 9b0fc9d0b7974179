"""The dense lane in chromadb: the one file that names it. Vectors are passed in; chroma never embeds or downloads."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval.embedders import Embedder
from cleanclaim.retrieval.shelf import Mask

Vector = npt.NDArray[np.float32]
_BATCH = 1_000
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shelter:
    """Where the vectors are kept: in a folder of one process, or on a chroma server that many share."""

    name: str
    folder: Path
    url: str | None = None

    def client(self) -> Any:
        import chromadb
        from chromadb.config import Settings

        quiet = Settings(anonymized_telemetry=False)
        if self.url is None:
            return chromadb.PersistentClient(str(self.folder), settings=quiet)
        server = urlsplit(self.url)
        port = server.port or (443 if server.scheme == "https" else 80)
        return chromadb.HttpClient(host=server.hostname or "", port=port, ssl=server.scheme == "https", settings=quiet)

    def remove(self) -> None:
        """Drop the collection; one that is gone is no matter."""
        from chromadb.errors import NotFoundError

        client = self.client()
        try:
            client.delete_collection(self.name)
        except NotFoundError:
            _LOG.info("%s was gone already", self.name)
        finally:
            client.close()


class DenseLane:
    """Search passages by vector. One process writes a shelter, once, before any reader is told of it."""

    def __init__(self, client: Any, name: str, embedder: Embedder, places: Mapping[str, int]) -> None:
        self._collection = client.get_collection(name, embedding_function=None)
        self._client, self._embedder, self._places = client, embedder, places
        # An index is written once, so its size is asked for once: at 30,000 passages that costs as much as a search.
        self._size: int = self._collection.count()

    @classmethod
    def build(
        cls, shelter: Shelter, passages: Sequence[Passage], vectors: Sequence[Vector], digests: Sequence[str]
    ) -> None:
        """Keep the vector of each passage, with the digest of the text it is of."""
        client = shelter.client()
        collection = client.get_or_create_collection(
            shelter.name, embedding_function=None, configuration={"hnsw": {"space": "cosine"}}
        )
        size = min(client.get_max_batch_size(), _BATCH)
        for start in range(0, len(passages), size):
            batch = slice(start, start + size)
            collection.upsert(
                ids=[p.id for p in passages[batch]],
                embeddings=np.stack(vectors[batch]),
                metadatas=[
                    {"document": p.document, "kind": p.kind, "digest": d}
                    for p, d in zip(passages[batch], digests[batch], strict=True)
                ],
            )
        client.close()

    @classmethod
    def kept(cls, shelter: Shelter) -> dict[str, Vector]:
        """Give the vectors of a shelter by the digest of their text; nothing where it cannot be read."""
        vectors: dict[str, Vector] = {}
        if shelter.url is None and not shelter.folder.is_dir():
            return vectors
        # A vector store may fail in a hundred ways; what cannot be taken over is embedded again.
        try:
            client = shelter.client()
            collection = client.get_collection(shelter.name, embedding_function=None)
            for start in range(0, collection.count(), _BATCH):
                found = collection.get(limit=_BATCH, offset=start, include=["embeddings", "metadatas"])
                for about, vector in zip(found["metadatas"], found["embeddings"], strict=True):
                    vectors[str(about["digest"])] = np.asarray(vector, dtype=np.float32)
            client.close()
        except Exception as error:  # noqa: BLE001
            _LOG.warning("no vectors are taken over: %s", f"{type(error).__name__}: {error}"[:200])
            return {}
        return vectors

    @classmethod
    def open(cls, shelter: Shelter, embedder: Embedder, places: Mapping[str, int]) -> "DenseLane":
        return cls(shelter.client(), shelter.name, embedder, places)

    def close(self) -> None:
        """Let go of the store's files and connections."""
        self._client.close()

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Give the ids of passages at allowed places with cosine similarity, best first."""
        found = self._collection.query(
            query_embeddings=self._embedder.embed([query]),
            n_results=min(limit * 4, self._size),
            include=["distances"],
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(i, 1.0 - d) for i, d in pairs if mask[self._places[i]]][:limit]
