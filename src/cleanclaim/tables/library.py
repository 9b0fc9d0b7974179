"""Several files of tables as one: the release in force on the date answers, an imported one before the curated."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from cleanclaim.tables.rows import Release
from cleanclaim.tables.store import Store


@dataclass(frozen=True)
class Library:
    """The curated store and whatever was imported beside it."""

    curated: Store
    imported: tuple[Store, ...] = ()

    @classmethod
    def open(cls, curated: Path) -> "Library":
        """Open the curated file and the imported ones in its folder."""
        return cls(Store(curated), tuple(Store(path) for path in sorted(curated.parent.glob("imported-*.sqlite"))))

    def store_for(self, table: str, on: date) -> Store:
        """Give the store that answers: an import in force on the date, else the nearest import, else the curated.

        The nearest import is preferred to curated rows of no nearer release; its version still names the gap.
        """
        return next(iter(self.stores_for(table, on)), self.curated)

    def stores_for(self, table: str, on: date) -> list[Store]:
        """Give every store that holds a table, the one that answers first."""
        holding = [s for s in (*self.imported, self.curated) if table in s.releases]
        return sorted(holding, key=lambda s: (_distance(s.releases[table], on), s is self.curated))

    def has_imported(self, table: str) -> bool:
        return any(table in s.releases for s in self.imported)

    def release(self, table: str, on: date) -> Release:
        return self.store_for(table, on).releases[table]

    def find(self, on: date, table: str, *where: str) -> tuple[Any, ...]:
        """Give the rows of the release that answers."""
        return self.store_for(table, on).find(table, *where)


def _distance(release: Release, on: date) -> int:
    """Count the days from a date to the nearest day the release is in force; 0 inside."""
    if on < release.effective_from:
        return (release.effective_from - on).days
    return max(0, (on - (release.effective_to or date.max)).days)
