"""A diagnosis code is a category or an ended code, not one that can be billed.

ICD-10-CM codes are reported to the highest number of characters available on the date of service; a payer rejects a
category, a code without its seventh character, and a code that has ended.

Report the billable code below it that the record supports; where the record does not say which, query the provider.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.rules.seventh_character_missing import completed
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS and NCHS",
        document="ICD-10-CM Official Guidelines FY2026",
        section="I.B.2",
        url="https://www.cms.gov/medicare/coding-billing/icd-10-codes",
    ),
    table="icd10cm",
    sees=("none", "diagnoses"),
    given=("diagnoses",),
    denied=(
        "20552 | dx M54.5 | dos 2026-03-02",
        "20552 | dx M79.1 | dos 2026-03-02",
        "20552 | dx S39 | dos 2026-03-02",
    ),
    clean=("20552 | dx M79.18 | dos 2026-03-02", "20552 | dx S39.012A | dos 2026-03-02"),
)
def incomplete_diagnosis(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for code in claim.diagnoses:
        history, row = tables.diagnosis_history(code), tables.diagnosis(code)
        if history and history.effective_to and history.effective_to < tables.on:
            after = f" and was replaced by {', '.join(history.successors)}" if history.successors else ""
            yield Problem(code, f"{code} is not billable: it ended on {history.effective_to}{after}.", codes=(code,))
        elif history and history.effective_from and tables.on < history.effective_from:
            yield Problem(code, f"{code} is billable only since {history.effective_from}.", codes=(code,))
        elif row and not row.billable and not (history and history.effective_to) and not completed(code, tables):
            below = [d.code for d in tables.diagnoses_below(code)]
            shown = ", ".join(below[:6]) + (f" and {len(below) - 6} more" if len(below) > 6 else "")
            yield Problem(code, f"{code} is a category, not a billable code; below it: {shown}.", codes=(code,))
