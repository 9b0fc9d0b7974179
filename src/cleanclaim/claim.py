"""The claim and its one-line notation, which rules, tests, CLI, API, evals, articles and the chat all speak.

>>> claim = parse("20553; 99213-25; J1010 x40 | dx m7918 M79.12 | dos 2026-03-14 | state fl | muscles trapezius-R")
>>> str(claim)
'20553; 99213-25; J1010 x40 | dx M79.18 M79.12 | dos 2026-03-14 | state FL | muscles trapezius-R'
>>> parse(str(claim)) == claim
True

Service lines first (code, modifiers after `-`, units after `x`, an optional pointer `->1,2` to the diagnoses),
then labelled parts in any order, all optional. It is a notation, not a language.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cleanclaim import codes
from cleanclaim.codes import icd10cm, modifier
from cleanclaim.errors import InvalidCode, UnreadableClaim

LONGEST = 20_000
Side = Literal["L", "R", "B"]


def _procedure(text: str) -> str:
    return codes.validate(text, "CPT", "HCPCS")


Procedure = Annotated[str, AfterValidator(_procedure)]
Diagnosis = Annotated[str, AfterValidator(icd10cm.validate)]
Modifier = Annotated[str, AfterValidator(modifier.validate)]
Word = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")]


def _muscle(name: str) -> str:
    # In the notation a bare number is a count and a last -R is a side, so a name is neither.
    if name.isdigit() or name[-2:] in ("-l", "-r", "-b"):
        raise ValueError(f"“{name}” is not a muscle's name; expected a word such as trapezius, with its side apart")
    return name


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Part):
    """One service line: a procedure code, its modifiers, its units and the diagnoses it points to (1-based)."""

    code: Procedure
    modifiers: tuple[Modifier, ...] = ()
    units: int = Field(default=1, ge=1, le=99_999)
    pointers: tuple[Annotated[int, Field(ge=1)], ...] = ()

    def __str__(self) -> str:
        text = "-".join((self.code, *self.modifiers))
        if self.units != 1:
            text += f" x{self.units}"
        if self.pointers:
            text += " ->" + ",".join(map(str, self.pointers))
        return text


class Muscle(_Part):
    """A muscle that was injected and its side, where the record names one."""

    name: Annotated[Word, AfterValidator(_muscle)]
    side: Side | None = None

    def __str__(self) -> str:
        return f"{self.name}-{self.side}" if self.side else self.name


class Claim(_Part):
    """What was or would be billed, and the facts of the session that rules need. Nothing is required."""

    lines: tuple[Line, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    date_of_service: date | None = None
    state: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    payer: Word | None = None
    place_of_service: str | None = Field(default=None, pattern=r"^[0-9]{2}$")
    muscles: tuple[Muscle, ...] = ()
    muscle_count: int | None = Field(default=None, ge=0, le=700)
    regions: tuple[Word, ...] = ()
    prior: tuple[date, ...] = ()
    guidance: Word | None = None
    injectates: tuple[Word, ...] = ()

    def __str__(self) -> str:
        parts = ["; ".join(map(str, self.lines))]
        parts += (f"{label} {' '.join(values)}" for label, values in self._facts() if values)
        return " | ".join(parts).strip()

    def _facts(self) -> Iterator[tuple[str, list[str]]]:
        yield "dx", list(self.diagnoses)
        yield "dos", _one(self.date_of_service)
        yield "state", _one(self.state)
        yield "payer", _one(self.payer)
        yield "pos", _one(self.place_of_service)
        yield "muscles", _one(self.muscle_count) + [str(m) for m in self.muscles]
        yield "regions", list(self.regions)
        yield "prior", [str(d) for d in self.prior]
        yield "guidance", _one(self.guidance)
        yield "injectates", list(self.injectates)

    @property
    def procedure_codes(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([line.code for line in self.lines]))

    def count_muscles(self) -> int | None:
        """Count distinct muscles, each side for itself; None when the claim does not say."""
        if self.muscles:
            named = {(m.name, s) for m in self.muscles for s in (("L", "R") if m.side == "B" else (m.side,))}
            return max(len(named), self.muscle_count or 0)
        return self.muscle_count

    def diagnoses_of(self, line: Line) -> tuple[str, ...]:
        """Give the diagnoses a line points to; all of them when it points to none."""
        if not line.pointers:
            return self.diagnoses
        return tuple(self.diagnoses[p - 1] for p in line.pointers if 0 < p <= len(self.diagnoses))

    def replace(self, **facts: Any) -> "Claim":
        """Give a checked copy with other facts."""
        return Claim.model_validate({**dict(self), **facts})


def _one(value: object) -> list[str]:
    return [] if value is None else [str(value)]


_LINE = re.compile(
    r"(?P<code>[0-9A-Za-z]{5})(?P<modifiers>(?:\s*-\s*[0-9A-Za-z]{2})*)"
    r"(?:\s*[xX×]\s*(?P<units>[0-9]{1,6}))?(?:\s*->\s*(?P<pointers>[0-9]+(?:\s*,\s*[0-9]+)*))?"
)
# Each label: the field it fills and an example for the message when it cannot be read.
_LABELS = {
    "dx": ("diagnoses", "M79.18"),
    "dos": ("date_of_service", "2026-03-14"),
    "state": ("state", "FL"),
    "payer": ("payer", "medicare"),
    "pos": ("place_of_service", "11"),
    "muscles": ("muscles", "trapezius-R"),
    "regions": ("regions", "neck"),
    "prior": ("prior", "2026-01-04"),
    "guidance": ("guidance", "ultrasound"),
    "injectates": ("injectates", "lidocaine"),
}


def parse_line(text: str) -> Line:
    """Read one service line such as `20610-RT x1 ->1`."""
    match = _LINE.fullmatch(text.strip())
    if not match:
        raise UnreadableClaim(
            f"“{text.strip()[:60]}” is not a claim line; expected a code, modifiers after -, "
            "units after x, such as 20553-59 x1."
        )
    try:
        return Line(
            code=match["code"],
            modifiers=tuple(m for m in re.split(r"\s*-\s*", match["modifiers"].strip()) if m),
            units=int(match["units"] or 1),
            pointers=tuple(int(p) for p in (match["pointers"] or "").split(",") if p),
        )
    except ValueError as error:
        raise _unreadable(text, error) from None


def parse(text: str) -> Claim:
    """Read a claim in notation; raise UnreadableClaim with the offending part and what was expected."""
    if not text.strip():
        raise UnreadableClaim("The claim is empty; expected notation such as 20552 | dx M79.18 | state FL.")
    if len(text) > LONGEST:
        raise UnreadableClaim(f"The claim has {len(text):,} characters; expected at most {LONGEST:,}.")
    head, *parts = text.split("|")
    if head.split() and head.split()[0].lower() in _LABELS and not _LINE.fullmatch(head.strip()):
        head, parts = "", [head, *parts]
    facts: dict[str, object] = {"lines": tuple(parse_line(part) for part in head.split(";") if part.strip())}
    for part in parts:
        field, value = _read_part(part)
        if field in facts:
            raise UnreadableClaim(f"“{part.strip()[:60]}” is given twice; expected each label once.")
        facts[field] = value
        if field == "muscles":
            facts |= _muscles(part.split()[1:])
    try:
        return Claim.model_validate(facts)
    except ValueError as error:
        raise _unreadable(text, error) from None


def _read_part(part: str) -> tuple[str, object]:
    words = part.replace(",", " ").split()
    label = words[0].lower() if words else ""
    if label not in _LABELS:
        raise UnreadableClaim(
            f"“{part.strip()[:60]}” starts with no known label; expected one of {', '.join(_LABELS)}."
        )
    values = words[1:]
    if not values:
        raise UnreadableClaim(f"“{label}” has no value; expected something such as {label} {_LABELS[label][1]}.")
    if label in ("dos", "state", "payer", "pos", "guidance"):
        if len(values) > 1:
            raise UnreadableClaim(f"“{part.strip()[:60]}” has {len(values)} values; expected one.")
        value = values[0].upper() if label == "state" else values[0].lower()
        return _LABELS[label][0], _date(value) if label == "dos" else value
    if label == "prior":
        return "prior", tuple(_date(v) for v in values)
    if label == "dx":
        return "diagnoses", tuple(values)
    return _LABELS[label][0], tuple(v.lower() for v in values)


def _muscles(words: Iterable[str]) -> dict[str, object]:
    named: list[dict[str, str | None]] = []
    count = None
    for word in words:
        if word.isdigit():
            count = int(word)
            continue
        name, _, side = word.rpartition("-")
        if name and side.upper() in ("L", "R", "B"):
            named.append({"name": name.lower(), "side": side.upper()})
        else:
            named.append({"name": word.lower(), "side": None})
    return {"muscles": tuple(named), "muscle_count": count}


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UnreadableClaim(f"“{text}” is not a date; expected year-month-day such as 2026-03-14.") from None


def _unreadable(text: str, error: ValueError) -> UnreadableClaim:
    """Turn the first complaint of pydantic or a code system into one sentence."""
    complaints = getattr(error, "errors", None)
    if complaints is None or isinstance(error, InvalidCode):
        return UnreadableClaim(str(error))
    first = complaints()[0]
    message = str(first["msg"]).removeprefix("Value error, ")
    where = ".".join(str(p) for p in first["loc"])
    shown = str(first.get("input", text))[:60]
    return UnreadableClaim(message if "“" in message else f"“{shown}” cannot be read as {where}: {message}.")
