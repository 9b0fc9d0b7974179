"""A drug is billed without the procedure that gave it.

A drug that the practice gave is paid beside the injection or administration of the same day, and the trigger point
articles want both on one claim. A drug line alone leaves the payer asking what was done.

Put the drug on the claim of the injection that used it; a drug that the practice did not buy is not billed.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="Noridian and WPS",
        document="A57701, A59553",
        section="drug on the claim of the injection",
        url="https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=59553",
        verified="secondary",
    ),
    table="procedures",
    severity="note",
    denied=("J1010 x40", "J3301 x4; 99213"),
    clean=("20610; J1010 x40", "96372; J1885 x2", "20610"),
)
def drug_without_administration(claim: Claim, tables: Tables) -> Iterator[Problem]:
    # A code on no table may be the procedure that gave the drug.
    if any(tables.family(code) not in ("drug", "visit") for code in claim.procedure_codes):
        return
    for line in claim.lines:
        if tables.family(line.code) == "drug":
            yield Problem(line, f"{line.code} stands without the procedure that gave it.", outcome="conditional")
