"""The dense lane in chromadb: the one file that names it. Vectors are passed in; chroma never embeds or downloads."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval.embedding import Embedder
from cleanclaim.retrieval.lexical import searchable
from cleanclaim.retrieval.shelf import Mask

_COLLECTION = "passages"


class DenseLane:
    """Search passages by vector. One process writes a folder, once, before it is moved into place."""

    def __init__(self, collection: Any, embedder: Embedder, places: Mapping[str, int]) -> None:
        self._collection, self._embedder, self._places = collection, embedder, places

    @classmethod
    def build(cls, folder: Path, passages: list[Passage], embedder: Embedder) -> None:
        client = _client(folder)
        collection = client.create_collection(
            _COLLECTION,
            embedding_function=None,
            configuration={"hnsw": {"space": "cosine"}},
            metadata={"embedder": embedder.name},
        )
        size = client.get_max_batch_size()
        for start in range(0, len(passages), size):
            batch = passages[start : start + size]
            collection.upsert(
                ids=[p.id for p in batch],
                embeddings=embedder.embed([searchable(p) for p in batch]),
                metadatas=[{"document": p.document, "kind": p.kind} for p in batch],
            )
        client.close()

    @classmethod
    def open(cls, folder: Path, embedder: Embedder, places: Mapping[str, int]) -> "DenseLane":
        return cls(_client(folder).get_collection(_COLLECTION, embedding_function=None), embedder, places)

    def search(self, query: str, mask: Mask, limit: int) -> list[tuple[str, float]]:
        """Give the ids of passages at allowed places with cosine similarity, best first."""
        found = self._collection.query(
            query_embeddings=self._embedder.embed([query]), n_results=min(limit * 4, self._collection.count())
        )
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(i, 1.0 - d) for i, d in pairs if mask[self._places[i]]][:limit]


def _client(folder: Path) -> Any:
    import chromadb
    from chromadb.config import Settings

    return chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
