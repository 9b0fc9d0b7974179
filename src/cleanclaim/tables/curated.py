"""Read the curated tables of `knowledge/tables/`: strict CSV, every row typed, nothing skipped in silence."""

import csv
from dataclasses import fields
from pathlib import Path
from typing import Any

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.tables import cells
from cleanclaim.tables.rows import IMPORTED, KEYS, KINDS


def read(folder: Path) -> dict[str, list[Any]]:
    """Give every curated table as typed rows; raise BrokenKnowledge with file:line."""
    return {name: _read(folder / f"{name}.csv", name) for name in KINDS if name not in IMPORTED}


def _read(path: Path, name: str) -> list[Any]:
    if not path.is_file():
        raise BrokenKnowledge(f"{path}:1: the table {name} is missing.")
    rows, seen = [], set()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        expected = [field.name for field in fields(KINDS[name])]
        if reader.fieldnames != expected:
            raise BrokenKnowledge(f"{path}:1: expected the columns {', '.join(expected)}.")
        for record in reader:
            try:
                if None in record or None in record.values():
                    raise ValueError(f"expected {len(expected)} cells")
                row = cells.to_row(KINDS[name], record)
            except ValueError as error:
                raise BrokenKnowledge(f"{path}:{reader.line_num}: {error}.") from None
            key = tuple(getattr(row, column) for column in KEYS.get(name, ("code",)))
            if key in seen:
                raise BrokenKnowledge(f"{path}:{reader.line_num}: {' '.join(map(str, key))} stands twice.")
            seen.add(key)
            rows.append(row)
    return rows
