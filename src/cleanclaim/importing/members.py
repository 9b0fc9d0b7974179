"""Open official files as members: a plain file is one, a zip holds many, also a zip within a zip."""

import io
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cleanclaim.errors import UnreadableFile


@dataclass(frozen=True)
class Member:
    """A text file inside what was given. `lines` streams it; encodings differ, so UTF-8 comes first, then cp1252."""

    name: str
    stream: IO[bytes]

    def lines(self) -> Iterator[str]:
        """Give the lines without their ends."""
        for raw in self.stream:
            yield _decode(raw).rstrip("\r\n")

    def text(self) -> io.TextIOBase:
        """Give the whole as text for a CSV reader, newlines inside quotes kept."""
        return io.StringIO(_decode(self.stream.read()), newline="")


def _decode(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="strict" if b"\x81" not in raw else "replace")


@contextmanager
def open_members(files: tuple[Path, ...]) -> Iterator[list[Member]]:
    """Open every member of the files; raise UnreadableFile for one that is missing or a broken zip."""
    with ExitStack() as stack:
        members: list[Member] = []
        for path in files:
            if not path.is_file():
                raise UnreadableFile(f"{path}: no such file; expected a file or zip as CMS publishes it.")
            if zipfile.is_zipfile(path) and path.suffix.lower() != ".xlsx":
                members += _zipped(stack.enter_context(zipfile.ZipFile(path)), stack)
            elif path.suffix.lower() == ".zip":
                raise UnreadableFile(f"{path}: not a whole zip; download it again.")
            else:
                members.append(Member(path.name, stack.enter_context(path.open("rb"))))
        yield members


def _zipped(archive: zipfile.ZipFile, stack: ExitStack) -> list[Member]:
    found: list[Member] = []
    for info in archive.infolist():
        if info.is_dir():
            continue
        stream = stack.enter_context(archive.open(info))
        if info.filename.lower().endswith(".zip"):
            inner = stack.enter_context(zipfile.ZipFile(io.BytesIO(stream.read())))
            found += _zipped(inner, stack)
        else:
            found.append(Member(Path(info.filename).name, stream))
    return found
