"""An unlisted procedure code is billed.

An unlisted code says only that a procedure has no code of its own. The claim must describe it, and a payer returns it
where a code of its own was in force on the day: needling has one since 2020, plane blocks of chest wall and leg since 2025.

Look for the procedure's own code on the date of service first; where there is none, describe the procedure in the claim
note, name a code it compares with, and send the record when asked.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

CODES = ("20999", "28899", "64999")
OWN_CODES = {
    "20999": (date(2020, 1, 1), "needling without injecting is 20560 or 20561"),
    "64999": (date(2025, 1, 1), "plane blocks of the chest wall and the leg are 64466-64469, 64473 and 64474"),
}


@rule(
    citation=Citation(
        authority="Noridian",
        document="Denial resolution list",
        section="CO-16 with N350, unlisted codes without a description",
        url="https://med.noridianmedicare.com/web/jadme/topics/ra/denial-resolution",
    ),
    severity="at_risk",
    codes=CODES,
    sees=("line",),
    denied=("64999 | dos 2026-03-02", "20999 | dos 2019-06-01", "28899"),
    clean=("64466 | dos 2026-03-02", "20560 | dos 2026-03-02"),
)
def unlisted_code(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in (each for each in claim.lines if each.code in CODES):
        since, own = OWN_CODES.get(line.code, (date.max, ""))
        hint = f" Since {since} {own}." if tables.on >= since else ""
        yield Problem(
            line,
            f"{line.code} is an unlisted code: payable only if the claim describes the procedure and no code of its own was "
            f"in force on {tables.on}.{hint}",
            outcome="conditional",
        )
