"""How old the tables are: every release on file, whether it is the one in force, and for how long it has not been."""

from dataclasses import dataclass
from datetime import date

from cleanclaim.tables.library import Library
from cleanclaim.tables.rows import Release


@dataclass(frozen=True)
class Age:
    """One release of one table on a date. `days_past` counts from its last day; None while it is in force."""

    release: Release
    rows: int
    days_past: int | None
    imported: bool
    file: str


def ages(library: Library, today: date) -> tuple[Age, ...]:
    """Give the age of every table on file, by name; an imported release before the curated one."""
    found = [
        Age(release, store.count(release.table), _past(release, today), store is not library.curated, store.path.name)
        for store in (*library.imported, library.curated)
        for release in store.releases.values()
    ]
    return tuple(sorted(found, key=lambda age: (age.release.table, not age.imported)))


def _past(release: Release, today: date) -> int | None:
    ended = release.effective_to
    return (today - ended).days if ended and ended < today else None
