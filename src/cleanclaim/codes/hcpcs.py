"""HCPCS Level II: a letter and four digits. CMS maintains it.

>>> validate("j3301")
'J3301'
"""

import re

from cleanclaim.errors import InvalidCode

SYSTEM = "HCPCS"
CODES_A_SERVICE_OR_DIAGNOSIS = True
PATTERN = re.compile(r"(?:[ABCEGHJKLPQRSTUV][0-9]|M[01])[0-9]{3}")


def validate(text: str) -> str:
    """Give the canonical form, or raise InvalidCode."""
    code = text.strip().upper()
    if not PATTERN.fullmatch(code):
        raise InvalidCode(f"“{text}” does not have the form of a HCPCS code: a letter and four digits such as J3301.")
    return code
