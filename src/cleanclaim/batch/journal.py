"""What a run of a batch began with, beside its results: only the same input, versions and day may continue it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path
from typing import IO, TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from cleanclaim.checking import versions
from cleanclaim.errors import UnreadableFile
from cleanclaim.receipts.program import program

if TYPE_CHECKING:
    from cleanclaim.batch.running import Batch


class Journal(BaseModel):
    """The input by its hash, and everything that could change a result."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: str
    kind: str
    ignored: tuple[str, ...]
    today: str
    """The day that claims without a date of service are judged by."""
    program: str
    knowledge: str
    tables: dict[str, str]
    is_finished: bool = False

    @classmethod
    def of(cls, batch: "Batch", source: Path) -> "Journal":
        checker = batch.checker
        today = checker.today()
        named = versions(checker.knowledge, checker.tables_on(today))
        with source.open("rb") as file:
            digest = file_digest(file, "sha256").hexdigest()
        return cls(
            input=digest,
            kind=batch.kind,
            ignored=tuple(sorted(batch.ignored)),
            today=str(today),
            program=program(),
            knowledge=named.knowledge,
            tables=named.tables,
        )

    def continued(self, target: Path, out: IO[bytes]) -> Iterator[bytes]:
        """Give the whole lines that an earlier run of the same wrote, and put the file's end behind them."""
        beside = _beside(target)
        if out.seek(0, os.SEEK_END) == 0:
            _write_whole(beside, self.model_dump_json(indent=1))
            return
        self._hold_against(beside, target)
        whole = 0
        out.seek(0)
        for line in out:
            if not line.endswith(b"\n"):
                break
            whole += len(line)
            yield line
        # What a killed run left half written is no result; it is written again.
        out.seek(whole)
        out.truncate()

    def finish(self, target: Path) -> None:
        done = self.model_copy(update={"is_finished": True})
        _write_whole(_beside(target), done.model_dump_json(indent=1))

    def _hold_against(self, beside: Path, target: Path) -> None:
        stands = f"{target} holds something already"
        try:
            begun = Journal.model_validate_json(beside.read_text(encoding="utf-8"))
        except (OSError, ValidationError):
            raise UnreadableFile(f"{stands} that no batch began; name another file or remove it.") from None
        differs = [
            name
            for name in Journal.model_fields
            if name != "is_finished" and getattr(begun, name) != getattr(self, name)
        ]
        if differs:
            raise UnreadableFile(
                f"{stands}, and its run began with another {differs[0]}; name another file, or remove it to begin anew."
            )


@contextmanager
def at_work(target: Path) -> Iterator[IO[bytes]]:
    """Open the results for one run alone. Raises UnreadableFile while another writes them."""
    with target.open("ab+") as out:
        try:
            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise UnreadableFile(
                f"{target} is being written by another run; wait for it, or name another file."
            ) from None
        yield out


def _beside(target: Path) -> Path:
    return target.with_name(target.name + ".run.json")


def _write_whole(path: Path, text: str) -> None:
    fresh = path.with_name(path.name + ".new")
    with fresh.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
