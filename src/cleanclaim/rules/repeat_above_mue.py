"""A repeat modifier stands on a code that is paid once a day by policy.

Modifiers 76 and 77 say that a service was repeated. Where the MUE is one unit a day and its adjudication indicator is 2,
the limit is absolute: no modifier lets a second one be paid.

Report the code once for the day; for trigger points and needling count the muscles of all sessions of the day together.
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
        document="NCCI Policy Manual 2025",
        section="ch. I, V",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="mue",
    modifiers=("76", "77"),
    sees=("line",),
    denied=("20553-76", "20552; 20552-77"),
    clean=("20610-76", "20553", "64450-76"),
)
def repeat_above_mue(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        mue = tables.mue(line.code) if {"76", "77"} & set(line.modifiers) else None
        if mue and (mue.value, mue.adjudication) == (1, "2"):
            yield Problem(
                line,
                f"{line.code} is paid once a day by policy (MUE 1, indicator 2): a repeat modifier does not change that.",
                release=mue.release,
            )
