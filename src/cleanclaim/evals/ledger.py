"""Runs on disk: written line by line as cases end, so that a killed run loses at most the line it was writing."""

from collections.abc import Iterable
from pathlib import Path
from typing import IO, Self

from pydantic import TypeAdapter, ValidationError

from cleanclaim.errors import UnreadableFile
from cleanclaim.evals.run import CaseResult, Conditions, Head, Line, Run, Tail

_LINE: TypeAdapter[Head | CaseResult | Tail] = TypeAdapter(Line)


def read(path: Path) -> Run:
    """Read a run; a last line that was torn by a kill is left out, any other bad line is an error with its number."""
    run, _ = _read(path)
    return run


def runs_in(folder: Path) -> tuple[Run, ...]:
    """Read every whole run of a folder, oldest first."""
    runs = (read(path) for path in folder.glob("*.jsonl"))
    return tuple(sorted((r for r in runs if r.is_whole), key=lambda r: r.head.started))


def write(path: Path, run: Run) -> None:
    """Write a whole run at once, its cases by their ids so that two of them differ only where they differ."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines: Iterable[Head | CaseResult | Tail] = (run.head, *sorted(run.cases, key=lambda c: c.id), *_tail(run))
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(_text(line) for line in lines), encoding="utf-8")
    fresh.replace(path)


class Ledger:
    """A run being written. Open it with `begin` or `resume`."""

    def __init__(self, path: Path, head: Head, done: tuple[CaseResult, ...], file: IO[str]) -> None:
        self.path, self.head, self.done = path, head, done
        self._file = file

    @classmethod
    def begin(cls, path: Path, head: Head) -> Self:
        """Begin a run; a file with an unfinished one is never written over."""
        if path.is_file() and path.stat().st_size and not _is_finished(path):
            raise UnreadableFile(f"{path}: holds an unfinished run; continue it with --resume, or remove the file.")
        path.parent.mkdir(parents=True, exist_ok=True)
        ledger = cls(path, head, (), path.open("w", encoding="utf-8"))
        ledger.add(head)
        return ledger

    @classmethod
    def resume(cls, path: Path, conditions: Conditions) -> Self:
        """Continue an unfinished run; refuse one that was begun under other conditions."""
        run, whole = _read(path)
        if run.tail:
            raise UnreadableFile(f"{path}: the run is finished; nothing is left to resume.")
        changed = differences(run.head.conditions, conditions)
        if changed:
            raise UnreadableFile(f"{path}: begun under other conditions ({'; '.join(changed)}); begin a new run.")
        file = path.open("r+", encoding="utf-8")
        file.truncate(whole)
        file.seek(0, 2)
        return cls(path, run.head, run.cases, file)

    def add(self, line: Head | CaseResult | Tail) -> None:
        self._file.write(_text(line))
        # Out of this process at once: what was added survives a kill.
        self._file.flush()

    def close(self) -> None:
        self._file.close()


def differences(old: Conditions, new: Conditions) -> list[str]:
    """Say in words where two runs' conditions differ."""
    before, after = old.model_dump(mode="json"), new.model_dump(mode="json")
    return [f"{name}: {before[name]}, now {after[name]}" for name in before if before[name] != after[name]]


def _is_finished(path: Path) -> bool:
    try:
        return read(path).tail is not None
    except UnreadableFile:
        # What is no run is no unfinished run either; `--output` may name any file.
        return True


def _read(path: Path) -> tuple[Run, int]:
    """Give the run and how many bytes of the file hold whole lines."""
    if not path.is_file():
        raise UnreadableFile(f"{path}: no such file; expected a run as `cleanclaim eval run` writes it.")
    content = path.read_bytes()
    end = content.rfind(b"\n") + 1
    parts: list[Head | CaseResult | Tail] = []
    for number, line in enumerate(content[:end].splitlines(), 1):
        try:
            parts.append(_LINE.validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            raise UnreadableFile(f"{path}:{number}: no line of a run: {first['msg']}.") from None
    if not parts or not isinstance(parts[0], Head):
        raise UnreadableFile(f"{path}:1: expected the head of a run.")
    cases = {part.id: part for part in parts if isinstance(part, CaseResult)}
    tail = next((part for part in parts if isinstance(part, Tail)), None)
    return Run(head=parts[0], cases=tuple(cases.values()), tail=tail), end


def _tail(run: Run) -> tuple[Tail, ...]:
    return (run.tail,) if run.tail else ()


def _text(line: Head | CaseResult | Tail) -> str:
    return (
        line.model_dump_json(exclude_defaults=True, exclude={"line"}).replace("{", f'{{"line":"{line.line}",', 1) + "\n"
    )
