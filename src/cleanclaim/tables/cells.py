"""Turn cells into typed rows and rows into cells, strictly: a cell that does not fit names its column."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

_SEPARATOR = {"predecessors": " ", "successors": " ", "words": " / "}


def to_row(kind: type, cells: Mapping[str, str]) -> Any:
    """Build a row from named cells; raise ValueError naming the column that does not fit."""
    values = {}
    for name, read in _readers(kind):
        try:
            values[name] = read(cells[name])
        except KeyError:
            raise ValueError(f"column {name} is missing") from None
        except ValueError as error:
            raise ValueError(f"{name} “{cells[name]}”: {error}") from None
    return kind(**values)


def to_cells(row: Any) -> list[str]:
    """Give a row's values as text, in field order."""
    return [_write(field.name, getattr(row, field.name)) for field in fields(row)]


def from_cells(kind: type, values: Sequence[str]) -> Any:
    """Build a row from its own cells, as the store keeps them."""
    return kind(*(read(value) for (_, read), value in zip(_readers(kind), values, strict=True)))


def _write(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        return _SEPARATOR.get(name, "\n").join(value)
    return str(value)


@cache
def _readers(kind: type) -> tuple[tuple[str, Callable[[str], Any]], ...]:
    hints = get_type_hints(kind)
    return tuple((field.name, _reader(field.name, hints[field.name])) for field in fields(kind))


def _reader(name: str, hint: Any) -> Callable[[str], Any]:
    if get_origin(hint) is Literal:
        allowed = get_args(hint)

        def choose(text: str) -> str:
            if text not in allowed:
                raise ValueError(f"expected one of {', '.join(allowed)}")
            return text

        return choose
    if hint is date:
        return date.fromisoformat
    if hint == date | None:
        return lambda text: date.fromisoformat(text) if text else None
    if hint is bool:
        return lambda text: {"1": True, "0": False}[text]
    if get_origin(hint) is tuple:
        separator = _SEPARATOR.get(name, "\n")
        return lambda text: tuple(text.split(separator)) if text else ()
    return {int: int, float: float, str: str}[hint]
