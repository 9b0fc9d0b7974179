"""An add-on code stands without the code it adds to.

An add-on code describes work beyond a primary procedure of the same practitioner and day. Without one of its primary
codes on the claim it is not paid.

Report the primary procedure that was done with it; where the add-on alone was meant, the code is the wrong one.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

CONTRACTOR = "CCCCC"
"""The primary that stands for: the contractor decides."""


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI add-on code file June 2024 and Policy Manual 2025",
        section="ch. I, W",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="addons",
    denied=("64484", "64493; 64494; 64492", "20552; 77003"),
    clean=("64483; 64484", "64493; 64494; 64495", "20552; 77002"),
)
def add_on_without_primary(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        primaries = tables.primaries(line.code)
        if not primaries or not set(primaries).isdisjoint(claim.procedure_codes):
            continue
        outside = [code for code in claim.procedure_codes if tables.procedure(code) is None]
        named = [code for code in primaries if code != CONTRACTOR]
        wanted = ", ".join(named[:6]) + (f" and {len(named) - 6} more" if len(named) > 6 else "")
        if CONTRACTOR in primaries:
            message = f"{line.code} is an add-on code whose primary codes the contractor decides; none is known here."
        elif outside:
            message = (
                f"{line.code} is an add-on code to {wanted}; whether it adds to {', '.join(outside)} is not on file."
            )
        else:
            message = f"{line.code} is an add-on code and none of its primary codes is on the claim: {wanted}."
        yield Problem(line, message, outcome="conditional" if outside or CONTRACTOR in primaries else "fail")
