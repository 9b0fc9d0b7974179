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
_TIMES = {"once": 1, "twice": 2, "thrice": 3}
_AFTER = re.compile(
    rf"(?<![0-9A-Za-z]){_CODE}(?:\s?-\s?[0-9A-Z]{{2}}(?![0-9A-Za-z]))*"
    r"(?:\s?\(?x\s?(?P<x>\d{1,4})(?!\d)|,?\s\(?(?:with\s|for\s|at\s|con\s|por\s)?(?P<n>\d{1,4})\s(?:units?|unidad\w*|times|veces)|"
    r",?\s(?P<word>once|twice|thrice)\b)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<![\d.])(?P<n>\d{{1,4}})\s?(?:units?|unidad\w*|x)\s(?:of\s|de\s)?(?:CPT\s|HCPCS\s)?(?:code\s|código\s)?{_CODE}(?![0-9A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Units:
    """A code with a number of units."""

    code: str
    count: int


def units_of(text: str) -> Iterator[Units]:
    """Give every code of a text that is given units."""
    written = spoken.in_digits(fold(text).text)
    for m in sorted((m for p in (_AFTER, _BEFORE) for m in p.finditer(written)), key=lambda m: m.start()):
        found = m.groupdict()
        count = found.get("x") or found.get("n")
        yield Units(m["code"].upper(), int(count) if count else _TIMES[found["word"].lower()])
