"""What an index is of: one small file a kind of vectors, replaced in one step, that names the folder readers open."""

import json
from functools import lru_cache
from hashlib import sha256
from importlib import metadata
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from cleanclaim.knowledge import Knowledge

_READING = ("analyzer.py", "lexical.py", "embedders/corpus.py", "embedders/minilm.py")
Stamp = tuple[int, int]


class Manifest(BaseModel):
    """One index: the knowledge it holds by content hash, the vectors, the versions that made it, and its folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    folder: str
    knowledge: str
    embedder: str
    passages: int
    embedded: int
    """Passages whose vectors were made for this index; those of the index before it were taken over for the others."""
    versions: dict[str, str]


@lru_cache(maxsize=1)
def versions() -> dict[str, str]:
    """Give what an index depends on besides knowledge: the stores, and how texts are turned into words and vectors."""
    digest = sha256()
    for name in _READING:
        digest.update((Path(__file__).parent / name).read_bytes())
    return {"reading": digest.hexdigest()[:12], **{name: metadata.version(name) for name in ("bm25s", "chromadb")}}


def path_of(home: Path, embedder: str) -> Path:
    return home / "index" / f"{embedder}.json"


def read(home: Path, embedder: str) -> Manifest | None:
    """Read the manifest of the index that stands; None when there is none, or when it cannot be read."""
    try:
        return Manifest.model_validate_json(path_of(home, embedder).read_text(encoding="utf-8"))
    except (OSError, ValidationError, ValueError):
        return None


def suiting(home: Path, knowledge: Knowledge, embedder: str) -> Path | None:
    """Give the folder of the index that stands, where it is of this knowledge and was made by these versions."""
    found = read(home, embedder)
    if found is None or found.knowledge != knowledge.version or found.versions != versions():
        return None
    folder = home / "index" / found.folder
    return folder if folder.is_dir() else None


def put(home: Path, name: str, manifest: Manifest) -> None:
    """Make an index the one that stands, in one step."""
    target = path_of(home, name)
    fresh = target.with_suffix(".new")
    fresh.write_text(json.dumps(manifest.model_dump(), indent=1), encoding="utf-8")
    fresh.replace(target)


def stamp(home: Path, embedder: str) -> Stamp | None:
    """Tell one manifest from the next without reading it; None when there is none."""
    try:
        found = path_of(home, embedder).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


def held(home: Path) -> set[str]:
    """Name the folders that any manifest names."""
    found = (read(home, path.stem) for path in (home / "index").glob("*.json"))
    return {each.folder for each in found if each}
