"""An objection to something a draft says, and the mark shown in its place."""

from dataclasses import dataclass
from typing import Literal

Fault = Literal[
    "unchecked_code",
    "not_decided",
    "rejected",
    "modifier",
    "units",
    "document",
    "contractor",
    "citation",
    "link",
    "number",
    "verdict",
    "coverage",
    "clean",
    "omission",
    "endless",
]

DRAFT_FAULTS = frozenset(
    {"not_decided", "rejected", "modifier", "units", "citation", "verdict", "coverage", "clean", "omission"}
)
"""Faults of the draft as a whole: it is written anew. The others are single spans, and their mark is enough."""

_SAYS = {
    "en": {
        "unchecked_code": "a code that was not checked for this question",
        "not_decided": "it recommends a code the rules did not decide on",
        "rejected": "it recommends what the rules reject",
        "modifier": "a modifier the rules do not support here",
        "units": "a number of units the rules do not support here",
        "document": "a document that is not on file for this question",
        "contractor": "a document of another contractor",
        "citation": "a source that was not retrieved",
        "link": "an address that is not among the sources",
        "number": "a number that could be a code and could not be checked",
        "verdict": "it contradicts the verdict",
        "coverage": "it claims coverage that was not established",
        "clean": "it calls clean what was not found clean",
        "endless": "a passage too long to be checked",
        "omission": "it leaves out a denied finding",
    },
    "es": {
        "unchecked_code": "un código que no se verificó para esta pregunta",
        "not_decided": "recomienda un código que las reglas no decidieron",
        "rejected": "recomienda lo que las reglas rechazan",
        "modifier": "un modificador que las reglas no respaldan aquí",
        "units": "un número de unidades que las reglas no respaldan aquí",
        "document": "un documento que no está en el archivo para esta pregunta",
        "contractor": "un documento de otro contratista",
        "citation": "una fuente que no se consultó",
        "link": "una dirección que no está entre las fuentes",
        "number": "un número que podría ser un código y no se pudo verificar",
        "verdict": "contradice el veredicto",
        "coverage": "afirma una cobertura que no se estableció",
        "clean": "da por limpio lo que no lo está",
        "endless": "un pasaje demasiado largo para verificarlo",
        "omission": "omite un hallazgo de denegación",
    },
}
_WITHHELD = {"en": "withheld", "es": "retenido"}


@dataclass(frozen=True)
class Objection:
    """What is wrong, where in the segment, and the title of the rule that says so.

    `detail` names the offence for the model that writes anew; it is never shown.
    """

    fault: Fault
    start: int
    end: int
    rule: str = ""
    detail: str = ""

    @property
    def is_of_the_draft(self) -> bool:
        return self.fault in DRAFT_FAULTS


def reason(objection: Objection, language: str) -> str:
    """Say what is wrong in words that name no code."""
    rule = f": {objection.rule.rstrip('.')}" if objection.rule else ""
    return f"{_SAYS[language][objection.fault]}{rule}"


def mark(objection: Objection, language: str) -> str:
    """Give the text shown in the place of what was withheld. It names no code."""
    return f"[{_WITHHELD[language]}: {reason(objection, language)}]"
