"""Read the tables of the coverage database strictly: by the names of their columns, each row with its line."""

import csv
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member

_LONGEST_CELL = 64 * 1024 * 1024
"""Whole policy texts stand in one cell; the csv module's own limit is 128 kB."""


class Row(NamedTuple):
    """The wanted cells of one row, and where it stands."""

    cells: tuple[str, ...]
    where: str


def read(member: Member, *columns: str) -> Iterator[Row]:
    """Give the wanted columns of every row; raise UnreadableFile for a missing column or a row of another width."""
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(member.text())
    header = [name.strip().lower() for name in next(rows, [])]
    missing = [name for name in columns if name not in header]
    if missing:
        raise UnreadableFile(f"{member.name}:1: no column {', '.join(missing)}; expected {', '.join(columns)}.")
    at = [header.index(name) for name in columns]
    try:
        for row in rows:
            if len(row) != len(header):
                raise UnreadableFile(f"{member.name}:{rows.line_num}: {len(row)} cells; expected {len(header)}.")
            yield Row(tuple(row[i].strip() for i in at), f"{member.name}:{rows.line_num}")
    except csv.Error as error:
        raise UnreadableFile(f"{member.name}:{rows.line_num}: {error}; expected a CSV of the export.") from None


def day(text: str, where: str) -> date | None:
    """Read a date such as `2026-04-01 00:00:00`; an empty cell is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise UnreadableFile(f"{where}: “{text[:30]}” is no date; expected one such as 2026-04-01 00:00:00.") from None


def known_day(text: str, where: str) -> date:
    """Read a date that every row has."""
    found = day(text, where)
    if found is None:
        raise UnreadableFile(f"{where}: an empty date; expected one such as 2026-04-01 00:00:00.")
    return found
