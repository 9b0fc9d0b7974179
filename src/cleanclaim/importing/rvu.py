"""The physician fee schedule's relative value file: `PPRRVU2026_Oct_nonQPP.csv`.

Ten preamble lines, the header stacked over several; a column came in 2025 (PRIC IND), so names are matched, not places.
Descriptors (the AMA's) are never read into the table. Only rows without a modifier are kept.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.tables.rows import Fee, Release

TABLE = "pfs"
EXPECTED = "a relative value file, a member such as PPRRVU2026_Oct_nonQPP.csv"
_NAME = re.compile(r"PPRRVU(\d{2}|\d{4})_([A-Z]{3})[A-Z]*(?:_nonQPP)?.*\.csv", re.IGNORECASE)
_MONTHS = {"JAN": 1, "APR": 4, "JUL": 7, "OCT": 10}
_COLUMNS = {"HCPCS": 0, "MOD": 0, "STATUS CODE": 0, "GLOB DAYS": 0, "BILAT SURG": 0, "MULT PROC": 0}


def recognizes(name: str) -> bool:
    match = _NAME.fullmatch(name)
    return bool(match) and match[2].upper() in _MONTHS and "_QPP" not in name.upper()  # type: ignore[index]


def release(names: list[str]) -> Release:
    year, month = _NAME.fullmatch(names[0]).groups()  # type: ignore[union-attr]
    since = date(int(year) % 100 + 2000, _MONTHS[month.upper()], 1)
    until = date(since.year, since.month + 2, 31 if since.month in (1, 10) else 30)
    return Release(TABLE, f"{since.year} {month.title()}", since, until, "CMS PFS relative value file")


def rows(members: list[Member]) -> Iterator[Fee]:
    """Stream the indicators; raise UnreadableFile at the first malformed row."""
    for member in members:
        found = release([member.name])
        reader = csv.reader(member.text(), strict=True)
        stacked: list[list[str]] = []
        columns: dict[str, int] | None = None
        for record in reader:
            if columns is not None:
                if any(c.strip() for c in record):
                    fee = _fee(member, reader.line_num, record, columns, found)
                    if fee:
                        yield fee
                continue
            stacked.append(record)
            if record and record[0].strip() == "HCPCS":
                columns = _columns(stacked)
                missing = _COLUMNS.keys() - columns.keys()
                if missing:
                    raise UnreadableFile(f"{member.name}:{reader.line_num}: no column {', '.join(sorted(missing))}.")
        if columns is None:
            raise UnreadableFile(f"{member.name}:1: no header line that starts with HCPCS.")


def _columns(stacked: list[list[str]]) -> dict[str, int]:
    """Join the header's lines: `STATUS` over `CODE` is `STATUS CODE`."""
    # The preamble's titles stand in the descriptor's column only; the stack above the header is read by column.
    width = len(stacked[-1])
    joined = {}
    for at in range(width):
        above = [r[at].strip() for r in stacked[-4:] if at < len(r) and r[at].strip()]
        joined[" ".join(above)] = at
    return joined


def _fee(member: Member, line: int, record: list[str], columns: dict[str, int], found: Release) -> Fee | None:
    try:
        code, modifier, status, days, bilateral, multiple = (record[columns[name]].strip() for name in _COLUMNS)
    except IndexError:
        raise UnreadableFile(
            f"{member.name}:{line}: {len(record)} cells; expected {max(columns.values()) + 1}."
        ) from None
    if modifier:
        return None
    if not re.fullmatch(r"[0-9A-Z]{5}", code) or bilateral not in ("0", "1", "2", "3", "9") or not status:
        raise UnreadableFile(
            f"{member.name}:{line}: “{','.join(record)[:50]}”; expected a code, a status and a bilateral indicator."
        )
    return Fee(code, status, days, bilateral, multiple, found.effective_from, found.version)  # type: ignore[arg-type]
