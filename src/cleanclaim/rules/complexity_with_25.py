"""G2211 stands beside a visit that carries modifier 25.

Medicare pays G2211 with an office visit since 2024-01-01, but not where the visit carries 25, as it does on the day of a
procedure. Since 2025 a vaccine, wellness visit or other preventive service of Part B is the exception.

Leave G2211 off on the day of a procedure; report it with visits that stand alone.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="AAFP",
        document="FPM March 2024 with 2025 update, G2211",
        section="modifier 25",
        url="https://aafp.org/pubs/fpm/issues/2024/0300/coding-g2211.html",
        verified="secondary",
    ),
    table="procedures",
    codes=("G2211",),
    payers=("medicare",),
    since=date(2024, 1, 1),
    denied=("20553; 99213-25; G2211 | dos 2026-03-02",),
    clean=("99213; G2211 | dos 2026-03-02", "20553; 99213-25 | dos 2026-03-02"),
)
def complexity_with_25(claim: Claim, tables: Tables) -> Iterator[Problem]:
    visit = next((line for line in claim.lines if "25" in line.modifiers and tables.family(line.code) == "visit"), None)
    for line in claim.lines:
        if line.code == "G2211" and visit:
            # Without a procedure of this field the 25 may stand for a preventive service.
            others = [code for code in claim.procedure_codes if tables.family(code) not in ("visit", "drug")]
            known = all(tables.procedure(code) for code in others)
            yield Problem(
                line,
                f"G2211 is not paid beside {visit}: the visit carries 25.",
                outcome="fail" if others and known else "conditional",
            )
