"""Build, find and open the index: a fresh folder moved into place whole, one builder at a time under a lock."""

import json
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from cleanclaim.knowledge import Knowledge
from cleanclaim.locking import locked
from cleanclaim.retrieval import embedders
from cleanclaim.retrieval.dense import DenseLane, Shelter
from cleanclaim.retrieval.lexical import LexicalLane, searchable

FORMAT = "1"


def folder_of(home: Path, knowledge: Knowledge, embedder: str = "corpus") -> Path:
    """Give the folder an index of this knowledge stands in, whether it exists or not."""
    version = "".join(c if c.isalnum() else "-" for c in knowledge.version)
    return home / "index" / f"{FORMAT}-{version}-{embedder}"


def is_whole(folder: Path) -> bool:
    return (folder / "manifest.json").is_file()


def shelter_of(folder: Path, url: str | None = None) -> Shelter:
    """Say where the vectors of an index are kept; on a shared server each index has a collection of its own."""
    return Shelter(f"cleanclaim-{folder.name}" if url else "passages", folder / "chroma", url)


def build(
    home: Path, knowledge: Knowledge, embedder: str = "corpus", url: str | None = None, anew: bool = False
) -> Path:
    """Build the index unless it stands; kill at any point leaves the old one or none, never half a one.

    `anew` builds it though it stands, because what stands cannot be read.
    """
    folder = folder_of(home, knowledge, embedder)
    with locked(home):
        if is_whole(folder) and not anew:
            return folder
        (home / "index").mkdir(exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=home / "index"))
        passages = list(knowledge.all_passages())
        made = embedders.family(embedder).make([searchable(p) for p in passages], fresh)
        LexicalLane.build(passages).save(fresh / "lexical")
        kept = shelter_of(folder, url)
        DenseLane.build(kept if url else replace(kept, folder=fresh / "chroma"), passages, made)
        manifest = {
            "format": FORMAT,
            "knowledge": knowledge.version,
            "embedder": made.name,
            "passages": len(passages),
        }
        (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        for stale in (home / "index").iterdir():
            if stale != folder:
                shutil.rmtree(stale, ignore_errors=True)
    return folder
