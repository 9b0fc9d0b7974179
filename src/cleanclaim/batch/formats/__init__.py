"""The formats claims come in, one file each, found by what a file begins with or by its name."""

from pathlib import Path
from typing import Literal

from cleanclaim.batch.formats import columns, lines, professional
from cleanclaim.batch.sent import Format
from cleanclaim.errors import UnreadableFile

Kind = Literal["csv", "jsonl", "837"]
KINDS: dict[Kind, Format] = {"csv": columns.claims, "jsonl": lines.claims, "837": professional.claims}
_SUFFIXES: dict[str, Kind] = {
    ".csv": "csv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".837": "837",
    ".837p": "837",
    ".x12": "837",
    ".edi": "837",
}


def kind_of(path: Path) -> Kind:
    """Tell the format of a file by its first bytes, else by its name; raise UnreadableFile when neither tells."""
    with path.open("rb") as file:
        begins = file.read(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    if begins.startswith(b"ISA"):
        return "837"
    if begins[:1] in (b"{", b'"') and path.suffix.lower() != ".csv":
        return "jsonl"
    if kind := _SUFFIXES.get(path.suffix.lower()):
        return kind
    raise UnreadableFile(f"{path}: neither its name nor its beginning tells its format; expected .csv, .jsonl or .837.")
