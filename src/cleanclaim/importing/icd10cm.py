"""A fiscal year of ICD-10-CM: `icd10cm_order_2027.txt` (fixed width) and, beside it, the tabular XML with the notes.

Order file, 1-based: 1-5 order number, 7-13 code without its dot, 15 flag (1 billable), 17-76 short, 78- long title.
Notes (excludes, code first, use additional) come from the XML when it is given; without it the year has none.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from datetime import date

from cleanclaim.codes import icd10cm
from cleanclaim.errors import InvalidCode, UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.tables.rows import Diagnosis, Release

TABLE = "icd10cm"
EXPECTED = "the ICD-10-CM order file, a member such as icd10cm_order_2027.txt (with the tabular XML for the notes)"
_ORDER = re.compile(r"icd10cm[-_]order[-_](\d{4}).*\.txt", re.IGNORECASE)
_TABULAR = re.compile(r"icd-?10c?m?[-_]tabular[-_].*\.xml", re.IGNORECASE)
_NOTES = {
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code_first",
    "useAdditionalCode": "use_additional",
}
Notes = dict[str, dict[str, tuple[str, ...]]]


def recognizes(name: str) -> bool:
    return bool(_ORDER.fullmatch(name) or _TABULAR.fullmatch(name)) and "addenda" not in name.lower()


def release(names: list[str]) -> Release:
    year = next((int(m[1]) for n in names if (m := _ORDER.fullmatch(n))), None)
    if year is None:
        raise UnreadableFile(f"{', '.join(names)}: the order file is missing; expected {EXPECTED}.")
    return Release(
        TABLE, f"FY{year}", date(year - 1, 10, 1), date(year, 9, 30), "CMS ICD-10-CM order file and tabular list"
    )


def rows(members: list[Member]) -> Iterator[Diagnosis]:
    """Stream the codes of the year; raise UnreadableFile at the first malformed line."""
    year = int(release([m.name for m in members]).version[2:])
    notes: Notes = {}
    for member in members:
        if _TABULAR.fullmatch(member.name):
            notes |= _notes(member)
    for member in members:
        if _ORDER.fullmatch(member.name):
            for number, line in enumerate(member.lines(), 1):
                if line.strip():
                    yield _diagnosis(member, number, line, year, notes)


def _diagnosis(member: Member, number: int, line: str, year: int, notes: Notes) -> Diagnosis:
    order, plain, flag, title = line[:5], line[6:13].strip(), line[14:15], (line[77:] or line[16:76]).strip()
    try:
        code = icd10cm.validate(plain)
    except InvalidCode:
        code = ""
    if not order.strip().isdigit() or not code or flag not in ("0", "1") or not title:
        raise UnreadableFile(
            f"{member.name}:{number}: “{line[:40]}”; expected order number, code, flag 0 or 1 and titles."
        )
    own = notes.get(code, {})
    return Diagnosis(code, year, title, flag == "1", *(own.get(name, ()) for name in _NOTES.values()))


def _notes(member: Member) -> Notes:
    """Read the notes of every code of the tabular list."""
    try:
        root = ElementTree.parse(member.stream).getroot()
    except ElementTree.ParseError as error:
        raise UnreadableFile(f"{member.name}:{error.position[0]}: not whole XML; expected the tabular list.") from None
    found: Notes = {}
    for diag in root.iter("diag"):
        name = diag.findtext("name", "")
        for tag, field in _NOTES.items():
            texts = tuple(note.text.strip() for note in diag.findall(f"{tag}/note") if note.text)
            if name and texts:
                found.setdefault(name, {})[field] = texts
    return found
