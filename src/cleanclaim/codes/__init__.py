"""The code systems of a claim: one module a system, each with SYSTEM, PATTERN and validate.

These modules know the *form* of a code. Whether a code exists on a date is a question for the tables.

>>> identify("20552"), identify("j1010"), identify("m5412")
('CPT', 'HCPCS', 'ICD-10-CM')
"""

from collections.abc import Callable
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

from cleanclaim.errors import InvalidCode


def systems() -> tuple[ModuleType, ...]:
    """Give the modules of the family, in alphabetical order."""
    return tuple(import_module(f"{__name__}.{m.name}") for m in sorted(iter_modules(__path__), key=lambda m: m.name))


_CODED: dict[str, Callable[[str], str]] = {m.SYSTEM: m.validate for m in systems() if m.CODES_A_SERVICE_OR_DIAGNOSIS}


def identify(text: str) -> str:
    """Name the system whose form `text` has; raise InvalidCode when it has none."""
    for system, validate in _CODED.items():
        try:
            validate(text)
        except InvalidCode:
            continue
        return system
    raise InvalidCode(
        f"“{text}” has the form of no code: a CPT code is 5 characters, HCPCS a letter and 4 digits, "
        "ICD-10-CM a letter and 2 to 6 characters."
    )


def validate(text: str, *among: str) -> str:
    """Give the canonical form of a code of one of the systems named (all of them when none is named)."""
    for system in among or _CODED:
        try:
            return _CODED[system](text)
        except InvalidCode:
            continue
    expected = " or ".join(among) or "code"
    raise InvalidCode(f"“{text}” does not have the form of a {expected} code.")
