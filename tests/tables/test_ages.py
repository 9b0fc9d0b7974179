"""The age of every table on file is told from its last day, never guessed."""

from datetime import date

from cleanclaim.tables.ages import ages
from cleanclaim.tables.library import Library
from cleanclaim.tables.store import Store


def test_a_release_past_its_last_day_counts_the_days(store: Store) -> None:
    found = {age.release.table: age for age in ages(Library(store), date(2026, 11, 23))}
    assert found["ptp"].days_past == (date(2026, 11, 23) - date(2024, 9, 30)).days and found["ptp"].rows > 0
    assert found["procedures"].days_past is None and not found["procedures"].imported


def test_on_its_last_day_a_release_is_in_force(store: Store) -> None:
    found = {age.release.table: age for age in ages(Library(store), date(2024, 9, 30))}
    assert found["ptp"].days_past is None


def test_an_imported_release_stands_before_the_curated_one(store: Store) -> None:
    both = [age for age in ages(Library(store, (Store(store.path),)), date(2026, 11, 23)) if age.release.table == "mue"]
    assert [age.imported for age in both] == [True, False]
