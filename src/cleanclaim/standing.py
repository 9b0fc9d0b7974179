"""Where each code stands after the rules ran: coding and coverage, apart."""

from functools import lru_cache
from typing import Literal, cast

from cleanclaim import codes as code_systems
from cleanclaim import rules
from cleanclaim.answer import CodeEntry, Coding, CoverageStatus, Stance
from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Report
from cleanclaim.tables import Tables

System = Literal["CPT", "HCPCS", "ICD-10-CM"]
_NO_COVERAGE = {"visit", "drug", "guidance", "administration", "imaging", "sedation", "therapy"}


def coding_of(code: str, report: Report) -> Coding:
    """Give the coding status of a code: the worst that a coding rule says of it."""
    found = report.of(code, "coding")
    if any(f.outcome == "fail" for f in found):
        return "fail"
    if found:
        return "conditional"
    blind = any(
        code in c.codes for c in report.checks if c.state == "not_checked" and c.check in ("procedures", "icd10cm")
    )
    return "not_checked" if blind else "pass"


def coverage_of(code: str, claim: Claim, report: Report, tables: Tables) -> CoverageStatus:
    """Give the coverage status of a procedure code; without a diagnosis or a list on file it is not checked."""
    found = report.of(code, "coverage")
    if any(f.outcome == "fail" for f in found):
        return "not_covered"
    # A note judges nothing by itself: that a document of another date is on file leaves this date unchecked.
    if any(f.severity != "note" for f in found):
        return "depends"
    row = tables.procedure(code)
    if row is None or row.family in _NO_COVERAGE or not claim.diagnoses:
        return "not_checked"
    # Silence is no coverage: the line must be on the claim the rules saw, and a list must have been read for it.
    judged = next((c for c in report.checks if c.check == "policies"), None)
    if judged is None or code in judged.codes or code not in report.claim.procedure_codes:
        return "not_checked"
    return "covered"


def label_of(code: str, system: str, tables: Tables) -> str:
    """Give our own label of a procedure, or the title of a diagnosis."""
    if system == "ICD-10-CM":
        row = tables.diagnosis(code)
        return row.title if row else "no title on file"
    procedure = tables.procedure(code)
    return procedure.label if procedure else "in no table on file"


def entry(
    code: str,
    stance: Stance,
    report: Report,
    tables: Tables,
    line: Line | None = None,
    coverage: CoverageStatus | None = None,
    coding: Coding | None = None,
) -> CodeEntry:
    """Make the entry of one code from a report."""
    system = code_systems.identify(code)
    judged = coding or coding_of(code, report)
    return CodeEntry(
        code=code,
        system=cast(System, system),
        label=label_of(code, system, tables),
        stance=stance,
        modifiers=line.modifiers if line else (),
        units=line.units if line else None,
        coding=judged,
        coverage=coverage
        or (coverage_of(code, report.claim, report, tables) if system != "ICD-10-CM" else "not_checked"),
        findings=tuple(dict.fromkeys(f.rule for f in report.of(code))),
    )


def entries_of(claim: Claim, report: Report, tables: Tables) -> tuple[CodeEntry, ...]:
    """Give an entry for every code of a claim: asked, or rejected where its coding fails."""
    made: dict[str, CodeEntry] = {}
    for line in claim.lines:
        made.setdefault(line.code, entry(line.code, _stance(line.code, report), report, tables, line))
    for code in claim.diagnoses:
        made.setdefault(code, entry(code, _stance(code, report), report, tables))
    return tuple(made.values())


def _stance(code: str, report: Report) -> Stance:
    return "rejected" if coding_of(code, report) == "fail" else "asked"


@lru_cache(4096)
def alone(code: str, tables: Tables) -> CodeEntry:
    """Judge a code by itself and give its entry as mentioned in explanation only."""
    diagnosis = code_systems.identify(code) == "ICD-10-CM"
    claim = Claim(diagnoses=(code,)) if diagnosis else Claim(lines=(Line(code=code),))
    by_itself = [r for r in rules.catalogue() if r.table in ("procedures", "icd10cm")]
    return entry(code, "mentioned", rules.check(claim, tables, by_itself), tables, coverage="not_checked")
