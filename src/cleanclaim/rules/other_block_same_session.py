"""A block of another kind is billed in the session of a trigger point injection.

The trigger point LCDs of 2024 say that epidural, facet, sympathetic and similar blocks are not reasonable and necessary
together with trigger point injections in one session, even where NCCI would let a modifier part them.

Expect a denial of the trigger point injection; consider an ABN before the service, and report both only as they were
done and documented.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule, session_rules
from cleanclaim.tables import Tables

NAMED = {"epidural", "facet"}
SYMPATHETIC = {"64510", "64520", "64530"}
SIMILAR = {"nerve-block", "occipital", "sacroiliac", "genicular"}
"""The LCDs name epidural, sympathetic and facet blocks; that these count as similar is a reading."""
NO_BLOCKS = {"64624", "64625", "64633", "64634", "64635", "64636"}


@rule(
    citation=Citation(
        authority="CGS, NGS and Palmetto",
        document="L39656, L39662, L39671",
        section="limitations: other blocks in one session",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=39656&ver=9",
    ),
    table="policies",
    about="coverage",
    codes=("20552", "20553"),
    denied=(
        "20553; 64493-XS | dos 2026-03-02 | state OH",
        "20552; 62323 | dos 2026-03-02 | state OH",
        "20552; 64405-XS | dos 2026-03-02 | state OH",
    ),
    clean=("20552 | dos 2026-03-02 | state OH", "20610; 20552-XS | dos 2026-03-02 | state OH"),
)
def other_block_same_session(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    codes = [code for code in claim.procedure_codes if code not in NO_BLOCKS]
    named = [code for code in codes if tables.family(code) in NAMED or code in SYMPATHETIC]
    similar = [code for code in codes if tables.family(code) in SIMILAR and code not in SYMPATHETIC]
    injection = next(line for line in claim.lines if line.code in ("20552", "20553"))
    for each in session_rules(injection, claim, tables) if named or similar else ():
        if isinstance(each, Unchecked):
            yield each
            continue
        policy, session = each
        if session.other_blocks is not False:
            continue
        doubt = "" if named else "; whether this block counts as similar is for the contractor"
        yield Problem(
            injection,
            f"{policy.name} ({policy.authority}) does not cover a trigger point injection in one session with "
            f"{' and '.join(named or similar)}{doubt}.",
            None
            if named
            else "Ask the contractor before the service whether this block counts as similar; where it does, expect a denial and "
            "consider an ABN before the service. Report both only as they were done and documented.",
            outcome="fail" if named else "conditional",
            severity="denied" if named and session.verified == "official" else "at_risk",
            citation=policy.citation("other blocks in one session", session.verified),
        )
