"""Anesthesia or sedation is billed with a trigger point injection.

The billing articles of Noridian, CGS and WPS say that anesthesia is not billed with 20552 or 20553, and NCCI never lets
the practitioner who injects report an anesthesia code for it.

Report the injection alone; sedation that the record shows to be needed for another procedure belongs to that procedure.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

REFUSING = {"Noridian", "CGS", "WPS"}
_NEEDS_NONE = ("trigger-point", "visit", "drug", "guidance", "sedation")


@rule(
    citation=Citation(
        authority="Noridian, CGS and WPS",
        document="A57701, A59480, A59553",
        section="anesthesia codes with 20552 and 20553",
        url="https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=59480",
        verified="secondary",
    ),
    about="coverage",
    severity="at_risk",
    codes=("20552", "20553"),
    payers=("medicare",),
    denied=("20552; 99152 | state OH", "20553; 99152 | state FL", "20552; 01992 | state CA"),
    clean=("20552 | state OH", "64493; 99152 | state OH", "20552; 99152 | payer aetna"),
)
def anesthesia_with_trigger_point(claim: Claim, tables: Tables) -> Iterator[Problem]:
    where = tables.jurisdiction(claim.state) if claim.state else None
    refused = where is not None and where.mac in REFUSING
    elsewhere = [
        code
        for code in claim.procedure_codes
        if not _is_anesthesia(code, tables) and tables.family(code) not in _NEEDS_NONE
    ]
    for line in claim.lines:
        if not _is_anesthesia(line.code, tables):
            continue
        by = "" if refused else " at Noridian, CGS and WPS; this contractor's view is not on file"
        doubt = f" Whether it belongs to {' or '.join(elsewhere)} is for the record to show." if elsewhere else ""
        yield Problem(
            line,
            f"{line.code} is not billed with a trigger point injection{by}.{doubt}",
            outcome="fail" if refused and not elsewhere else "conditional",
        )


def _is_anesthesia(code: str, tables: Tables) -> bool:
    return tables.family(code) == "sedation" or "00100" <= code <= "01999"
