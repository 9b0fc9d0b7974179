"""Find the words of a query, or a quote, in a text by offsets, and mark them."""

import re
from collections.abc import Iterable
from html import escape

Span = tuple[int, int]
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9.]*[A-Za-z0-9]|[A-Za-z0-9]")
_SMALL = frozenset(
    "a an and are as at be by can does for from how if in is it many may much no not of often on or should than that the "
    "this to was what when which who why with".split()
)


def spans(text: str, query: str) -> tuple[Span, ...]:
    """Give where the words of a query stand in a text, in order; small words are left out.

    >>> spans("Two sessions; M79.18.", "how many sessions for M79.18")
    ((4, 12), (14, 20))
    """
    wanted = {_stem(word) for word in _WORD.findall(query)} - _SMALL
    return tuple(m.span() for m in _WORD.finditer(text) if _stem(m[0]) in wanted)


def inside(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Give one span, kept within the text; none where it is empty."""
    start, end = max(0, start), min(len(text), end)
    return ((start, end),) if start < end else ()


def marked(text: str, found: Iterable[Span]) -> str:
    """Give the text as HTML with the spans marked; everything in it is escaped."""
    parts, at = [], 0
    for start, end in sorted(found):
        if start >= at:
            parts += [escape(text[at:start]), f"<mark>{escape(text[start:end])}</mark>"]
            at = end
    return "".join((*parts, escape(text[at:]))).replace("\n", "<br>")


def _stem(word: str) -> str:
    folded = word.lower()
    return folded[:-1] if len(folded) > 3 and folded.endswith("s") and not folded.endswith("ss") else folded
