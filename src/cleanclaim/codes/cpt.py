"""CPT: five digits, or four digits and a letter (F, T, U, A or M). The code set is the AMA's.

>>> validate(" 20552 "), validate("0232t")
('20552', '0232T')
>>> validate("2055")
Traceback (most recent call last):
cleanclaim.errors.InvalidCode: “2055” does not have the form of a CPT code: five characters such as 20552.
"""

import re

from cleanclaim.errors import InvalidCode

SYSTEM = "CPT"
CODES_A_SERVICE_OR_DIAGNOSIS = True
PATTERN = re.compile(r"[0-9]{4}[0-9AFMTU]")


def validate(text: str) -> str:
    """Give the canonical form, or raise InvalidCode."""
    code = text.strip().upper()
    if not PATTERN.fullmatch(code):
        raise InvalidCode(f"“{text}” does not have the form of a CPT code: five characters such as 20552.")
    return code
