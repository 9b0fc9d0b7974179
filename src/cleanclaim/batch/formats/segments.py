"""The segments of an X12 file, one at a time, by pyx12's raw reader.

Its higher readers were measured and left: `X12Reader` builds an object an element (a twenty-fifth of the speed of splitting),
`X12ContextReader` walks a map (a six-hundredth). The raw reader ends without a word at an empty segment, at a segment longer
than its buffer and at a last segment without its terminator: what it left is taken up here, or said.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, TextIO, cast

from pyx12.errors import X12Error
from pyx12.rawx12file import RawX12File

from cleanclaim.errors import UnreadableFile

LONGEST = 100_000
_STEP = 1 << 16
_OTHER = "an interchange with other delimiters begins here; split the file before it."


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment: its number in the file, its name, its elements (the name is element 0), the mark inside composites."""

    number: int
    elements: list[str]
    component: str

    @property
    def name(self) -> str:
        return self.elements[0]

    def __getitem__(self, at: int) -> str:
        """Give an element by its X12 number; empty when it is not there."""
        return self.elements[at].strip() if at < len(self.elements) else ""

    def parts(self, at: int) -> list[str]:
        """Give the components of a composite element."""
        return [part.strip() for part in self[at].split(self.component)]


@dataclass(frozen=True, slots=True)
class Broken:
    """A place where the file holds something that is no segment, and whether the reading ends there."""

    number: int
    why: str
    ends: bool = False


def segments(file: IO[bytes]) -> Iterator[Segment | Broken]:
    """Read the segments of a file; raise UnreadableFile where it does not begin as an interchange."""
    raw = _opened(file)
    element, component = raw.ele_term, raw.subele_term
    number = 0
    while True:
        for line in raw:
            number += 1
            elements = line.strip().split(element)
            if elements[0] == "ISA" and number > 1 and not _is_alike(line, raw):
                yield Broken(
                    number, "an interchange with other delimiters begins here; split the file before it.", True
                )
                return
            yield Segment(number, elements, component)
        if raw.seg_term in raw.buffer:
            number += 1
            yield Broken(number, "the segment is empty.")
            continue
        more = raw.fd.read(_STEP)
        raw.buffer += more
        if not more:
            break
        if len(raw.buffer) > LONGEST:
            yield Broken(number + 1, _why(raw, f"no segment ends within {LONGEST:,} characters."), True)
            return
    if raw.buffer.strip():
        yield Broken(number + 1, _why(raw, "the file ends within a segment."), True)


def _why(raw: RawX12File, otherwise: str) -> str:
    return _OTHER if raw.buffer.lstrip().startswith("ISA") else otherwise


def _opened(file: IO[bytes]) -> RawX12File:
    try:
        raw = RawX12File(cast(TextIO, _Text(file)))
    except X12Error as error:
        why = str(error).partition(":")[0].partition(" for ")[0]
        raise UnreadableFile(f"The file is not X12: {why}; expected an ISA segment of 106 characters.") from None
    marks = [raw.ele_term, raw.subele_term, raw.seg_term]
    if len(set(marks)) < 3 or any(mark.isalnum() or mark == " " for mark in marks):
        raise UnreadableFile(
            "The ISA segment names no delimiters that can be told apart; expected 106 characters that end in the mark "
            "inside composites and the mark that ends a segment."
        )
    begins = raw.buffer[106:].lstrip()
    if begins and not begins.startswith("GS" + raw.ele_term):
        raise UnreadableFile("No GS segment follows ISA; expected one, in the delimiters that ISA names.")
    return raw


class _Text:
    """The file as text, without its byte order mark and what stands before ISA; bytes of no encoding become a mark."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._begun = file, False
        self._held = ""

    def read(self, size: int) -> str:
        """Read about so many characters, exactly so many at first."""
        import codecs

        if not self._begun:
            self._begun = True
            self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
            while len(self._held) < size and (more := self._file.read(_STEP)):
                self._held = (self._held + self._decoder.decode(more)).lstrip()
            given, self._held = self._held[:size], self._held[size:]
            return given
        if self._held:
            given, self._held = self._held, ""
            return given
        more = self._file.read(_STEP)
        return self._decoder.decode(more, final=not more)


def _is_alike(line: str, raw: RawX12File) -> bool:
    return len(line) == 105 and line[3] == raw.ele_term and line[-1] == raw.subele_term
