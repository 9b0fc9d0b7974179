"""A fiscal year of ICD-10-CM: `icd10cm_order_2027.txt` (fixed width) and, beside it, the tabular XML and the addenda.

Order file, 1-based: 1-5 order number, 7-13 code without its dot, 15 flag (1 billable), 17-76 short, 78- long title.
Notes (excludes, code first, use additional) come from the XML when it is given; without it the year has none. The order
addenda (`Add:` and `Delete:` lines) say which billable codes began and ended with the year.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from cleanclaim.codes import icd10cm
from cleanclaim.errors import InvalidCode, UnreadableFile
from cleanclaim.importing.members import Member
from cleanclaim.tables.rows import Diagnosis, DiagnosisHistory, Release

TABLE = "icd10cm"
ALSO = ("icd10cm_history",)
EXPECTED = "the ICD-10-CM order file, a member such as icd10cm_order_2027.txt (with the tabular XML for the notes and the order addenda for what ended)"
_ORDER = re.compile(r"icd10cm[-_]order[-_](\d{4}).*\.txt", re.IGNORECASE)
_ADDENDA = re.compile(r"icd10cm[-_]order[-_]addenda[-_](\d{4}).*\.txt", re.IGNORECASE)
_CHANGE = re.compile(r"(Add|Delete|Revise from|Revise to):\s+([01])\s+([A-Z][0-9A-Z]{2,6})\s+\S.*")
_TABULAR = re.compile(r"icd-?10c?m?[-_]tabular[-_].*\.xml", re.IGNORECASE)
_NOTES = {
    "excludes1": "excludes1",
    "excludes2": "excludes2",
    "codeFirst": "code_first",
    "useAdditionalCode": "use_additional",
}
Notes = dict[str, dict[str, tuple[str, ...]]]


def recognizes(name: str) -> bool:
    if "addenda" in name.lower():
        return bool(_ADDENDA.fullmatch(name))
    return bool(_ORDER.fullmatch(name) or _TABULAR.fullmatch(name))


def release(names: list[str]) -> Release:
    year = next((int(m[1]) for n in names if (m := _ORDER.fullmatch(n))), None)
    others = {int(m[1]) for n in names if (m := _ADDENDA.fullmatch(n))} - {year}
    if year is not None and others:
        raise UnreadableFile(f"{', '.join(sorted(names))}: members of several years; expected FY{year} alone.")
    if year is None:
        raise UnreadableFile(f"{', '.join(names)}: the order file is missing; expected {EXPECTED}.")
    return Release(
        TABLE, f"FY{year}", date(year - 1, 10, 1), date(year, 9, 30), "CMS ICD-10-CM order file and tabular list"
    )


def read_all(members: list[Member]) -> tuple[Release, dict[str, Iterable[Any]]]:
    """Give the year's release, its codes, and the codes that began or ended with it."""
    return release([m.name for m in members]), {TABLE: rows(members), ALSO[0]: history(members)}


def history(members: list[Member]) -> Iterator[DiagnosisHistory]:
    """Give the billable codes that the addenda begin or end; a code ended while it stays a category names what is below it."""
    for member in members:
        match = _ADDENDA.fullmatch(member.name)
        if match is None:
            continue
        begun, ended = _changes(member)
        first = date(int(match[1]) - 1, 10, 1)
        source = f"CMS ICD-10-CM order addenda FY{match[1]}"
        for code in sorted(begun - ended):
            yield DiagnosisHistory(icd10cm.validate(code), first, None, (), "official", source)
        for code in sorted(ended - begun):
            after = tuple(icd10cm.validate(new) for new in sorted(begun) if new.startswith(code) and new != code)
            last = first - timedelta(days=1)
            yield DiagnosisHistory(icd10cm.validate(code), None, last, after, "official", source)


def _changes(member: Member) -> tuple[set[str], set[str]]:
    """Read the billable codes added and deleted; a title or code file that changes nothing billable gives none."""
    begun: set[str] = set()
    ended: set[str] = set()
    started = False
    for number, line in enumerate(member.lines(), 1):
        change = _CHANGE.fullmatch(line.strip())
        if change is None:
            if started and line.strip():
                raise UnreadableFile(
                    f"{member.name}:{number}: “{line.strip()[:40]}”; expected Add: or Delete:, a flag 0 or 1, a code, titles."
                )
            continue
        started = True
        what, flag, code = change.groups()
        if flag == "1" and what in ("Add", "Delete"):
            (begun if what == "Add" else ended).add(code)
    return begun, ended


def rows(members: list[Member]) -> Iterator[Diagnosis]:
    """Stream the codes of the year; raise UnreadableFile at the first malformed line."""
    year = int(release([m.name for m in members]).version[2:])
    notes: Notes = {}
    for member in members:
        if _TABULAR.fullmatch(member.name):
            notes |= _notes(member)
    for member in members:
        if _ORDER.fullmatch(member.name) and not _ADDENDA.fullmatch(member.name):
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
