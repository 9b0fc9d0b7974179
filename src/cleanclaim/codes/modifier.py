"""Modifiers: two characters after a procedure code.

>>> validate("-xs"), validate("50")
('XS', '50')
"""

import re

from cleanclaim.errors import InvalidCode

SYSTEM = "modifier"
CODES_A_SERVICE_OR_DIAGNOSIS = False
PATTERN = re.compile(r"[0-9A-Z]{2}")

BYPASS = frozenset(
    "E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI "
    "24 25 57 58 78 79 27 59 91 XE XS XP XU".split()
)
"""The modifiers that may bypass a PTP edit with indicator 1 (NCCI Policy Manual 2025, ch. I, I-14)."""

DISTINCT = frozenset({"59", "XE", "XS", "XP", "XU"})
SIDES = frozenset({"LT", "RT", "50"})
DIGITS = frozenset("FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9".split())
"""Fingers and toes."""


def validate(text: str) -> str:
    """Give the canonical form, or raise InvalidCode."""
    modifier = text.strip().lstrip("-").upper()
    if not PATTERN.fullmatch(modifier):
        raise InvalidCode(f"“{text}” does not have the form of a modifier: two characters such as 59 or XS.")
    return modifier
