"""Imaging guidance is billed or used for a trigger point injection.

No edit pairs guidance with 20552 or 20553, but the trigger point LCDs of 2024 call fluoroscopy, CT or MRI not reasonable
and necessary for it and ultrasound investigational, so the guidance is not covered.

Report the injection without the guidance; guidance of another procedure in the same session belongs to that procedure,
and the record must say so.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule, session_rules
from cleanclaim.tables import Tables

METHODS = {"76942": "ultrasound", "77002": "fluoroscopy", "77003": "fluoroscopy", "77012": "ct", "77021": "mri"}
_CARRIES_NONE = ("trigger-point", "visit", "drug", "guidance", "sedation", "therapy")
"""Families that guidance cannot belong to when it is refused for the trigger points."""


@rule(
    citation=Citation(
        authority="CGS, NGS and Palmetto",
        document="L39656, L39662, L39671",
        section="limitations: imaging guidance",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=39656&ver=9",
    ),
    table="policies",
    about="coverage",
    codes=("20552", "20553"),
    denied=(
        "20552; 76942 | dos 2026-03-02 | state OH",
        "20553; 77002 | dos 2026-03-02 | state OH",
        "20552 | dos 2026-03-02 | state OH | guidance ultrasound",
    ),
    clean=("20552 | dos 2026-03-02 | state OH", "20610; 77002 | dos 2026-03-02 | state OH"),
)
def guidance_with_trigger_point(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    billed: list[tuple[object, str]] = [(line, METHODS[line.code]) for line in claim.lines if line.code in METHODS]
    told = claim.guidance
    if told in METHODS.values() and told and told not in {method for _, method in billed}:
        billed.append((f"guidance {told}", told))
    injection = next(line for line in claim.lines if line.code in ("20552", "20553"))
    elsewhere = [code for code in claim.procedure_codes if tables.family(code) not in _CARRIES_NONE]
    for each in session_rules(injection, claim, tables) if billed else ():
        if isinstance(each, Unchecked):
            yield Unchecked(each.why, tuple(line.code for line in claim.lines if line.code in METHODS))
            continue
        policy, session = each
        for where, method in billed:
            if method not in session.guidance_refused:
                continue
            doubt = f", unless the record shows that it guided {' or '.join(elsewhere)}" if elsewhere else ""
            yield Problem(
                where,
                f"{policy.name} ({policy.authority}) does not cover {method} guidance of a trigger point injection{doubt}.",
                outcome="conditional" if elsewhere else "fail",
                severity="denied" if session.verified == "official" else "at_risk",
                citation=policy.citation("imaging guidance", session.verified),
            )
