"""JSONL: a line is a claim in notation (a text, or an object with `claim`), or in parts (`{"lines": [...], ...}`)."""

import json
from collections.abc import Iterator
from typing import IO, Any

from cleanclaim.batch.sent import Sent, read, unechoed
from cleanclaim.errors import UnreadableClaim

LONGEST = 1_000_000


def claims(file: IO[bytes], ignored: frozenset[str]) -> Iterator[Sent]:
    """Read one claim a line; empty lines count as lines and as no claim."""
    count = 0
    for number, line in enumerate(bounded(file), 1):
        if line is None or line.strip():
            count += 1
            yield _sent(line, f"line {number}", count, ignored)


def bounded(file: IO[bytes]) -> Iterator[bytes | None]:
    """Give the lines of a file; None in place of one that is longer than a claim can be."""
    first = True
    while line := file.readline(LONGEST + 1):
        if first:
            line, first = line.removeprefix(b"\xef\xbb\xbf"), False
        if len(line) > LONGEST:
            while line and not line.endswith(b"\n"):
                line = file.readline(LONGEST)
            yield None
        else:
            yield line


def _sent(line: bytes | None, place: str, number: int, ignored: frozenset[str]) -> Sent:
    try:
        return Sent(place, number, claim=read(_given(line, ignored)))
    except UnreadableClaim as error:
        return Sent(place, number, fault=unechoed(str(error)))


def _given(line: bytes | None, ignored: frozenset[str]) -> Any:
    if line is None:
        raise UnreadableClaim(f"The line has more than {LONGEST:,} bytes; expected one claim a line.")
    try:
        given = json.loads(line)
    except UnicodeDecodeError:
        raise UnreadableClaim("The line is not UTF-8; expected JSON in UTF-8.") from None
    # Numbers beyond what Python reads and nesting beyond its stack are no claims either.
    except (ValueError, RecursionError):
        raise UnreadableClaim("The line is not JSON; expected a claim in notation or in parts.") from None
    if isinstance(given, dict):
        given = {name: value for name, value in given.items() if name not in ignored}
        unknown = set(given) - {"claim"} - _FIELDS
        if unknown:
            raise UnreadableClaim("The object holds a field that no claim has; expected only " + _EXPECTED)
        if "claim" in given:
            if len(given) > 1:
                raise UnreadableClaim("The object holds claim and other fields; expected one or the other.")
            return given["claim"]
    elif not isinstance(given, str):
        raise UnreadableClaim("The line is neither a text nor an object; expected a claim in notation or in parts.")
    return given


_FIELDS = frozenset(
    "lines diagnoses date_of_service state payer place_of_service muscles muscle_count regions prior guidance "
    "injectates".split()
)
_EXPECTED = ", ".join(("claim", *sorted(_FIELDS))) + " (--ignore leaves others unread)."
