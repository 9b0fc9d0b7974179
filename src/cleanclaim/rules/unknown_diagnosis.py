"""A diagnosis code is in no year of ICD-10-CM on file.

A payer rejects a claim whose diagnosis code does not exist on the date of service.

Look the code up in the ICD-10-CM release of the date of service; report the code the record supports.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.rules.unknown_code import look_alikes
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS and NCHS",
        document="ICD-10-CM tabular list",
        section="all chapters",
        url="https://www.cms.gov/medicare/coding-billing/icd-10-codes",
    ),
    table="icd10cm",
    sees=("none", "diagnoses"),
    given=("diagnoses",),
    denied=("20552 | dx M79.13 | dos 2026-03-02",),
    clean=("20552 | dx M79.12 | dos 2026-03-02",),
)
def unknown_diagnosis(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for code in claim.diagnoses:
        if tables.diagnosis(code) is None and tables.diagnosis_history(code) is None:
            alike = [c for c in look_alikes(code) if "." not in (c[0], c[2], c[-1]) and tables.diagnosis(c)]
            hint = f" {' and '.join(alike[:2])} look{'s' if len(alike) == 1 else ''} alike." if alike else ""
            yield Problem(code, f"{code} is not in {tables.version('icd10cm').version}.{hint}", codes=(code,))
