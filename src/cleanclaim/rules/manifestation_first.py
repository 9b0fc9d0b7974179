"""A diagnosis stands first that ICD-10-CM wants after its cause.

A code first note says that the cause is coded before its manifestation. A claim that leads with the manifestation tells
the payer nothing of the cause, and a code “in diseases classified elsewhere” is not taken as the first diagnosis.

Report the cause first as the record names it and the manifestation after it; where the record names no cause, query
the provider.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import icd10cm
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

_OPTIONAL = ("if applicable", "if known", "if any")
"""Notes with these words leave the code free to stand first where there is no cause to name."""


@rule(
    citation=Citation(
        authority="CMS and NCHS",
        document="ICD-10-CM tabular list FY2026 and Official Guidelines",
        section="code first notes; I.A.13",
        url="https://www.cms.gov/medicare/coding-billing/icd-10-codes",
        verified="secondary",
    ),
    table="icd10cm",
    severity="at_risk",
    sees=("none", "diagnoses"),
    given=("diagnoses",),
    denied=("62323 | dx G55 C79.51 | dos 2026-03-02", "64450 | dx G63 | dos 2026-03-02"),
    clean=("62323 | dx C79.51 G55 | dos 2026-03-02", "20552 | dx M79.18 | dos 2026-03-02"),
)
def manifestation_first(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for first in claim.diagnoses[:1]:
        for holder in (first, *icd10cm.ancestors(first)):
            row = tables.diagnosis(holder)
            note = " ".join(row.code_first) if row else ""
            if not note or any(words in note for words in _OPTIONAL):
                continue
            shown = note if len(note) <= 120 else f"{note[:120].rpartition(' ')[0]} …"
            yield Problem(
                first,
                f"{first} stands first, and {holder} wants its cause before it (code first: {shown}).",
                outcome="conditional",
                codes=(first,),
            )
            break
