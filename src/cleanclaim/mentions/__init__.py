"""Find what a text shows: the codes written in it (`find`), and everything that could be read as one (`recognise`).

One recogniser serves both guards: an `Answer` refuses codes that `find` sees and nobody checked, and the gate judges
every span that `recognise` sees, so what the gate lets through an answer can hold.

>>> [m.code for m in find("Report 20553 (M79.18), not 20552; L39713 and CR 11755 are no codes, nor is 2026-11-23.")]
['20553', 'M79.18', '20552']
"""

from dataclasses import dataclass
from functools import lru_cache

from cleanclaim.mentions.spans import Form, Kind, Span, plain_codes, recognise

__all__ = ["Form", "Kind", "Mention", "Span", "find", "recognise"]


@dataclass(frozen=True)
class Mention:
    """A code and where it stands in the text."""

    code: str
    start: int
    end: int


# An answer's text is looked through when its codes get their entries and again when the answer is made.
@lru_cache(64)
def find(text: str) -> tuple[Mention, ...]:
    """Give every code written in a text in order, in canonical form."""
    return tuple(Mention(s.value, s.start, s.end) for s in plain_codes(text) if s.form == "plain")
