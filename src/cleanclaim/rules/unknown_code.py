"""A procedure code is in no table on file.

A payer rejects a line whose code does not exist, and a code that nobody can source may be a slip of the pen or an
invention.

Look the code up in the current CPT or HCPCS release; where a code on file looks alike, the slip may be a swapped digit.
"""

from collections.abc import Iterator
from itertools import pairwise

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="Medicare Claims Processing Manual (Pub. 100-04)",
        section="ch. 23, 20",
        url="https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c23.pdf",
    ),
    table="procedures",
    sees=("line",),
    denied=("20545", "J3310 x4"),
    clean=("20552", "J3301 x4"),
)
def unknown_code(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        if tables.procedure(line.code) is None:
            alike = [code for code in look_alikes(line.code) if tables.procedure(code)]
            hint = f" {' and '.join(alike)} look{'s' if len(alike) == 1 else ''} alike." if alike else ""
            yield Problem(line, f"{line.code} is in no table on file.{hint}")


def look_alikes(code: str) -> Iterator[str]:
    """Give the codes made by swapping two neighbouring characters."""
    for at, (left, right) in enumerate(pairwise(code)):
        if left != right:
            yield code[:at] + right + left + code[at + 2 :]
