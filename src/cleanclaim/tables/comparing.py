"""Say which rows that decide verdicts changed between two compiled files of tables."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from cleanclaim.tables.rows import KEYS, KINDS
from cleanclaim.tables.store import Store

_NOT_DECIDING = {"release", "source", "label"}


def differences(older: Store, newer: Store, family: set[str]) -> Iterator[str]:
    """Give a line for every row of the family that came, went or changed, and a count when none did."""
    for table in sorted(set(older.releases) & set(newer.releases) - {"releases"}):
        before, after = (_family_rows(store, table, family) for store in (older, newer))
        changed = [key for key in sorted(before.keys() | after.keys()) if before.get(key) != after.get(key)]
        for key in changed:
            yield f"{table} {' '.join(k for k in key if k)}: {_told(before.get(key))} -> {_told(after.get(key))}"
        yield f"{table}: {len(changed)} of {len(after):,} family rows changed"


def _family_rows(store: Store, table: str, family: set[str]) -> dict[tuple[str, ...], dict[str, str]]:
    names = [field.name for field in fields(KINDS[table])]
    codes = [name for name in ("code", "column1", "column2", "primary") if name in names]
    key = [name for name in KEYS.get(table, ("code",)) if name != "effective_to"]
    found = {}
    for row in store.all(table):
        if all(getattr(row, name) in family or getattr(row, name) == "CCCCC" for name in codes):
            told = {name: str(getattr(row, name) or "") for name in names if name not in _NOT_DECIDING}
            found[tuple(told[name] for name in key if name != "effective_from" or table == "ptp")] = told
    return found


def _told(row: dict[str, Any] | None) -> str:
    return "none" if row is None else ", ".join(f"{name} {value}" for name, value in row.items() if value)
