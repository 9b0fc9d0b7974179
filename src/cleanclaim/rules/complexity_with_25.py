"""G2211 stands without an office visit, or beside one that carries modifier 25.

Medicare pays G2211 with an office visit since 2024-01-01, but not where the visit carries 25, as it does on the day of a
procedure. Since 2025 a vaccine, wellness visit or other preventive service of Part B is the exception.

Leave G2211 off on the day of a procedure; report it with office visits that stand alone.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

_OFFICE = frozenset("99202 99203 99204 99205 99211 99212 99213 99214 99215".split())


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
    denied=("20553; 99213-25; G2211 | dos 2026-03-02", "20552; G2211 | dos 2026-03-02"),
    clean=("99213; G2211 | dos 2026-03-02", "20553; 99213-25 | dos 2026-03-02"),
)
def complexity_with_25(claim: Claim, tables: Tables) -> Iterator[Problem]:
    visit = next((line for line in claim.lines if "25" in line.modifiers and tables.family(line.code) == "visit"), None)
    # Without a procedure of this field the 25 may stand for a preventive service.
    others = [code for code in claim.procedure_codes if tables.family(code) not in ("visit", "drug")]
    is_known = bool(others) and all(tables.procedure(code) for code in others)
    for line in claim.lines:
        if line.code != "G2211":
            continue
        if visit:
            message = f"G2211 is not paid beside {visit}: the visit carries 25."
            yield Problem(line, message, outcome="fail" if is_known else "conditional")
        elif is_known and _OFFICE.isdisjoint(claim.procedure_codes):
            yield Problem(
                line,
                f"G2211 adds to an office visit, 99202 to 99215, and none is on the claim; beside {others[0]} the visit "
                "would carry 25, and G2211 is not paid beside 25.",
            )
