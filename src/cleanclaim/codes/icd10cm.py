"""ICD-10-CM: a letter, a digit, a digit or letter, then up to four more after a dot. NCHS and CMS maintain it.

>>> validate("m5412"), validate("m54.12"), validate("s39.012a")
('M54.12', 'M54.12', 'S39.012A')
>>> validate("M54.")
'M54'
"""

import re

from cleanclaim.errors import InvalidCode

SYSTEM = "ICD-10-CM"
CODES_A_SERVICE_OR_DIAGNOSIS = True
# U is in use since 2020 (U07.1); FY2026 opened QA0, the only category whose second character is a letter.
PATTERN = re.compile(r"([A-Z][0-9][0-9AB]|QA0)\.?([0-9A-Z]{0,4})")


def validate(text: str) -> str:
    """Give the canonical form with its dot, or raise InvalidCode."""
    match = PATTERN.fullmatch(text.strip().upper())
    if not match:
        raise InvalidCode(f"“{text}” does not have the form of an ICD-10-CM code such as M79.18.")
    category, rest = match.groups()
    return f"{category}.{rest}" if rest else category


def ancestors(code: str) -> tuple[str, ...]:
    """Give the shorter codes above this one, nearest first.

    >>> ancestors("S39.012A")
    ('S39.012', 'S39.01', 'S39.0', 'S39')
    """
    plain = code.replace(".", "")
    return tuple(validate(plain[:n]) for n in range(len(plain) - 1, 2, -1))
