"""Modifier 57 stands on a visit beside a minor procedure.

Modifier 57 says that the visit led to the decision for major surgery, one with 90 global days. Injections have 0 or 10, and
the decision to do them is paid in them.

Append 25 instead if the record shows a significant visit beyond that decision; otherwise report the procedure alone.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="Medicare Claims Processing Manual (Pub. 100-04), as billing guides give it",
        section="ch. 12, 40.2 (decision for surgery)",
        url="https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c12.pdf",
        verified="secondary",
    ),
    table="pfs",
    severity="at_risk",
    modifiers=("57",),
    denied=("20553; 99213-57", "64633-RT; 99203-57"),
    clean=("20553; 99213-25", "99213-57", "27130; 99213-57"),
)
def modifier_57_with_minor_procedure(claim: Claim, tables: Tables) -> Iterator[Problem]:
    days = {code: fee.global_days for code in claim.procedure_codes if (fee := tables.fee(code))}
    minor = [code for code, each in days.items() if each in ("000", "010")]
    # A code on no table may be the major surgery.
    unknown = any(code not in days and tables.family(code) is None for code in claim.procedure_codes)
    for line in claim.lines:
        if "57" in line.modifiers and minor and not unknown and "090" not in days.values():
            yield Problem(line, f"{line.code} carries 57, and {' and '.join(minor)} is no major surgery.")
