"""More sessions are done than the policy pays for, or too soon after the last one.

Policies pay a number of sessions in a rolling window that ends on the date of service, whoever did the earlier ones; a
session beyond the number, or inside the least interval, is denied as not medically necessary.

Expect a denial and consider an ABN before the service; on appeal show why the further session was needed. The date of
service stays the day of the service.
"""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.coverage import Coverage, Limit
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import governing, rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CGS, NGS and Palmetto",
        document="L39656, L39662, L39671",
        section="limitations: sessions in a rolling 12 months",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=39656&ver=9",
    ),
    table="policies",
    about="coverage",
    sees=("code", "prior", "state"),
    given=("prior",),
    denied=("20552 | dos 2026-03-14 | state OH | prior 2026-01-04 2025-11-20 2025-06-02",),
    clean=(
        "20552 | dos 2026-03-14 | state OH | prior 2026-01-04 2025-06-02",
        "20552 | dos 2026-03-14 | state OH | prior 2026-01-04 2025-11-20 2025-03-14",
        "20552 | dos 2026-03-14 | state OH",
    ),
)
def session_limit(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    if not claim.prior:
        return
    if claim.date_of_service is None:
        yield Unchecked(
            "earlier sessions are counted back from the date of service, which is not given", claim.procedure_codes
        )
        return
    for line in {line.code: line for line in claim.lines}.values():
        if tables.family(line.code) in ("visit", "drug", "guidance", "sedation"):
            continue
        governed = tuple(governing(line, claim, tables))
        policies = [each for each in governed if not isinstance(each, Unchecked)]
        yield from (each for each in governed if isinstance(each, Unchecked))
        if policies and not any(policy.limits for policy in policies):
            names = " and ".join(policy.name for policy in policies)
            yield Unchecked(f"how often {names} pays is not on file", (line.code,))
        for policy in policies:
            for limit in policy.limits:
                yield from _judge(limit, policy, line, claim.date_of_service, claim.prior)


def _judge(limit: Limit, policy: Coverage, line: Line, on: date, prior: tuple[date, ...]) -> Iterator[Problem]:
    start = before(on, limit.months or 0, limit.days or 0)
    inside = sorted({day for day in prior if start < day < on})
    if start == on or not inside:
        return
    window = f"{limit.months} months" if limit.months else f"{limit.days} days"
    dates = " and ".join(map(str, inside))
    scope = f" for each {limit.per}" if limit.per else ""
    if limit.what == "interval":
        message = f"asks for {window} between sessions{scope}; the last ones were on {dates}."
    elif limit.count and len(inside) + 1 > limit.count:
        message = f"pays {limit.count} sessions in {window}{scope}; this is number {len(inside) + 1}, after {dates}."
    else:
        return
    yield Problem(
        line,
        f"{policy.name} ({policy.authority}) {message}",
        outcome="conditional" if limit.per else "fail",
        severity="denied" if limit.verified == "official" and not limit.per else "at_risk",
        citation=policy.citation("how often", limit.verified),
    )


def before(on: date, months: int, days: int) -> date:
    """Give the day so long before another, the last of its month where it has no such day."""
    at = on.year * 12 + on.month - 1 - months
    if at < 12:
        return date.min
    year, month = at // 12, at % 12 + 1
    day = date(year, month, min(on.day, monthrange(year, month)[1]))
    return date.fromordinal(max(1, day.toordinal() - days))
