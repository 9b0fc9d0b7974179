"""Read the units a sentence gives a code: `20553 x3`, `3 units of J3301`, `20553, three units`, `20553 twice`.

>>> [(u.code, u.count) for u in units_of("Report 20553 x3 and four units of J3301, not 20552 twice.")]
[('20553', 3), ('J3301', 4), ('20552', 2)]
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleanclaim.mentions import spoken
from cleanclaim.mentions.folding import fold

_CODE = r"(?P<code>\d{4}[\dT]|[A-Z]\d{4})"
_TIMES = {"once": 1, "twice": 2, "thrice": 3, "in duplicate": 2, "in triplicate": 3, "por duplicado": 2}
_STAR = re.compile(r"(?<![*])\*(?=\s?\d{1,3}(?![\d*]))")
"""A star before a number is a times sign; one before and after is emphasis."""
_AFTER = re.compile(
    rf"(?<![0-9A-Za-z]){_CODE}(?:\s?-\s?[0-9A-Z]{{2}}(?![0-9A-Za-z]))*"
    r"(?:\s?\(?x\s?(?P<x>\d{1,4})(?!\d)|\s\((?P<in>\d{1,3})\)|\stimes\s(?P<t>\d{1,4})(?!\d)|"
    r",?\s\(?(?:with\s|con\s)?(?:an?\s|una\s)?(?:total\s)?(?:qty|quantity|cantidad|units?|unidad\w*)\.?\s?(?:of\s|de\s|:\s?|=\s?)?(?P<q>\d{1,4})(?!\d|\.\d)|"
    r",?\s(?:on|in|en)\s(?P<l>\d{1,3})\s(?:lines|líneas|lineas)|"
    r",?\s\(?(?:with\s|for\s|at\s|con\s|por\s)?(?P<n>\d{1,4})\s(?:units?|unidad\w*|times|veces)|"
    r",?\s(?P<word>once|twice|thrice|in\sduplicate|in\striplicate|por\sduplicado)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\d.])(?P<n>\d{{1,4}})\s?(?:units?|unidad\w*|lines?|líneas?|lineas?|x)\s(?:of\s|de\s)?(?:CPT\s|HCPCS\s)?(?:code\s|código\s)?{_CODE}(?![0-9A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Units:
    """A code with a number of units."""

    code: str
    count: int


def units_of(text: str) -> Iterator[Units]:
    """Give every code of a text that is given units."""
    written = spoken.in_digits(fold(_STAR.sub("x", text)).text)
    for m in sorted((m for p in (_AFTER, _BEFORE) for m in p.finditer(written)), key=lambda m: m.start()):
        found = m.groupdict()
        count = next((found[name] for name in ("x", "n", "q", "l", "t", "in") if found.get(name)), None)
        yield Units(m["code"].upper(), int(count) if count else _TIMES[found["word"].lower()])
