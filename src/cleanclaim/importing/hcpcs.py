"""HCPCS Level II: `HCPC2026_OCT_ANWEB.txt` (fixed width) or the sheet saved as CSV.

Text, 1-based: 1-5 code, 6-10 sequence, 11 record (3 a procedure's first line, 4 its continuation, 7 and 8 modifiers),
92-119 short description, 269-276 added, 285-292 terminated. Descriptions of Level II are public.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.importing.ptp import day, quarter_of
from cleanclaim.tables.rows import Procedure, Release

TABLE = "hcpcs"
EXPECTED = "the HCPCS Level II file, a member such as HCPC2026_OCT_ANWEB.txt (or its sheet saved as .csv)"
_NAME = re.compile(r"HCPC(\d{4})_([A-Z]{3})_ANWEB.*\.(?:txt|csv)", re.IGNORECASE)
_MONTHS = {"JAN": 1, "APR": 2, "JUL": 3, "OCT": 4}
_CODE = re.compile(r"[A-Z]\d{4}")


def recognizes(name: str) -> bool:
    match = _NAME.fullmatch(name)
    return bool(match) and match[2].upper() in _MONTHS  # type: ignore[index]


def release(names: list[str]) -> Release:
    year, month = _NAME.fullmatch(names[0]).groups()  # type: ignore[union-attr]
    quarter = _MONTHS[month.upper()]
    return Release(TABLE, f"HCPCS {year} Q{quarter}", *quarter_of(int(year), quarter), "CMS HCPCS Level II")


def rows(members: list[Member]) -> Iterator[Procedure]:
    """Stream the codes; modifiers and continuation lines are passed by their record id."""
    for member in members:
        yield from _sheet(member) if member.name.lower().endswith(".csv") else _fixed(member)


def _fixed(member: Member) -> Iterator[Procedure]:
    for number, line in enumerate(member.lines(), 1):
        if not line.strip():
            continue
        record = line[10:11]
        if record not in ("3", "4", "7", "8"):
            raise UnreadableFile(f"{member.name}:{number}: record “{record}”; expected 3, 4, 7 or 8 in column 11.")
        if record == "3":
            yield _procedure(member, number, line[:5].strip(), line[91:119], line[268:276], line[284:292])


def _sheet(member: Member) -> Iterator[Procedure]:
    reader = csv.DictReader(member.text(), strict=True)
    needed = {"HCPC", "RECID", "SHORT DESCRIPTION", "ADD DT", "TERM DT"}
    if not needed <= set(reader.fieldnames or ()):
        raise UnreadableFile(f"{member.name}:1: expected the columns {', '.join(sorted(needed))}.")
    for row in reader:
        if row["RECID"] == "3":
            yield _procedure(
                member, reader.line_num, row["HCPC"].strip(), row["SHORT DESCRIPTION"], row["ADD DT"], row["TERM DT"]
            )


def _procedure(member: Member, number: int, code: str, label: str, added: str, ended: str) -> Procedure:
    try:
        if not _CODE.fullmatch(code):
            raise ValueError(f"code “{code}”")
        return Procedure(
            code,
            "HCPCS",
            label.strip() or code,
            "other",
            "service",
            _day(added),
            _day(ended),
            (),
            (),
            "CMS HCPCS Level II",
        )
    except ValueError as error:
        raise UnreadableFile(
            f"{member.name}:{number}: {error}; expected a letter and four digits, dates as yyyymmdd."
        ) from None


def _day(text: str) -> date | None:
    return day(text.strip()) if text.strip() else None
