"""One code as of a date: what every table on file says of it, and which release said so."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim import codes as systems
from cleanclaim.citation import Grade
from cleanclaim.finding import TableVersion
from cleanclaim.knowledge import Knowledge
from cleanclaim.tables import Tables


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class UnitEdit(_Part):
    """The MUE in force: the most units, by line (1), by day as policy (2) or by day as a benchmark (3)."""

    value: int
    adjudication: Literal["1", "2", "3"]
    release: str


class FeeFacts(_Part):
    """What the physician fee schedule says of the code."""

    status: str
    global_days: str
    bilateral: str
    multiple: str
    release: str


class DrugFacts(_Part):
    """What one unit of a drug code is."""

    name: str
    dose: float
    measure: str
    verified: Grade
    source: str


class DiagnosisNotes(_Part):
    """The notes that ICD-10-CM sets beside a diagnosis."""

    excludes1: tuple[str, ...] = ()
    excludes2: tuple[str, ...] = ()
    code_first: tuple[str, ...] = ()
    use_additional: tuple[str, ...] = ()


class CodeRecord(_Part):
    """A code as of a date. Null means that nothing on file says so, never that all is well."""

    code: str
    system: Literal["CPT", "HCPCS", "ICD-10-CM"]
    label: str
    on: date
    in_force: bool | None
    """Whether the code may be billed on the date; null where its dates are not on file."""
    effective_from: date | None = None
    effective_to: date | None = None
    successors: tuple[str, ...] = ()
    family: str | None = None
    unit: str | None = None
    mue: UnitEdit | None = None
    fee: FeeFacts | None = None
    drug: DrugFacts | None = None
    primaries: tuple[str, ...] = ()
    """The codes an add-on code may stand beside."""
    fiscal_year: int | None = None
    notes: DiagnosisNotes | None = None
    below: tuple[str, ...] = ()
    """The billable codes below a category."""
    policies: tuple[str, ...] = ()
    """The coverage documents in force that name the procedure."""
    source: str | None = None
    tables: tuple[TableVersion, ...] = ()
    """The releases that answered, each with its gap where it is not the one in force on the date."""


def code(text: str, tables: Tables, knowledge: Knowledge) -> CodeRecord | None:
    """Find a code by its form; None when no table holds it. Raises InvalidCode where the text has no code's form."""
    system = systems.identify(text)
    canonical = systems.validate(text, system)
    return _diagnosis(canonical, tables) if system == "ICD-10-CM" else _service(canonical, tables, knowledge)


def _diagnosis(code: str, tables: Tables) -> CodeRecord | None:
    row, past = tables.diagnosis(code), tables.diagnosis_history(code)
    version = tables.version("icd10cm")
    if row is None and past is None:
        return None
    begun = past is None or (past.effective_from or date.min) <= tables.on <= (past.effective_to or date.max)
    return CodeRecord(
        code=code,
        system="ICD-10-CM",
        label=row.title if row else "no title on file",
        on=tables.on,
        # The year loaded speaks for its own dates alone; for others only a row of the code's history does.
        in_force=bool(row and row.billable and begun) if past or version.gap is None else None,
        effective_from=past.effective_from if past else None,
        effective_to=past.effective_to if past else None,
        successors=past.successors if past else (),
        fiscal_year=row.year if row else None,
        notes=DiagnosisNotes(
            excludes1=row.excludes1,
            excludes2=row.excludes2,
            code_first=row.code_first,
            use_additional=row.use_additional,
        )
        if row
        else None,
        below=() if row is None or row.billable else tuple(d.code for d in tables.diagnoses_below(code)),
        source=past.source if past else None,
        tables=(version,),
    )


def _service(code: str, tables: Tables, knowledge: Knowledge) -> CodeRecord | None:
    row, mue, fee, drug = tables.procedure(code), tables.mue(code), tables.fee(code), tables.drug(code)
    if row is None:
        return None
    consulted = ["procedures", *(["mue"] if mue else []), *(["pfs"] if fee else [])]
    return CodeRecord(
        code=code,
        system=row.system,
        label=row.label,
        on=tables.on,
        in_force=row.is_in_force(tables.on),
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        successors=row.successors,
        family=row.family,
        unit=row.unit,
        mue=UnitEdit(value=mue.value, adjudication=mue.adjudication, release=mue.release) if mue else None,
        fee=FeeFacts(
            status=fee.status,
            global_days=fee.global_days,
            bilateral=fee.bilateral,
            multiple=fee.multiple,
            release=fee.release,
        )
        if fee
        else None,
        drug=DrugFacts(name=drug.name, dose=drug.dose, measure=drug.measure, verified=drug.verified, source=drug.source)
        if drug
        else None,
        primaries=tables.primaries(code),
        policies=tuple(dict.fromkeys(p.name for p in knowledge.naming(code, tables.on))),
        source=row.source,
        tables=tuple(map(tables.version, consulted)),
    )
