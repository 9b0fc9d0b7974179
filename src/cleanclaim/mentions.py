"""Find every code-shaped span in a text. What is found here is what the guards guard.

>>> [m.code for m in find("Report 20553 (M79.18), not 20552; L39713 and CR 11755 are no codes, nor is 2026-11-23.")]
['20553', 'M79.18', '20552']
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from cleanclaim.codes import icd10cm

_CODE = re.compile(
    r"(?<![\w.$#/=])(?<!\d[,-])"
    r"(?:(?P<icd>[A-TV-Z]\d[\dAB](?:\.[0-9A-Z]{1,4}))(?![0-9A-Za-z])"
    r"|(?P<service>\d{4}[\dT]|[ABCEGHJKLPQRSTUV]\d{4}|M[01]\d{3})(?![\w])(?![.,]\d))"
)
_NO_CODE_BEFORE = re.compile(r"(?:CR|contract|contracts|ZIP|transmittal|ver|version|page|id)\s#?$", re.IGNORECASE)


@dataclass(frozen=True)
class Mention:
    code: str
    start: int
    end: int


# An answer's text is looked through when its codes get their entries and again when the answer is made.
@lru_cache(64)
def find(text: str) -> tuple[Mention, ...]:
    """Give every code-shaped span in order, in canonical form."""
    return tuple(
        Mention(icd10cm.validate(m["icd"]) if m["icd"] else m["service"], m.start(), m.end())
        for m in _CODE.finditer(text)
        if not _NO_CODE_BEFORE.search(text[max(0, m.start() - 14) : m.start()])
    )
