"""A trigger point is injected again, and the policy asks what the last injection gave.

The trigger point LCDs of 2024 pay a repeat in the same point only where the record shows that the last injection gave
enough relief for long enough, on the same scale, and that the pain came back after better function.

Show the relief, how long it lasted and the function gained in the record; where it shows neither, expect a denial and
consider an ABN before the service.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule, session_rules
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CGS, NGS and Palmetto",
        document="L39656, L39662, L39671",
        section="repeat injections",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=39656&ver=9",
    ),
    table="policies",
    about="coverage",
    severity="at_risk",
    codes=("20552", "20553"),
    sees=("line", "prior", "state"),
    given=("prior",),
    denied=(
        "20552 | dos 2026-03-14 | state OH | prior 2026-01-04",
        "20553 | dos 2026-03-14 | state CA | prior 2026-03-01",
    ),
    clean=("20552 | dos 2026-03-14 | state OH", "20610 | dos 2026-03-14 | state OH | prior 2026-01-04"),
)
def repeat_without_relief(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    last = max((day for day in claim.prior if day < tables.on), default=None)
    for line in claim.lines:
        if last and line.code in ("20552", "20553"):
            yield from _asked(line, last, claim, tables)


def _asked(line: Line, last: date, claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    for each in session_rules(line, claim, tables):
        if isinstance(each, Unchecked):
            yield each
            continue
        policy, session = each
        if session.relief_percent is None:
            continue
        weeks = session.relief_weeks or 0
        since = f" for at least {weeks} weeks" if weeks else ""
        early = f"; on {tables.on} the same point cannot have had that" if (tables.on - last).days < 7 * weeks else ""
        yield Problem(
            # What every repeat must show is for the record; a repeat too early for it touches the line.
            line if early else f"the record for {line.code}",
            f"{policy.name} ({policy.authority}) pays a repeat in the same trigger point only if the injection of {last} gave "
            f"at least {session.relief_percent} percent relief{since}, on the same scale{early}.",
            outcome="conditional",
            severity="at_risk" if early else "note",
            citation=policy.citation("repeat injections", session.verified),
        )
