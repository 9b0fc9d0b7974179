"""Build the index into a fresh folder that a manifest then names in one step; one builder at a time, under a lock.

Killed at any point, the index that stood stands. Vectors of passages that did not change are taken over from it.
"""

import shutil
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import numpy as np

from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.locking import locked
from cleanclaim.retrieval import embedders, manifest
from cleanclaim.retrieval.dense import DenseLane, Shelter, Vector
from cleanclaim.retrieval.embedders import Embedder, Vectors
from cleanclaim.retrieval.lexical import LexicalLane, searchable
from cleanclaim.retrieval.manifest import Manifest


@dataclass(frozen=True)
class Former:
    """The index that stood: its vectors by the digest of the text they are of."""

    folder: Path
    vectors: dict[str, Vector]


def shelter_of(folder: Path, url: str | None = None) -> Shelter:
    """Say where the vectors of an index are kept; on a shared server each index has a collection of its own."""
    return Shelter(f"cleanclaim-{folder.name}" if url else "passages", folder / "chroma", url)


def build(
    home: Path, knowledge: Knowledge, embedder: str = "corpus", url: str | None = None, anew: bool = False
) -> Path:
    """Build the index unless it stands, and give its folder.

    `anew` builds it though it stands, and takes nothing over: what stands cannot be read.
    """
    with locked(home):
        standing = manifest.suiting(home, knowledge, embedder)
        if standing and not anew:
            return standing
        former = None if anew else _former(home, embedder, url)
        folder = home / "index" / f"{embedder}-{uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        passages = list(knowledge.all_passages())
        LexicalLane.build(passages).save(folder / "lexical")
        made, embedded = _embed(embedder, passages, folder, former, url)
        before = manifest.read(home, embedder)
        made_of = Manifest(
            folder=folder.name,
            knowledge=knowledge.version,
            embedder=made,
            passages=len(passages),
            embedded=embedded,
            versions=manifest.versions(),
        )
        manifest.put(home, embedder, made_of)
        _sweep(home, manifest.held(home) | ({before.folder} if before else set()), url)
    return folder


def _embed(name: str, passages: list[Passage], folder: Path, former: Former | None, url: str | None) -> tuple[str, int]:
    """Embed what changed, and put all vectors in the fresh shelter; give the embedder's name and how many were new."""
    texts = [searchable(p) for p in passages]
    digests = [digest(text) for text in texts]
    embedder, kept = _embedder(name, texts, digests, folder, former)
    fresh = [at for at, each in enumerate(digests) if each not in kept]
    new: Vectors = embedder.embed([texts[at] for at in fresh]) if fresh else np.zeros((0, 0), np.float32)
    vectors = {**kept, **{digests[at]: new[n] for n, at in enumerate(fresh)}}
    DenseLane.build(shelter_of(folder, url), passages, [vectors[d] for d in digests], digests)
    return embedder.name, len(fresh)


def _embedder(
    name: str, texts: list[str], digests: list[str], folder: Path, former: Former | None
) -> tuple[Embedder, dict[str, Vector]]:
    """Carry the former embedder on where its vectors still hold; otherwise make one, and take no vector over."""
    family = embedders.family(name)
    if former:
        changed = sum(d not in former.vectors for d in digests) / max(1, len(digests))
        carried = family.carry(former.folder, folder, changed)
        if carried:
            return carried, former.vectors
    return family.make(texts, folder), {}


def _former(home: Path, embedder: str, url: str | None) -> Former | None:
    found = manifest.read(home, embedder)
    if found is None or found.versions != manifest.versions():
        return None
    folder = home / "index" / found.folder
    vectors = DenseLane.kept(shelter_of(folder, url))
    return Former(folder, vectors) if vectors else None


def _sweep(home: Path, keep: set[str], url: str | None) -> None:
    """Remove what no reader may still have open: the index that was just replaced stays until the next is built."""
    for each in (home / "index").iterdir():
        if each.is_dir() and each.name not in keep:
            shutil.rmtree(each, ignore_errors=True)
            if url:
                shelter_of(each, url).remove()


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
