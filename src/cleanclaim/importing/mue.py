"""NCCI medically unlikely edits, practitioner: `MCR_MUE_PractitionerServices_Eff_10-01-2026.csv`.

Record 1 is the AMA's notice with newlines inside quotes; the header's first cell holds a newline, so names are folded.
"""

import csv
import re
from collections.abc import Iterator
from datetime import date

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.importing.ptp import quarter_of
from cleanclaim.tables.rows import Mue, Release

TABLE = "mue"
EXPECTED = "the MUE practitioner table, a member such as MCR_MUE_PractitionerServices_Eff_10-01-2026.csv"
_NAME = re.compile(r"MCR_MUE_PractitionerServices_Eff_(\d\d)-(\d\d)-(\d{4}).*\.csv", re.IGNORECASE)
_HEADER = ("HCPCS/ CPT Code", "Practitioner Services MUE Values", "MUE Adjudication Indicator")


def recognizes(name: str) -> bool:
    return bool(_NAME.fullmatch(name))


def release(names: list[str]) -> Release:
    month, day, year = map(int, _NAME.fullmatch(names[0]).groups())  # type: ignore[union-attr]
    quarter = (date(year, month, day).month + 2) // 3
    return Release(TABLE, f"{year} Q{quarter}", *quarter_of(year, quarter), "CMS NCCI MUE practitioner table")


def rows(members: list[Member]) -> Iterator[Mue]:
    """Stream the edits; raise UnreadableFile at the first malformed row."""
    for member in members:
        found = release([member.name])
        reader = csv.reader(member.text(), strict=True)
        is_open = False
        for record in reader:
            if not is_open:
                is_open = tuple(" ".join(c.split()) for c in record[:3]) == _HEADER
            elif any(c.strip() for c in record):
                yield _mue(member, reader.line_num, record, found)
        if not is_open:
            raise UnreadableFile(f"{member.name}:1: no header; expected the columns {', '.join(_HEADER)}.")


def _mue(member: Member, line: int, record: list[str], found: Release) -> Mue:
    code, value, indicator = (c.strip() for c in record[:3])
    if not re.fullmatch(r"[0-9A-Z]{5}", code) or not value.isdigit() or indicator[:1] not in ("1", "2", "3"):
        raise UnreadableFile(
            f"{member.name}:{line}: “{','.join(record)[:50]}”; expected a code, a number and an indicator 1, 2 or 3."
        )
    return Mue(code, int(value), indicator[0], found.effective_from, found.version)  # type: ignore[arg-type]
