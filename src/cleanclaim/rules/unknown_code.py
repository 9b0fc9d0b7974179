"""A procedure code does not exist.

A payer rejects a line whose code does not exist, and a code that nobody can source may be a slip of the pen or an
invention. Where the tables on file hold a run of codes whole, a number between them that they lack is no code; a code
outside those runs, of another field, is not checked.

Look the code up in the current CPT or HCPCS release; where a code on file looks alike, the slip may be a swapped digit.
"""

from collections.abc import Iterator
from itertools import pairwise

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

# Runs of numbers that the family's table holds whole: what stands between and is missing there does not exist.
RUNS = (
    ("20550", "20554"),
    ("20556", "20561"),
    ("20600", "20612"),
    ("62320", "62327"),
    ("64479", "64484"),
    ("64490", "64495"),
    ("64633", "64636"),
    ("97810", "97814"),
    ("99202", "99205"),
    ("99211", "99215"),
)


@rule(
    citation=Citation(
        authority="CMS",
        document="Medicare Claims Processing Manual (Pub. 100-04)",
        section="ch. 23, 20",
        url="https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c23.pdf",
    ),
    table="procedures",
    sees=("line",),
    denied=("20559", "J3310 x4"),
    clean=("20552", "J3301 x4"),
)
def unknown_code(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    for line in claim.lines:
        if tables.procedure(line.code) is not None:
            continue
        alike = [code for code in look_alikes(line.code) if tables.procedure(code)]
        hint = f" {' and '.join(alike)} look{'s' if len(alike) == 1 else ''} alike." if alike else ""
        if alike or any(first <= line.code <= last for first, last in RUNS):
            yield Problem(line, f"{line.code} is in no table on file.{hint}")
        else:
            yield Unchecked(f"{line.code} lies outside the codes of the pain injection family on file", (line.code,))


def look_alikes(code: str) -> Iterator[str]:
    """Give the codes made by swapping two neighbouring characters."""
    for at, (left, right) in enumerate(pairwise(code)):
        if left != right:
            yield code[:at] + right + left + code[at + 2 :]
