"""Epidural injections of two regions, or of too many levels, are billed for one session.

The epidural LCDs pay one region a session, neck and chest or low back and sacrum, with two levels by the transforaminal
route or one by the interlaminar route. NCCI holds no edit between the regions.

Expect a denial of what goes beyond; report what was done as it was documented, and consider an ABN before the service.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

UPPER = ("62320", "62321", "64479", "64480")
LOWER = ("62322", "62323", "64483", "64484")
"""Injections by region, as Noridian parts them; catheters left in place have another purpose."""
FURTHER_LEVEL = ("64480", "64484")


@rule(
    citation=Citation(
        authority="WPS and NGS",
        document="A58777, A58745",
        section="one region a session, two transforaminal levels",
        url="https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=58777",
        verified="secondary",
    ),
    about="coverage",
    codes=(*UPPER, *LOWER),
    payers=("medicare",),
    since=date(2021, 12, 5),
    severity="at_risk",
    denied=("62321; 62323 | dos 2026-03-02", "64483; 64484 x2 | dos 2026-03-02"),
    clean=("64483; 64484 | dos 2026-03-02", "62323 | dos 2026-03-02", "62321; 62323 | dos 2021-12-04"),
)
def epidural_regions_and_levels(claim: Claim, tables: Tables) -> Iterator[Problem]:
    upper = [code for code in claim.procedure_codes if code in UPPER]
    lower = [line for line in claim.lines if line.code in LOWER]
    if upper and lower:
        codes = (*upper, *dict.fromkeys(line.code for line in lower))
        yield Problem(lower[0], f"{' and '.join(codes)} are two regions in one session; the LCDs pay one.", codes=codes)
    for code in FURTHER_LEVEL:
        further = [line for line in claim.lines if line.code == code]
        levels = sum(line.units for line in further)
        one_side = len({side for line in further for side in line.modifiers if side in ("LT", "RT")}) < 2
        if levels > 1:
            yield Problem(
                further[-1],
                f"{code} is billed for {levels} further levels; the LCDs pay two levels a session in all.",
                outcome="fail" if one_side else "conditional",
            )
