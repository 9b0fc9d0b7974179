"""Build, find and open the index: a fresh folder moved into place whole, one builder at a time under a lock."""

import json
import shutil
import tempfile
from pathlib import Path

from cleanclaim.knowledge import Knowledge
from cleanclaim.locking import locked
from cleanclaim.retrieval.dense import DenseLane
from cleanclaim.retrieval.embedding import CorpusEmbedder
from cleanclaim.retrieval.lexical import LexicalLane, searchable

FORMAT = "1"


def folder_of(home: Path, knowledge: Knowledge) -> Path:
    """Give the folder an index of this knowledge stands in, whether it exists or not."""
    version = "".join(c if c.isalnum() else "-" for c in knowledge.version)
    return home / "index" / f"{FORMAT}-{version}"


def is_whole(folder: Path) -> bool:
    return (folder / "manifest.json").is_file()


def build(home: Path, knowledge: Knowledge) -> Path:
    """Build the index unless it stands; kill at any point leaves the old one or none, never half a one."""
    folder = folder_of(home, knowledge)
    with locked(home):
        if is_whole(folder):
            return folder
        (home / "index").mkdir(exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix="new-", dir=home / "index"))
        passages = list(knowledge.all_passages())
        embedder = CorpusEmbedder.train([searchable(p) for p in passages])
        embedder.save(fresh / "embedder.npz")
        LexicalLane.build(passages).save(fresh / "lexical")
        DenseLane.build(fresh / "chroma", passages, embedder)
        manifest = {
            "format": FORMAT,
            "knowledge": knowledge.version,
            "embedder": embedder.name,
            "passages": len(passages),
        }
        (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1), encoding="utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        for stale in (home / "index").iterdir():
            if stale != folder:
                shutil.rmtree(stale, ignore_errors=True)
    return folder
