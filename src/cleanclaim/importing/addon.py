"""NCCI add-on codes: `AOC_V2026Q4-MCR.txt`, tab separated (or the sheet saved as CSV), one header line.

Column names are folded before they are matched. The format was read from a public reader of the file, not from the
official file itself; a file that differs is refused with the columns it lacks. Ended edits are passed by.
"""

import csv
import re
from collections.abc import Iterator

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.importing.ptp import quarter_of
from cleanclaim.tables.rows import AddOn, Release

TABLE = "addons"
EXPECTED = "the NCCI add-on code file, a member such as AOC_V2026Q4-MCR.txt"
_NAME = re.compile(r"AOC_V(\d{4})Q(\d).*\.(?:txt|csv)", re.IGNORECASE)
_COLUMNS = ("add_on_code", "primary_code", "aoc_edit_del_dt", "aoc_edit_type")


def recognizes(name: str) -> bool:
    return bool(_NAME.fullmatch(name))


def release(names: list[str]) -> Release:
    year, quarter = map(int, _NAME.fullmatch(names[0]).groups())  # type: ignore[union-attr]
    return Release(TABLE, f"{year} Q{quarter}", *quarter_of(year, quarter), "CMS NCCI add-on codes")


def rows(members: list[Member]) -> Iterator[AddOn]:
    """Stream the edits in force; raise UnreadableFile at the first malformed row."""
    for member in members:
        version = release([member.name]).version
        reader = csv.reader(member.text(), delimiter="," if member.name.lower().endswith(".csv") else "\t")
        header = [re.sub(r"[^a-z]+", "_", c.lower()).strip("_") for c in next(reader, [])]
        missing = [c for c in _COLUMNS if c not in header]
        if missing:
            raise UnreadableFile(f"{member.name}:1: no column {', '.join(missing)}.")
        places = [header.index(c) for c in _COLUMNS]
        seen = set()
        for record in reader:
            if not any(c.strip() for c in record):
                continue
            if len(record) <= max(places):
                raise UnreadableFile(f"{member.name}:{reader.line_num}: {len(record)} cells; expected {len(header)}.")
            code, primary, ended, kind = (record[at].strip() for at in places)
            if (
                not re.fullmatch(r"[0-9A-Z]{5}", code)
                or not re.fullmatch(r"[0-9A-Z]{5}", primary)
                or kind not in ("1", "2", "3")
            ):
                raise UnreadableFile(
                    f"{member.name}:{reader.line_num}: “{code} {primary} {kind}”; expected two codes and a type 1, 2 or 3."
                )
            if not ended and (code, primary) not in seen:
                seen.add((code, primary))
                yield AddOn(code, primary, kind, version)  # type: ignore[arg-type]
