"""Fold a question for matching without moving a character, so that every span still points into the original."""

import re
import unicodedata
from functools import lru_cache

_ZERO_WIDTH = {"\u200b", "\u200c", "\u200d", "\ufeff", "\u2060", "\u00ad"}
_LIKE = {"–": "-", "—": "-", "‑": "-", "−": "-", "’": "'", "‘": "'", "“": '"', "”": '"', "×": "x", "\u00a0": " "}
# `trigger pt`, `trig pnt`, `triger point`: written as the other short form, whose length makes no difference to matching.
_SHORT = re.compile(r"\b(?!trigger[ -]points?\b)trig(?:g?er)?[ .-]{1,2}p(?:oin|oi|on|n)?ts?\b")


def fold(text: str) -> str:
    """Lower-case, full-width to plain, accents off; one character in gives one character out."""
    return _SHORT.sub(lambda short: "tpi".ljust(len(short[0])), "".join(map(_fold, text)))


@lru_cache(4096)
def _fold(char: str) -> str:
    if char in _LIKE:
        return _LIKE[char]
    if char in _ZERO_WIDTH or char.isspace():
        return " "
    plain = unicodedata.normalize("NFKD", char)[:1].lower()
    return plain if len(plain) == 1 else char
