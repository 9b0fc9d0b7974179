"""Muscles of more than one region are injected in one session.

The trigger point LCDs of 2024 say that treating muscles of several anatomical regions in one session is not reasonable
and necessary. The code is chosen by muscles all the same.

Expect a denial and consider an ABN before the service; where the record does not say whether the muscles lie in one
region, query the provider.
"""

from collections.abc import Iterator
from itertools import combinations

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule, session_rules
from cleanclaim.tables import Tables

ADJOINING = {
    frozenset(pair.split())
    for pair in (
        "head jaw",
        "head neck",
        "jaw neck",
        "neck neck-shoulder",
        "neck shoulder",
        "neck-shoulder shoulder",
        "neck-shoulder upper-back",
        "shoulder upper-back",
        "shoulder arm",
        "arm forearm",
        "forearm hand",
        "upper-back back",
        "low-back back",
        "low-back buttock",
        "low-back hip",
        "buttock hip",
        "buttock thigh",
        "buttock pelvis",
        "hip pelvis",
        "hip thigh",
        "thigh leg",
        "leg foot",
        "chest abdomen",
    )
}
"""The LCDs do not say where a region ends: neighbours may be one region or two."""


@rule(
    citation=Citation(
        authority="CGS, NGS and Palmetto",
        document="L39656, L39662, L39671",
        section="limitations: one anatomical region a session",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=39656&ver=9",
    ),
    table="policies",
    about="coverage",
    codes=("20552", "20553"),
    denied=(
        "20553 | dos 2026-03-02 | state OH | regions neck buttock",
        "20553 | dos 2026-03-02 | state OH | regions neck shoulder",
    ),
    clean=("20553 | dos 2026-03-02 | state OH | regions neck", "20553 | dos 2026-03-02 | state OH"),
)
def more_than_one_region(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    regions = tuple(dict.fromkeys(claim.regions))
    apart = any(frozenset(pair) not in ADJOINING for pair in combinations(regions, 2))
    injection = next(line for line in claim.lines if line.code in ("20552", "20553"))
    for each in session_rules(injection, claim, tables) if len(regions) > 1 else ():
        if isinstance(each, Unchecked):
            yield each
            continue
        policy, session = each
        if not session.one_region:
            continue
        named = " and ".join(region.replace("-", " ") for region in regions)
        doubt = "" if apart else "; whether these neighbours are one region is for the contractor"
        yield Problem(
            injection,
            f"{policy.name} ({policy.authority}) covers one region a session, and {named} are named{doubt}.",
            outcome="fail" if apart else "conditional",
            severity="denied" if apart and session.verified == "official" else "at_risk",
            citation=policy.citation("one region a session", session.verified),
        )
