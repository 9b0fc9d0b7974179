"""What the lexicon names: muscles, targets of a needle, conditions."""

import re
from dataclasses import dataclass
from datetime import date

_AT_BONE = r"origins?|insertions?|attachments?|enthes"


@dataclass(frozen=True)
class Muscle:
    name: str
    region: str


@dataclass(frozen=True)
class Structure:
    """A joint, tendon, nerve or other target, and the code that a needle into it is, by guidance and date."""

    name: str
    family: str
    code: str
    guided: str
    unguided: str | None = None
    applied: str | None = None
    """The code where the drug is brought to it by swab or catheter and not by needle."""
    both: str | None = None
    """The code of its own that both sides have."""
    further: str | None = None
    """The add-on code of each further level."""
    destroyed: str | None = None
    since: date | None = None
    before: str | None = None
    verified: str = "secondary"

    def code_on(self, on: date, is_guided: bool, is_unguided: bool = False) -> str:
        if self.since and on < self.since and self.before:
            return self.before
        if is_unguided and self.unguided:
            return self.unguided
        return self.guided if is_guided else self.code


@dataclass(frozen=True)
class Condition:
    """A condition and its diagnosis codes by side; `{finger}` stands for the number of the finger."""

    name: str
    none: str
    right: str
    left: str
    both: str


def tendon(name: str) -> Structure:
    """Give a tendon by what is said of the place: its sheath, its origin or insertion, or neither."""
    origin = re.search(_AT_BONE, name) is not None
    open_ = not origin and "sheath" not in name
    family = "tendon-open" if open_ else "tendon-origin" if origin else "tendon-sheath"
    code = "20551" if origin else "20550"
    return Structure(name, family, code, code)
