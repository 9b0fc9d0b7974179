"""NCCI procedure-to-procedure edits, practitioner: `ccipra-v323r0-f1.TXT` … `f4`, tab separated, seven columns.

Header lines are told by their first two fields, never by their number. Rows are history: the same pair comes again with
other dates. v32.3 is 2026 Q4.
"""

import re
from collections.abc import Iterator
from datetime import date

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.tables.rows import PtpEdit, Release

TABLE = "ptp"
EXPECTED = "NCCI PTP practitioner edits, members such as ccipra-v323r0-f1.TXT"
_NAME = re.compile(r"ccipra-v(\d\d)(\d)r\d+-f\d.*\.txt", re.IGNORECASE)
_CODE = re.compile(r"(?=.*\d)[0-9A-Z]{5}")
_FIRST_YEAR = 1994  # v30 is 2024


def recognizes(name: str) -> bool:
    return bool(_NAME.fullmatch(name))


def release(names: list[str]) -> Release:
    """Name the quarter from the members' version; all members must be of one."""
    versions = {_NAME.fullmatch(n).groups() for n in names}  # type: ignore[union-attr]
    if len(versions) > 1:
        raise UnreadableFile(f"{', '.join(sorted(names))}: members of several versions; expected one quarter.")
    major, minor = map(int, versions.pop())
    year, quarter = _FIRST_YEAR + major, minor + 1
    return Release(
        TABLE, f"{year} Q{quarter} (v{major}.{minor})", *quarter_of(year, quarter), "CMS NCCI PTP practitioner edits"
    )


def quarter_of(year: int, quarter: int) -> tuple[date, date]:
    """Give the first and last day of a quarter."""
    last = {1: (3, 31), 2: (6, 30), 3: (9, 30), 4: (12, 31)}[quarter]
    return date(year, 3 * quarter - 2, 1), date(year, *last)


def rows(members: list[Member]) -> Iterator[PtpEdit]:
    """Stream the edits; raise UnreadableFile at the first malformed row. A row said twice is kept once."""
    version = release([m.name for m in members]).version.split(" (")[0]
    for member in sorted(members, key=lambda m: m.name.lower()):
        previous: PtpEdit | None = None
        for number, line in enumerate(member.lines(), 1):
            cells = [c.strip() for c in line.split("\t")]
            if len(cells) < 2 or not (_CODE.fullmatch(cells[0]) and _CODE.fullmatch(cells[1])):
                if previous is not None and line.strip():
                    raise UnreadableFile(
                        f"{member.name}:{number}: “{line[:40]}” is no edit; expected two codes and five columns."
                    )
                continue
            edit = _edit(member, number, cells, version)
            if edit != previous:
                yield edit
            previous = edit


def _edit(member: Member, number: int, cells: list[str], version: str) -> PtpEdit:
    try:
        one, two, _, since, until, indicator, *_ = cells
        if indicator not in ("0", "1", "9"):
            raise ValueError(f"indicator {indicator}")
        return PtpEdit(one, two, day(since), None if until in ("*", "") else day(until), indicator, version)  # type: ignore[arg-type]
    except ValueError as error:
        raise UnreadableFile(
            f"{member.name}:{number}: {error}; expected dates as yyyymmdd and an indicator 0, 1 or 9."
        ) from None


def day(text: str) -> date:
    """Read a date as yyyymmdd."""
    if len(text) != 8 or not text.isdigit():
        raise ValueError(f"date “{text}”")
    return date(int(text[:4]), int(text[4:6]), int(text[6:]))
