"""CSV with a header: a column `claim` in notation, or one service line a row, rows of one `claim_number` together.

The claim number only groups rows that follow each other; it is never kept. A column of another name is refused, for a
misspelt one would silently change what is checked: name it with --ignore to leave it unread.
"""

import csv
import re
from collections.abc import Iterator
from itertools import groupby
from typing import IO

from cleanclaim.batch.formats.lines import bounded
from cleanclaim.batch.sent import Sent, unechoed
from cleanclaim.claim import Claim, parse, parse_line
from cleanclaim.errors import UnreadableClaim, UnreadableFile
from cleanclaim.reading import dates, places

LONGEST_FIELD = 20_000
_LINE = ("procedure", "modifiers", "units", "pointers")
_LISTS = ("diagnoses", "muscles", "regions", "prior", "injectates")
_ONE = ("date_of_service", "state", "payer", "place_of_service", "guidance")
COLUMNS = ("claim", "claim_number", *_LINE, *_LISTS, *_ONE)
_LABELS = {"diagnoses": "dx", "date_of_service": "dos", "place_of_service": "pos"}
_APART = re.compile(r"[\s;,|-]+")
Row = dict[str, str]


def claims(file: IO[bytes], ignored: frozenset[str]) -> Iterator[Sent]:
    """Read claims of consecutive rows."""
    rows = _rows(file)
    header = _header(next(rows, ("line 1", [], None)), ignored)
    for number, (_, together) in enumerate(groupby(enumerate(rows), key=_grouping(header)), 1):
        yield _sent([row for _, row in together], header, number)


def _rows(file: IO[bytes]) -> Iterator[tuple[str, list[str], str | None]]:
    """Give each record with its lines and its fields, or with why it is none."""
    csv.field_size_limit(LONGEST_FIELD)
    counted = _Counted(bounded(file))
    reader = csv.reader(counted, strict=True)
    while True:
        begins = counted.lines + 1
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            said = "a field is too long, or a quote is not closed" if "limit" in str(error) else str(error)
            yield _place(begins, counted.lines), [], f"The record is not CSV ({said})."
            continue
        if fields:
            yield _place(begins, counted.lines), fields, None


class _Counted:
    """The lines of a file as text, counted; one too long becomes a line that no record can be."""

    def __init__(self, lines: Iterator[bytes | None]) -> None:
        self._lines, self.lines = lines, 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.lines += 1
        return '"too long"x\n' if line is None else line.decode("utf-8", "replace")


def _place(first: int, last: int) -> str:
    return f"line {first}" if last <= first else f"lines {first} to {last}"


def _header(record: tuple[str, list[str], str | None], ignored: frozenset[str]) -> list[str]:
    names = [re.sub(r"[\s_]+", "_", name.strip().lower()) for name in record[1]]
    skipped = {re.sub(r"[\s_]+", "_", name.strip().lower()) for name in ignored}
    if not {"claim", "procedure"} & set(names):
        raise UnreadableFile("The first line names neither claim nor procedure; expected a header of " + _expected())
    for name in names:
        if name not in COLUMNS and name not in skipped:
            raise UnreadableFile(f"“{name[:40]}” is no column of a claim; expected {_expected()}")
        if names.count(name) > 1 and name not in skipped:
            raise UnreadableFile(f"“{name}” is a column twice; expected it once.")
    if "claim" in names and set(names) & set(COLUMNS) - {"claim", "claim_number"}:
        raise UnreadableFile("The header has claim and columns of its parts; expected one or the other.")
    return ["" if name in skipped else name for name in names]


def _expected() -> str:
    return ", ".join(COLUMNS) + " (--ignore NAME leaves another column unread)."


def _grouping(header: list[str]):  # type: ignore[no-untyped-def]
    """Give what tells claims apart: the claim number where there is one, else every row is a claim."""
    at = header.index("claim_number") if "claim_number" in header else None

    def key(row: tuple[int, tuple[str, list[str], str | None]]) -> object:
        order, (_, fields, fault) = row
        own = at is None or fault or len(fields) != len(header) or not fields[at].strip()
        return order if own else fields[at or 0]

    return key


def _sent(together: list[tuple[str, list[str], str | None]], header: list[str], number: int) -> Sent:
    first, last = together[0][0], together[-1][0]
    place = first if first == last else f"lines {first.split()[1]} to {last.split()[-1]}"
    try:
        rows = [_row(each, header) for each in together]
        claim = parse(rows[0]["claim"]) if "claim" in rows[0] else _claim(rows)
    except UnreadableClaim as error:
        return Sent(place, number, fault=unechoed(str(error)))
    return Sent(place, number, claim=claim)


def _row(record: tuple[str, list[str], str | None], header: list[str]) -> Row:
    _, fields, fault = record
    if fault:
        raise UnreadableClaim(fault)
    if len(fields) != len(header):
        raise UnreadableClaim(f"The row has {len(fields)} fields; expected {len(header)} as in the header.")
    row = {name: field.strip() for name, field in zip(header, fields, strict=True) if name}
    for name, field in row.items():
        if "\ufffd" in field:
            raise UnreadableClaim(f"{name} is not UTF-8; expected the file in UTF-8.")
    return row


def _claim(rows: list[Row]) -> Claim:
    """Make one claim of its rows; what is said of the whole claim must be the same on each."""
    said: dict[str, str] = {}
    for name in (*_LISTS, *_ONE):
        values = {row[name]: None for row in rows if row.get(name)}
        if len(values) > 1:
            raise UnreadableClaim(f"{name} differs between rows of one claim; expected one value, or claims apart.")
        said |= dict.fromkeys((name,), *values) if values else {}
    lines = "; ".join(_line(row) for row in rows)
    parts = [f"{_LABELS.get(name, name)} {_value(name, value)}" for name, value in said.items()]
    return parse(" | ".join([lines, *parts]))


def _line(row: Row) -> str:
    modifiers = [m for m in _APART.split(row.get("modifiers", "")) if m]
    units, pointers = row.get("units", ""), [p for p in _APART.split(row.get("pointers", "")) if p]
    if not row["procedure"]:
        raise UnreadableClaim("procedure is empty; expected a CPT or HCPCS code.")
    text = "-".join((row["procedure"], *modifiers))
    text += f" x{units.removesuffix('.0')}" if units else ""
    return str(parse_line(text + (f" ->{','.join(pointers)}" if pointers else "")))


def _value(name: str, value: str) -> str:
    if name == "state":
        return places.canonical_state(value) or value
    if name == "payer":
        # A name that we do not know may be anybody's; no policy on file speaks of it either way.
        return places.known_payer(value) or "commercial"
    if name == "date_of_service":
        return _day(value)
    if name == "place_of_service":
        return value.zfill(2)
    if name == "prior":
        return " ".join(_day(day) for day in re.split(r"[\s;,|]+", value) if day)
    if "|" in value:
        raise UnreadableClaim(f"{name} holds a bar; expected values with spaces or semicolons between them.")
    return re.sub(r"[;,\s]+", " ", value)


def _day(text: str) -> str:
    if re.fullmatch(r"[0-9]{8}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return str(dates.parse(text) or text)
