"""A diagnosis code lacks its seventh character.

Injury codes and some others say with their seventh character whether the visit is for active treatment (A), for later
care (D) or for an after-effect (S), with X in the places between. Without it the code is not valid.

Report the seventh character that the record supports, with X in any empty place before it; where the record does not say
which care it was, query the provider.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS and NCHS",
        document="ICD-10-CM Official Guidelines FY2026 and tabular list",
        section="I.A.5 and I.C.19.a; seventh character notes",
        url="https://www.cms.gov/medicare/coding-billing/icd-10-codes",
        verified="secondary",
    ),
    table="icd10cm",
    sees=("none", "diagnoses"),
    given=("diagnoses",),
    denied=("20552 | dx S39.012 | dos 2026-03-02", "20552 | dx S16.1 | dos 2026-03-02"),
    clean=(
        "20552 | dx S39.012A | dos 2026-03-02",
        "20552 | dx S39 | dos 2026-03-02",
        "20552 | dx M79.1 | dos 2026-03-02",
    ),
)
def seventh_character_missing(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for code in claim.diagnoses:
        complete = completed(code, tables)
        if complete:
            shown = ", ".join(complete[:6])
            yield Problem(code, f"{code} lacks its seventh character: {shown} are the whole codes.", codes=(code,))


def completed(code: str, tables: Tables) -> tuple[str, ...]:
    """Give the billable codes of a code that lacks only its seventh character; none where more is missing or nothing."""
    row = tables.diagnosis(code)
    if row is None or row.billable:
        return ()
    plain = code.replace(".", "")
    below = tuple(each.code for each in tables.diagnoses_below(code))
    whole = all(len(each) == 8 and each.replace(".", "")[:6].rstrip("X") == plain.rstrip("X") for each in below)
    return below if whole else ()
