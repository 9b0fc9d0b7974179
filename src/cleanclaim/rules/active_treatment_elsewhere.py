"""The modifier of active chiropractic treatment stands on another code.

AT tells Medicare that a spinal manipulation was active treatment. It belongs to 98940, 98941 and 98942 and to nothing else:
not to an injection, not to needling, whoever performs it and however acute the pain.

Leave AT off the line. On the manipulation it stays where the record shows active treatment.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

MANIPULATIONS = ("98940", "98941", "98942")
"""Spinal manipulation by a chiropractor, the one service of his that Medicare pays."""


@rule(
    citation=Citation(
        authority="Palmetto GBA",
        document="HCPCS modifier AT (2020-07-16)",
        section="may only be submitted with 98940, 98941 and 98942",
        url="https://www.palmettogba.com/palmetto/jjb.nsf/DID/8EELAH4851",
    ),
    severity="at_risk",
    payers=("medicare",),
    modifiers=("AT",),
    sees=("line",),
    denied=("20552-AT", "20560-AT | dos 2026-03-02"),
    clean=("98941-AT", "20552", "20552-AT | payer medicaid"),
)
def active_treatment_elsewhere(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        if "AT" in line.modifiers and line.code not in MANIPULATIONS:
            yield Problem(
                line,
                f"{line.code} takes no AT: it marks active chiropractic manipulation (98940, 98941, 98942) and nothing else.",
            )
