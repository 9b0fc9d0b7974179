"""The dense lane in chromadb: the one file that names it. Vectors are passed in; chroma never embeds or downloads."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval.embedders import Embedder
from cleanclaim.retrieval.lexical import searchable
from cleanclaim.retrieval.shelf import Mask

_BATCH = 1_000


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


class DenseLane:
    """Search passages by vector. One process writes a folder, once, before it is moved into place."""

    def __init__(self, client: Any, name: str, embedder: Embedder, places: Mapping[str, int]) -> None:
        self._collection = client.get_collection(name, embedding_function=None)
        self._client, self._embedder, self._places = client, embedder, places

    @classmethod
    def build(cls, shelter: Shelter, passages: list[Passage], embedder: Embedder) -> None:
        client = shelter.client()
        collection = client.get_or_create_collection(
            shelter.name,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embedder": embedder.name},
        )
        size = min(client.get_max_batch_size(), _BATCH)
        for start in range(0, len(passages), size):
            batch = passages[start : start + size]
            collection.upsert(
                ids=[p.id for p in batch],
                embeddings=embedder.embed([searchable(p) for p in batch]),
                metadatas=[{"document": p.document, "kind": p.kind} for p in batch],
            )
        client.close()

    @classmethod
    def open(cls, shelter: Shelter, embedder: Embedder, places: Mapping[str, int]) -> "DenseLane":
        return cls(shelter.client(), shelter.name, embedder, places)

    def close(self) -> None:
        """Let go of the store's files and connections."""
        self._client.close()

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Give the ids of passages at allowed places with cosine similarity, best first."""
        found = self._collection.query(
            query_embeddings=self._embedder.embed([query]), n_results=min(limit * 4, self._collection.count())
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(i, 1.0 - d) for i, d in pairs if mask[self._places[i]]][:limit]
