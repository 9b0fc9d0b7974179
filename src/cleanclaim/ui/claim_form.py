"""The fields of the claim form and the notation, each made from the other. Drawing them is the page's work."""

from dataclasses import dataclass

from cleanclaim.claim import Claim


@dataclass(frozen=True)
class LineFields:
    """One service line as a person types it."""

    code: str = ""
    modifiers: str = ""
    units: int = 1
    pointers: str = ""


@dataclass(frozen=True)
class Fields:
    """The form as a person fills it in: texts, that may or may not be readable."""

    lines: tuple[LineFields, ...] = (LineFields(),)
    dx: str = ""
    dos: str = ""
    state: str = ""
    payer: str = ""
    pos: str = ""
    muscles: str = ""
    regions: str = ""
    prior: str = ""
    guidance: str = ""
    injectates: str = ""


LABELS = ("dx", "dos", "state", "payer", "pos", "muscles", "regions", "prior", "guidance", "injectates")
"""The labelled parts, in the order of the notation."""


def fields_of(claim: Claim) -> Fields:
    """Fill the fields from a claim."""
    texts = dict(
        part.split(" ", 1) for part in str(claim).removeprefix("| ").split(" | ") if part.split(" ", 1)[0] in LABELS
    )
    lines = tuple(
        LineFields(line.code, " ".join(line.modifiers), line.units, ",".join(map(str, line.pointers)))
        for line in claim.lines
    )
    return Fields(lines=lines or (LineFields(),), **texts)


def notation_of(fields: Fields) -> str:
    """Write what stands in the fields as notation, readable or not, so that nothing typed is lost."""
    lines = "; ".join(text for each in fields.lines if (text := _line(each)))
    parts = [f"{label} {' '.join(value.split())}" for label in LABELS if (value := getattr(fields, label)).strip()]
    return " | ".join(part for part in (lines, *parts) if part)


def _line(fields: LineFields) -> str:
    if not fields.code.strip():
        return ""
    text = "-".join([fields.code.strip(), *fields.modifiers.replace(",", " ").replace("-", " ").split()])
    text += f" x{fields.units}" if fields.units != 1 else ""
    return text + (f" ->{fields.pointers.strip()}" if fields.pointers.strip() else "")
