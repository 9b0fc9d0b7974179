"""Import the official tables from the files CMS publishes: one module a kind, each with the same face.

A module has TABLE (the table it fills), EXPECTED (what its file is, for messages), `recognizes(name)`, `release(name)`
and `rows(members)`; one that fills several tables has `read_all(members)` in place of the last two. Importing is one atomic, versioned step: rows stream into a fresh file, which is moved into place
only when it is whole; killed at any point, the previous version serves.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member, open_members
from cleanclaim.locking import locked
from cleanclaim.tables import store
from cleanclaim.tables.rows import Release

LICENSE = (
    "These files stand behind CMS's click-through licence (CPT is the AMA's). Read it at cms.gov, then repeat the "
    "command with --accept-license."
)


@dataclass(frozen=True)
class Imported:
    """What one import put in place."""

    release: Release
    rows: int
    path: Path


def kinds() -> tuple[str, ...]:
    """Give the kinds of file that can be imported."""
    return tuple(sorted(m.name for m in iter_modules(__path__) if m.name != "members"))


def import_files(
    kind: str, files: Iterable[Path], home: Path, progress: Callable[[int], None] = lambda n: None
) -> Imported:
    """Import files of one kind into the home folder; raise UnreadableFile with file and line, and change nothing."""
    if kind not in kinds():
        raise UnreadableFile(f"“{kind}” is no kind of file; expected one of {', '.join(kinds())}.")
    reader = import_module(f"{__name__}.{kind}")
    with open_members(tuple(files)) as members:
        mine = [m for m in members if reader.recognizes(m.name)]
        if not mine:
            raise UnreadableFile(_not_it(reader, [m.name for m in members]))
        folder = home / "tables"
        with locked(home):
            release, tables = _compile(reader, mine)
            folder.mkdir(parents=True, exist_ok=True)
            target = folder / f"imported-{release.table}-{_slug(release.version)}.sqlite"
            fresh = target.with_suffix(".new")
            # Under the lock nobody else writes here: what a killed import left is of no use.
            for left in folder.glob("*.new*"):
                left.unlink(missing_ok=True)
            counter = _Counter(progress)
            try:
                counted = {name: counter.count(rows) for name, rows in tables.items()}
                also = [replace(release, table=name) for name in getattr(reader, "ALSO", ())]
                store.write(fresh, {**counted, "releases": [release, *also]})
                if not counter.seen:
                    raise UnreadableFile(f"{mine[0].name}: no row was found; expected {reader.EXPECTED}.")
                fresh.rename(target)
            except ValueError as error:
                raise UnreadableFile(f"{mine[0].name}: {error}; nothing was imported.") from None
            finally:
                fresh.unlink(missing_ok=True)
    return Imported(release, counter.seen, target)


def _compile(reader: ModuleType, members: list[Member]) -> tuple[Release, dict[str, Iterable[Any]]]:
    if hasattr(reader, "read_all"):
        release, tables = reader.read_all(members)
        return release, tables
    return reader.release([m.name for m in members]), {reader.TABLE: reader.rows(members)}


class _Counter:
    def __init__(self, progress: Callable[[int], None]) -> None:
        self.seen, self._progress = 0, progress

    def count(self, rows: Iterable[Any]) -> Iterator[Any]:
        for row in rows:
            self.seen += 1
            if self.seen % 20_000 == 0:
                self._progress(self.seen)
            yield row
        self._progress(self.seen)


def _not_it(reader: ModuleType, names: list[str]) -> str:
    """Say what a wrong file is, where another kind recognizes it, and what was expected."""
    others = [k for k in kinds() if any(import_module(f"{__name__}.{k}").recognizes(n) for n in names)]
    shown = ", ".join(names[:4]) or "nothing"
    it_is = f"; it is a file for `cleanclaim import {others[0]}`" if others else ""
    return f"{shown}: not {reader.EXPECTED}{it_is}; expected {reader.EXPECTED}."


def _slug(text: str) -> str:
    return "".join(c if c.isalnum() else "-" for c in text).strip("-").lower()


__all__ = ["LICENSE", "Imported", "Member", "import_files", "kinds"]
