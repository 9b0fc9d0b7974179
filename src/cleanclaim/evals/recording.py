"""What a model said, stored once: each request by its digest with the whole of the reply, one JSON object a line.

A request holds only what the adapter sends, which is redacted; keys and other headers are never stored.
"""

import json
import threading
from collections import defaultdict
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from cleanclaim.errors import UnreadableFile

_Line = TypeVar("_Line", bound=BaseModel)


class Made(BaseModel):
    """What a recording is of: the model, and the day its questions were judged by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    model: str
    today: date


class Reply(BaseModel):
    """One reply: its status, its kind, and its body as far as it was read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    request: str
    status: int
    kind: str
    body: str


def digest(path: str, body: bytes) -> str:
    """Name a request by what it asks; the order of its keys does not matter."""
    try:
        canonical = json.dumps(json.loads(body), sort_keys=True).encode() if body else b""
    except ValueError:
        canonical = body
    return sha256(path.encode() + b"\n" + canonical).hexdigest()


class Recording:
    """Replies by request. The same request asked again gets its next reply, and at the end its last."""

    def __init__(self, path: Path, made: Made, replies: list[Reply]) -> None:
        self.path, self.made = path, made
        self._replies: dict[str, list[Reply]] = defaultdict(list)
        for reply in replies:
            self._replies[reply.request].append(reply)
        self._asked: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    @classmethod
    def begin(cls, path: Path, made: Made) -> Self:
        """Begin a recording, or go on with one of the same model and day."""
        if path.is_file() and path.stat().st_size:
            old = cls.read(path)
            if old.made != made:
                raise UnreadableFile(f"{path}: is of {old.made.model} on {old.made.today}; record to another file.")
            return old
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made.model_dump_json() + "\n", encoding="utf-8")
        return cls(path, made, [])

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a recording; a last line that was torn by a kill is left out."""
        try:
            lines = path.read_bytes().split(b"\n")[:-1]
        except OSError as error:
            raise UnreadableFile(f"{path}: {error.strerror}; expected a recording.") from None
        made = _line(Made, path, 1, lines[0] if lines else b"")
        return cls(path, made, [_line(Reply, path, number, line) for number, line in enumerate(lines[1:], 2)])

    def add(self, reply: Reply) -> None:
        """Store a reply at once."""
        with self._lock, self.path.open("a", encoding="utf-8") as file:
            self._replies[reply.request].append(reply)
            file.write(reply.model_dump_json() + "\n")

    def find(self, request: str) -> Reply | None:
        """Give the next reply to a request, or None where it was never asked."""
        with self._lock:
            known: list[Any] = self._replies.get(request, [])
            at = self._asked[request]
            self._asked[request] += 1
        return known[min(at, len(known) - 1)] if known else None


def _line(kind: type[_Line], path: Path, number: int, line: bytes) -> _Line:
    try:
        return kind.model_validate_json(line)
    except ValidationError as error:
        raise UnreadableFile(f"{path}:{number}: no line of a recording: {error.errors()[0]['msg']}.") from None
