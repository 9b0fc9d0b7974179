"""Put the parts together: the only place that names adapters."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from cleanclaim import knowledge as knowledge_files
from cleanclaim.checking import Checker
from cleanclaim.coverage import Policies
from cleanclaim.knowledge import Knowledge
from cleanclaim.knowledge.imported import ImportedDocuments
from cleanclaim.locking import locked
from cleanclaim.settings import Settings
from cleanclaim.tables import Tables, curated, icd10cm, store
from cleanclaim.tables.dated import DatedTables
from cleanclaim.tables.library import Library

# `cleanclaim check` starts in half a second because reading, deciding and retrieval are imported by who needs them.
if TYPE_CHECKING:
    from cleanclaim.assistant import Assistant
    from cleanclaim.drafting.model import Model
    from cleanclaim.receipts import Book
    from cleanclaim.receipts.ledger import Ledger
    from cleanclaim.receipts.replay import Replayer
    from cleanclaim.retrieval import Lanes, OpenLane, Retriever
    from cleanclaim.retrieval.shelf import Shelf


def build_tables(settings: Settings) -> Path:
    """Compile the curated tables and the packaged ICD-10-CM year into the home folder, unless that stands."""
    folder = settings.knowledge / "tables"
    digest = sha256()
    for path in sorted(folder.glob("*.csv")):
        digest.update(path.name.encode() + path.read_bytes())
    target = settings.home / "tables" / f"curated-{digest.hexdigest()[:12]}.sqlite"
    if target.is_file():
        return target
    with locked(settings.home):
        if not target.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            fresh = target.with_suffix(".new")
            fresh.unlink(missing_ok=True)
            store.write(fresh, {**curated.read(folder), "icd10cm": icd10cm.compile_packaged_year()})
            fresh.rename(target)
            for stale in target.parent.glob("curated-*.sqlite"):
                if stale != target:
                    stale.unlink(missing_ok=True)
    return target


def tables(settings: Settings, policies: Policies) -> Callable[[date], Tables]:
    """Give the tables of any date."""
    opened = Library.open(build_tables(settings))

    @lru_cache(maxsize=512)
    def on(day: date) -> Tables:
        return DatedTables(opened, day, policies)

    return on


def knowledge(settings: Settings) -> Knowledge:
    return replace(knowledge_files.load(settings.knowledge), imported=_imported(settings))


def _imported(settings: Settings) -> ImportedDocuments | None:
    # The newest export, and of one export the last import of it.
    newest = max(
        (settings.home / "tables").glob("imported-documents-*.sqlite"),
        key=lambda p: (p.name[: len("imported-documents-mcd-2026-11-05")], p.stat().st_mtime_ns),
        default=None,
    )
    return ImportedDocuments(store.Store(newest)) if newest else None


def retriever(settings: Settings, known: Knowledge) -> "Retriever":
    """Open the index, building it first where it is missing, of other knowledge or damaged."""
    from cleanclaim.retrieval import Retriever, index, manifest
    from cleanclaim.retrieval.shelf import Shelf

    home, vectors = settings.home, settings.embeddings
    shelf = Shelf(known.all_passages())
    seen = manifest.stamp(home, vectors)
    folder = manifest.suiting(home, known, vectors)
    try:
        lanes = _lanes(settings, folder, shelf) if folder else None
    except (OSError, ValueError, KeyError):
        lanes = None
    if lanes is None:
        lanes = _lanes(settings, index.build(home, known, vectors, settings.chroma_url, anew=bool(folder)), shelf)
        seen = manifest.stamp(home, vectors)

    def newer() -> "Lanes | None":
        nonlocal seen
        now = manifest.stamp(home, vectors)
        if now == seen:
            return None
        seen = now
        folder = manifest.suiting(home, known, vectors)
        return _lanes(settings, folder, shelf) if folder else None

    return Retriever(known, shelf, lanes, newer)


def _lanes(settings: Settings, folder: Path, shelf: "Shelf") -> "Lanes":
    from cleanclaim.retrieval import Lanes, index
    from cleanclaim.retrieval.lexical import LexicalLane

    def dense() -> "OpenLane":
        from cleanclaim.retrieval import embedders
        from cleanclaim.retrieval.dense import DenseLane

        embedder = embedders.family(settings.embeddings).load(folder)
        return DenseLane.open(index.shelter_of(folder, settings.chroma_url), embedder, shelf.places)

    return Lanes(LexicalLane.load(folder / "lexical"), dense)


def stamp(settings: Settings) -> tuple[str, ...]:
    """Name the imports that stand; when they change, what was assembled from them is assembled again."""
    found = (settings.home / "tables").glob("imported-*.sqlite")
    return tuple(sorted(f"{path.name} {path.stat().st_mtime_ns}" for path in found))


def model(settings: Settings) -> "Model | None":
    """Give the model where a key is set; nothing is opened before it is asked."""
    if settings.openai_api_key is None:
        return None
    from cleanclaim.drafting.chat_openai import ChatOpenAiModel

    return ChatOpenAiModel(
        settings.model, settings.openai_api_key, settings.openai_base_url, settings.prices, settings.model_timeout
    )


def assistant(settings: Settings, today: Callable[[], date] = date.today) -> "Assistant":
    """Give the assistant that every surface uses."""
    from cleanclaim.assistant import Assistant
    from cleanclaim.reading.lexicon import Lexicon

    known = knowledge(settings)
    return Assistant(
        known,
        Lexicon.load(settings.knowledge),
        tables(settings, known),
        retriever(settings, known),
        today,
        book(settings),
        model(settings),
    )


def ledger(settings: Settings) -> "Ledger":
    """Give the file of receipts."""
    from cleanclaim.receipts.ledger import Ledger

    return Ledger(settings.home / "receipts.jsonl", lambda: datetime.now(UTC))


def book(settings: Settings) -> "Book":
    """Give where receipts are kept, or nowhere where they are switched off."""
    from cleanclaim.receipts import NO_BOOK
    from cleanclaim.receipts.book import LedgerBook

    if settings.receipts == "off":
        return NO_BOOK
    return LedgerBook(ledger(settings), settings.receipts == "required", settings.receipt_questions == "redacted")


def replayer(settings: Settings) -> "Replayer":
    """Give what derives decisions again; it opens no index."""
    from cleanclaim.reading.lexicon import Lexicon
    from cleanclaim.receipts.replay import Replayer

    known = knowledge(settings)
    return Replayer(known, tables(settings, known), Lexicon.load(settings.knowledge))


def checker(settings: Settings, today: Callable[[], date] = date.today) -> Checker:
    """Give what checks claims alone; it opens no index and loads no retrieval."""
    known = replace(knowledge_files.load_policies(settings.knowledge), imported=_imported(settings))
    return Checker(known, tables(settings, known), today)
