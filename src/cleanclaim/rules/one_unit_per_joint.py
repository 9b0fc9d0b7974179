"""More than one unit of a joint injection is billed.

NCCI counts one joint with the bursae around it as one unit: drawing fluid and injecting, two needle entries, or a joint
and its bursa are one. A second unit means a second joint of the same size.

Report one unit for each joint that was injected and name the joints in the record; the same joint on both sides is one
line with modifier 50 and one unit.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

JOINTS = ("20600", "20604", "20605", "20606", "20610", "20611")


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. IV, units of 20600-20611",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    codes=JOINTS,
    severity="note",
    sees=("line",),
    denied=("20610 x2", "20605-RT x2"),
    clean=("20610", "20610-50", "20610-RT; 20610-LT", "20550 x3"),
)
def one_unit_per_joint(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        # Two units under modifier 50 are for bilateral-with-units.
        if line.code in JOINTS and line.units > 1 and "50" not in line.modifiers:
            yield Problem(
                line,
                f"{line.units} units of {line.code} are {line.units} joints: right only if the record names as many, each "
                "joint with its bursae being one.",
                outcome="conditional",
            )
