"""Modifier 50 stands on a code that is not paid by side.

The fee schedule's bilateral indicator says how a code done on both sides is paid. With 0 nothing is added, with 2 the
code already means both sides, with 9 sides do not apply; modifier 50 then makes the line wrong.

Report one unit without modifier 50; for trigger points and needling count right and left muscles into the code instead.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

MEANING = {"0": "not paid more for both sides", "2": "already priced for both sides", "9": "not a matter of sides"}
FURTHER_LIMB = ("64643", "64645")
"""Toxin of a further limb: few muscles, many muscles."""


@rule(
    citation=Citation(
        authority="CMS",
        document="Medicare Claims Processing Manual (Pub. 100-04)",
        section="ch. 12, 40.7",
        url="https://www.cms.gov/regulations-and-guidance/guidance/manuals/downloads/clm104c12.pdf",
    ),
    table="pfs",
    modifiers=("50",),
    sees=("line",),
    denied=("20552-50", "20553-50 x3", "20551-50", "62323-50"),
    clean=("20610-50", "20552", "64493-50"),
)
def bilateral_not_allowed(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    for line in claim.lines:
        if "50" not in line.modifiers:
            continue
        fee = tables.fee(line.code)
        if fee is None:
            yield Unchecked(f"no bilateral indicator on file for {line.code}", (line.code,))
        elif fee.bilateral in MEANING:
            yield Problem(
                line,
                f"{line.code} has bilateral indicator {fee.bilateral}: it is {MEANING[fee.bilateral]}, "
                "so modifier 50 does not apply.",
                _instead(line.code, tables),
                release=fee.release,
            )


def _instead(code: str, tables: Tables) -> str | None:
    """Say what to report where the code counts neither muscles nor sides: limbs by an add-on code, else one unit."""
    row = tables.procedure(code)
    if row is None or row.family in ("trigger-point", "needling"):
        return None
    further = [each for each in FURTHER_LIMB if code in tables.primaries(each)] if row.unit == "limb" else []
    if further:
        return f"Report one limb with {code} and each further limb with {' or '.join(further)}, one unit each."
    return f"Report {code} with one unit and without modifier 50."
