"""The rows of the reference tables. A row is ended, never deleted; an empty date means open or not known."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cleanclaim.citation import Grade


@dataclass(frozen=True, slots=True)
class Procedure:
    """A CPT or HCPCS code of the family, with our own label and what one unit of it counts."""

    code: str
    system: Literal["CPT", "HCPCS"]
    label: str
    family: str
    unit: str
    effective_from: date | None
    effective_to: date | None
    predecessors: tuple[str, ...]
    """What was reported for the same work before the code began."""
    successors: tuple[str, ...]
    source: str

    def is_in_force(self, on: date) -> bool:
        return (self.effective_from or date.min) <= on <= (self.effective_to or date.max)


@dataclass(frozen=True, slots=True)
class PtpEdit:
    """A procedure-to-procedure edit: column 2 is not paid beside column 1 unless indicator 1 is used truthfully."""

    column1: str
    column2: str
    effective_from: date | None
    effective_to: date | None
    indicator: Literal["0", "1", "9"]
    release: str


@dataclass(frozen=True, slots=True)
class Mue:
    """A medically unlikely edit: the most units, by line (1), by day as policy (2) or by day as a benchmark (3)."""

    code: str
    value: int
    adjudication: Literal["1", "2", "3"]
    effective_from: date
    release: str


@dataclass(frozen=True, slots=True)
class Fee:
    """What the physician fee schedule says of a code: global days, bilateral and multiple indicators."""

    code: str
    status: str
    global_days: str
    bilateral: Literal["0", "1", "2", "3", "9"]
    multiple: str
    effective_from: date
    release: str


@dataclass(frozen=True, slots=True)
class AddOn:
    """An add-on code and one primary code it may stand beside; primary CCCCC leaves it to the contractor."""

    code: str
    primary: str
    type: Literal["1", "2", "3"]
    release: str


@dataclass(frozen=True, slots=True)
class Drug:
    """A drug code, the words people use for the drug, and the dose that one unit is."""

    code: str
    name: str
    words: tuple[str, ...]
    dose: float
    measure: str
    dispute: str
    """Where sources count the unit otherwise: what they say, in a sentence; empty where they agree."""
    verified: Grade
    source: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """An ICD-10-CM code of one fiscal year; notes carry their own text, one a line."""

    code: str
    year: int
    title: str
    billable: bool
    excludes1: tuple[str, ...]
    excludes2: tuple[str, ...]
    code_first: tuple[str, ...]
    use_additional: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DiagnosisHistory:
    """When a diagnosis code of the family began or ended as a billable code."""

    code: str
    effective_from: date | None
    effective_to: date | None
    successors: tuple[str, ...]
    verified: Grade
    source: str


@dataclass(frozen=True, slots=True)
class ModifierRow:
    code: str
    label: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    setting: Literal["facility", "non-facility"]
    source: str


@dataclass(frozen=True, slots=True)
class Denial:
    """A code of a remittance: a claim adjustment reason (CARC) or a remark (RARC), in our own words."""

    code: str
    kind: Literal["CARC", "RARC"]
    meaning: str
    remedy: str
    verified: Grade
    source: str


@dataclass(frozen=True, slots=True)
class Jurisdiction:
    """The Medicare contractor for Part B of a state, and where the state is split."""

    state: str
    mac: str
    name: str
    jurisdiction: str
    exception: str
    source: str


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A coverage document as imported: an LCD with its article, or either alone; `facts` is its policy as JSON."""

    key: str
    parts: tuple[str, ...]
    """The versions it is made of, such as L39656.9 and A59480.7; passages belong to them."""
    effective_from: date | None
    effective_to: date | None
    facts: str


@dataclass(frozen=True, slots=True)
class DocumentName:
    """What an imported document is found by: a procedure code it names, or its own number."""

    code: str
    document: str


@dataclass(frozen=True, slots=True)
class ImportedPassage:
    """A piece of an imported document's text."""

    id: str
    section: str
    answers: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Release:
    """One release of one table and the dates it is the one in force; an open end means until replaced."""

    table: str
    version: str
    effective_from: date
    effective_to: date | None
    source: str


KINDS: dict[str, type] = {
    "procedures": Procedure,
    "ptp": PtpEdit,
    "mue": Mue,
    "pfs": Fee,
    "addons": AddOn,
    "drugs": Drug,
    "icd10cm": Diagnosis,
    "icd10cm_history": DiagnosisHistory,
    "modifiers": ModifierRow,
    "places": Place,
    "denials": Denial,
    "jurisdictions": Jurisdiction,
    "releases": Release,
    "hcpcs": Procedure,
    "documents": ImportedDocument,
    "document_names": DocumentName,
    "passages": ImportedPassage,
}
IMPORTED = frozenset({"icd10cm", "hcpcs", "documents", "document_names", "passages"})
"""The tables that no curated file holds."""
KEYS: dict[str, tuple[str, ...]] = {
    "ptp": ("column1", "column2", "effective_from", "effective_to"),
    "mue": ("code", "effective_from"),
    "pfs": ("code", "effective_from"),
    "addons": ("code", "primary"),
    "icd10cm": ("code", "year"),
    "jurisdictions": ("state",),
    "releases": ("table",),
    "documents": ("key",),
    "document_names": ("code", "document"),
    "passages": ("id",),
}
"""The columns that make a row unique; `code` where not named."""
