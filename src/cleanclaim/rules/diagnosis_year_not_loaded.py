"""The ICD-10-CM year of the date of service is not on file.

Codes begin and end every October; a code judged on another year's list may have changed on the date of service.

Confirm the diagnosis in the release of that year, or import it with `cleanclaim import icd10cm`.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables
from cleanclaim.tables.icd10cm import fiscal_year


@rule(
    citation=Citation(
        authority="CMS and NCHS",
        document="ICD-10-CM Official Guidelines",
        section="yearly release, 1 October",
        url="https://www.cms.gov/medicare/coding-billing/icd-10-codes",
    ),
    table="icd10cm",
    severity="note",
    sees=("none", "diagnoses"),
    given=("diagnoses",),
    denied=("20552 | dx M79.18 | dos 2026-11-02",),
    clean=("20552 | dx M79.18 | dos 2026-03-02",),
)
def diagnosis_year_not_loaded(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    year = fiscal_year(tables.on)
    for code in claim.diagnoses:
        row, history = tables.diagnosis(code), tables.diagnosis_history(code)
        known_between = (
            history and history.effective_from and row and history.effective_from <= tables.on and year < row.year
        )
        if row and row.year != year and not known_between:
            yield Unchecked(f"FY{year} of ICD-10-CM is not loaded", (code,))
            yield Problem(
                code,
                f"{code} was judged on FY{row.year}; FY{year}, in force on {tables.on}, is not loaded.",
                outcome="conditional",
                codes=(code,),
            )
