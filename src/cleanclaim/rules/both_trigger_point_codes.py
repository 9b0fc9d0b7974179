"""Both trigger point codes are billed on one day.

20552 and 20553 describe the same session by the number of muscles: one or two, or three or more. NCCI pairs them with
indicator 0, so no modifier lets both be paid, and the LCDs on file pay one code a day.

Count all muscles of the day together and report one code: 20552 for one or two, 20553 for three or more.
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
        document="NCCI PTP practitioner edits 2024 Q3 (v30.2)",
        section="20553 / 20552, indicator 0",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    codes=("20553",),
    denied=("20552; 20553", "20552-59; 20553"),
    clean=("20553", "20552"),
)
def both_trigger_point_codes(claim: Claim, tables: Tables) -> Iterator[Problem]:
    if {"20552", "20553"} <= set(claim.procedure_codes):
        count = claim.count_muscles()
        right = {True: "20553", False: "20552", None: None}[None if count is None else count >= 3]
        told = f" {count} muscle{'s' if count != 1 else ''} make it {right}." if right else ""
        wrong = tuple(code for code in ("20552", "20553") if code != right)
        where = next(line for line in claim.lines if line.code == wrong[0])
        yield Problem(where, f"20552 and 20553 are never both reported on one day.{told}", codes=wrong)
