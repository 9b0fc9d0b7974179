"""Keep tables in SQLite files, read-only and immutable; no table is loaded, each question is a look-up."""

import sqlite3
import threading
from collections.abc import Iterable, Mapping
from contextlib import closing
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from cleanclaim.tables import cells
from cleanclaim.tables.rows import KEYS, KINDS, Release


def write(path: Path, tables: Mapping[str, Iterable[Any]]) -> None:
    """Write tables, `releases` among them, into a new file; the caller moves it into place when it is whole.

    Raises ValueError when two rows share a key.
    """
    # A writer that was killed may have left its journal; SQLite would play it back into the new file.
    path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db, db:
        for name, rows in tables.items():
            columns = [field.name for field in fields(KINDS[name])]
            typed = ", ".join(f'"{column}" TEXT NOT NULL' for column in columns)
            key = ", ".join(f'"{column}"' for column in KEYS.get(name, ("code",)))
            db.execute(f"CREATE TABLE {name} ({typed}, PRIMARY KEY ({key})) WITHOUT ROWID")
            marks = ", ".join("?" * len(columns))
            try:
                db.executemany(f"INSERT INTO {name} VALUES ({marks})", map(cells.to_cells, rows))
            except sqlite3.IntegrityError as error:
                raise ValueError(f"two rows of {name} share one key: {error}") from None


class Store:
    """One compiled file of tables. Safe to share between threads; never writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self.find = lru_cache(maxsize=200_000)(self._find)
        self.releases: dict[str, Release] = {row.table: row for row in self.all("releases")}

    def _find(self, table: str, column: str, value: str, column2: str = "", value2: str = "") -> tuple[Any, ...]:
        """Give the rows with a value in a column (and another in a second), in key order."""
        where, values = f'"{column}" = ?', [value]
        if column2:
            where += f' AND "{column2}" = ?'
            values.append(value2)
        return self._rows(table, f"WHERE {where} ORDER BY {self._key(table)}", values)

    def values(self, table: str, column: str, value: str, of: str) -> frozenset[str]:
        """Give the distinct values of one column among the rows with a value in another."""
        found = self._connection().execute(f'SELECT "{of}" FROM {table} WHERE "{column}" = ?', [value])
        return frozenset(intern(each) for (each,) in found)

    def below(self, table: str, prefix: str, column: str = "code") -> tuple[Any, ...]:
        """Give the rows whose code (or other column) starts with a prefix, in key order."""
        where = f'WHERE "{column}" > ? AND "{column}" < ? ORDER BY "{column}"'
        return self._rows(table, where, [prefix, prefix + "~"])

    @lru_cache(maxsize=64)  # noqa: B019 - a store lives as long as the process
    def count(self, table: str, on: str = "") -> int:
        """Count a table's rows, or those in force on a date where rows carry dates."""
        dated = {"effective_from", "effective_to"} <= set({field.name for field in fields(KINDS[table])})
        where = "WHERE effective_from <= ? AND (effective_to = '' OR effective_to >= ?)" if on and dated else ""
        values = [on, on] if where else []
        return int(self._connection().execute(f"SELECT count(*) FROM {table} {where}", values).fetchone()[0])

    def all(self, table: str) -> tuple[Any, ...]:
        """Give every row of a table, in key order."""
        return self._rows(table, f"ORDER BY {self._key(table)}", [])

    def _rows(self, table: str, rest: str, values: list[str]) -> tuple[Any, ...]:
        found = self._connection().execute(f"SELECT * FROM {table} {rest}", values)
        return tuple(cells.from_cells(KINDS[table], row) for row in found)

    @staticmethod
    def _key(table: str) -> str:
        return ", ".join(f'"{column}"' for column in KEYS.get(table, ("code",)))

    def _connection(self) -> sqlite3.Connection:
        if not hasattr(self._local, "db"):
            self._local.db = sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True)
        return self._local.db  # type: ignore[no-any-return]
