"""The chain: each line carries its number, the hash of the line before it, and the hash of its own bytes.

    {"n":2,"previous":"<hash of line 1>","at":"…","kind":"answer",…,"hash":"<SHA-256 of everything before this field>"}

The hash covers the bytes as they stand, up to `,"hash":`, so that any tool can check it and no JSON dialect matters.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

GENESIS = "0" * 64
_SEAL = b',"hash":"'


@dataclass(frozen=True)
class Link:
    """Where the chain stands: the number and hash of its last line."""

    n: int = 0
    hash: str = GENESIS


def sealed(body: str, after: Link, at: str) -> tuple[bytes, Link]:
    """Make the line of a JSON object that follows a link, without its newline."""
    head = f'{{"n":{after.n + 1},"previous":"{after.hash}","at":"{at}",{body[1:-1]}'.encode()
    own = sha256(head).hexdigest()
    return head + _SEAL + own.encode() + b'"}', Link(after.n + 1, own)


@dataclass(frozen=True)
class Kept:
    """One line of the book as read: its number, what it says, and whether its hash is the hash of its bytes."""

    link: Link
    previous: str
    content: dict[str, Any]
    is_intact: bool


def read(line: bytes) -> Kept | None:
    """Read one line; None when it is no line of a book."""
    head, found, seal = line.rstrip(b"\n").rpartition(_SEAL)
    if not found:
        return None
    try:
        content = json.loads(line)
        link = Link(int(content.pop("n")), str(content.pop("hash")))
        previous = str(content.pop("previous"))
    # A number beyond what Python reads, or nesting beyond its stack, is as unreadable as no JSON at all.
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return Kept(
        link, previous, content, is_intact=sha256(head).hexdigest() == link.hash and seal == f'{link.hash}"}}'.encode()
    )
