"""One claim as a file sends it: read, or why it cannot be."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, Protocol

from pydantic import ValidationError

from cleanclaim.claim import Claim, parse
from cleanclaim.errors import UnreadableClaim

_QUOTED = re.compile(r"“.*”", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sent:
    """A claim, or the part of one that belongs to one day, with its place in the file and its number."""

    place: str
    number: int
    claim: Claim | None = None
    fault: str | None = None
    """Why it cannot be read, without what stands there."""
    notes: tuple[str, ...] = ()
    """What the file says and a claim cannot: it was left out of the check."""
    part: int = 1
    parts: int = 1


class Format(Protocol):
    """A file format that claims come in."""

    def __call__(self, file: IO[bytes], ignored: frozenset[str]) -> Iterator[Sent]:
        """Read claims one by one; `ignored` are columns or fields that are left unread. Raises UnreadableFile."""
        ...


def read(sent: Any) -> Claim:
    """Read a claim in notation or in parts; raise UnreadableClaim."""
    if isinstance(sent, str):
        return parse(sent)
    try:
        json.dumps(sent, ensure_ascii=False).encode()
        return Claim.model_validate(sent)
    except UnicodeEncodeError:
        raise UnreadableClaim("The claim holds half a character, which no encoding writes; expected codes.") from None
    except ValidationError as error:
        first = error.errors()[0]
        *above, last = first["loc"] or ("the claim",)
        if first["type"] == "extra_forbidden":
            raise UnreadableClaim(f"{_told(above)}: “{last}” is no field; expected only those of a claim.") from None
        message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
        raise UnreadableClaim(f"{_told([*above, last])}: {message}.") from None


def _told(place: list[Any]) -> str:
    return ".".join(str(part)[:60] for part in place) or "the claim"


def unechoed(message: str) -> str:
    """Take what stood in the file out of a message: it may be a name that slipped into the wrong column."""
    return _QUOTED.sub("What stands there" if message.startswith("“") else "what stands there", message)
