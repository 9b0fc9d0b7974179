"""The file of receipts: several processes append to it, and nothing acknowledged is lost.

A line is acknowledged when `fdatasync` returned. Threads of one process share that cost: whoever holds the turn writes the
lines of all who wait. Processes take turns by a lock on the file. What a killed process left half written was acknowledged
to no one: it stays where it is, and the next line says how many bytes were torn and what their hash is.
"""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Literal

from cleanclaim.errors import ReceiptUnwritable
from cleanclaim.receipts.chain import Kept, Link, read, sealed

_STEP = 1 << 16


@dataclass
class _Waiting:
    body: str
    link: Link | None = None
    fault: str | None = None
    ready: threading.Event = field(default_factory=threading.Event)
    """Set when the line is written or has failed, or when its thread is to write for all who wait."""


@dataclass
class Ledger:
    """A hash-chained file. `now` gives the time of a line."""

    path: Path
    now: Callable[[], datetime]
    _pending: list[_Waiting] = field(default_factory=list, init=False)
    _queue: threading.Lock = field(default_factory=threading.Lock, init=False)
    _is_led: bool = field(default=False, init=False)
    """Whether a thread writes, or was told to."""
    _known: tuple[int, int, Link] | None = field(default=None, init=False)
    """The file's inode and size after our last line, and where the chain then stood."""

    def append(self, body: str) -> Link:
        """Append one JSON object and give its place, once it is on the disk. Raises ReceiptUnwritable."""
        mine = _Waiting(body)
        with self._queue:
            self._pending.append(mine)
            leads, self._is_led = not self._is_led, True
        if not leads:
            mine.ready.wait()
        if mine.link is None and mine.fault is None:
            self._lead()
        if mine.link is None:
            raise ReceiptUnwritable(mine.fault or "")
        return mine.link

    def _lead(self) -> None:
        """Write for all who wait, then let one of those who came meanwhile do the same."""
        with self._queue:
            batch, self._pending = self._pending, []
        try:
            self._commit(batch)
        finally:
            for each in batch:
                each.ready.set()
            with self._queue:
                self._is_led = bool(self._pending)
                if self._pending:
                    self._pending[0].ready.set()

    def lines(self) -> Iterator[bytes]:
        """Give every line as it stands, with its newline."""
        if self.path.exists():
            with self.path.open("rb") as file:
                yield from file

    def newest(self) -> Iterator[Kept]:
        """Give what can be read, the newest first."""
        if self.path.exists():
            with self.path.open("rb") as file:
                size = os.fstat(file.fileno()).st_size
                yield from (kept for line in _backwards(file.fileno(), size) if (kept := read(line)))

    def find(self, name: str, key: Literal["id", "of"] = "id") -> Kept | None:
        """Find the receipt of an answer by the answer's id, or (`of`) the line that says it was reworded."""
        wanted = f'"{key}":"{name}"'.encode()
        for line in self.lines():
            if wanted in line and (kept := read(line)) and kept.content.get(key) == name:
                return kept
        return None

    def _commit(self, batch: list[_Waiting]) -> None:
        fault = "it could not be written"
        links: list[Link] = []
        try:
            links = self._write([each.body for each in batch])
        except OSError as error:
            fault = f"{error.strerror or error}: {self.path}"
        except ReceiptUnwritable as error:
            fault = str(error)
        finally:
            for at, each in enumerate(batch):
                each.link, each.fault = (links[at], None) if links else (None, fault)

    def _write(self, bodies: list[str]) -> list[Link]:
        is_new = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)
            stat = os.fstat(file)
            if self._known and self._known[:2] == (stat.st_ino, stat.st_size):
                start, link = b"", self._known[2]
            else:
                start, link = self._mended(file, stat.st_size)
            at, lines, links = self.now().isoformat(timespec="milliseconds"), [start], []
            for body in bodies:
                line, link = sealed(body, link, at)
                lines.append(line + b"\n")
                links.append(link)
            self._durably(file, b"".join(lines), stat.st_size)
            self._known = (stat.st_ino, stat.st_size + sum(map(len, lines)), link)
            if is_new:
                _sync_folder(self.path.parent)
            return links
        finally:
            os.close(file)

    def _durably(self, file: int, data: bytes, size: int) -> None:
        """Write all of it to the disk; on any fault take back what was written, for it was acknowledged to no one."""
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(file, view) :]
            os.fdatasync(file)
        except OSError:
            self._known = None
            with suppress(OSError):
                os.ftruncate(file, size)
            raise

    def _mended(self, file: int, size: int) -> tuple[bytes, Link]:
        """Give where the chain stands, and what must come first when the file ends in a torn line."""
        torn: list[bytes] = []
        for line in _backwards(file, size):
            kept = read(line)
            if kept and kept.is_intact:
                return self._repaired(torn, kept.link, line.endswith(b"\n"))
            if not torn and line.endswith(b"\n"):
                raise ReceiptUnwritable(
                    f"the last line of {self.path} was changed; `cleanclaim receipts verify` says how"
                )
            torn.append(line)
        return self._repaired(torn, Link(), True)

    def _repaired(self, torn: list[bytes], link: Link, is_ended: bool) -> tuple[bytes, Link]:
        if not torn:
            return (b"" if is_ended else b"\n"), link
        pieces = [piece.rstrip(b"\n") for piece in reversed(torn)]
        said = [{"bytes": len(piece), "sha256": sha256(piece).hexdigest()} for piece in pieces]
        body = json.dumps({"kind": "repair", "torn": said}, separators=(",", ":"))
        line, link = sealed(body, link, self.now().isoformat(timespec="milliseconds"))
        return b"\n" + line + b"\n", link


def _backwards(file: int, size: int) -> Iterator[bytes]:
    """Give the lines of a file from the last to the first, each with its newline where it has one."""
    rest, at = b"", size
    while at > 0:
        step = min(_STEP, at)
        at -= step
        rest = os.pread(file, step, at) + rest
        while (cut := rest.rfind(b"\n", 0, len(rest) - 1)) >= 0:
            yield rest[cut + 1 :]
            rest = rest[: cut + 1]
    if rest:
        yield rest


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
