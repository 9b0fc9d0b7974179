"""The rolling windows that governing policies set for sessions, and the earliest next date where it can be derived."""

from collections.abc import Iterator
from datetime import date, timedelta

from pydantic import BaseModel, ConfigDict

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.coverage import Coverage, Limit
from cleanclaim.finding import Unchecked
from cleanclaim.rules import governing
from cleanclaim.rules.session_limit import before
from cleanclaim.tables import Tables

_NOT_COUNTED = ("visit", "drug", "guidance", "sedation")


class Window(BaseModel):
    """One limit of one policy, laid over the earlier sessions as of a date.

    `opens` is the last day outside: a session counts when it lies after it and before `closes`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    policy: str
    authority: str
    limit: Limit
    opens: date
    closes: date
    counted: tuple[date, ...]
    """The earlier sessions inside, oldest first."""
    outside: tuple[date, ...]
    """The earlier sessions that are too old to count, or not before the date."""
    is_over: bool
    """The session on the date is one too many, or too soon, by this limit."""
    earliest: date | None
    """The first day, from the date on, that this limit lets the session be; None when it cannot be derived."""
    following: date | None
    """The first day for the session after this one, if this one is done on the date."""
    why_not: str = ""
    """Why no day can be derived."""
    citation: Citation

    @property
    def number(self) -> int:
        """Count the session on the date with those inside the window."""
        return len(self.counted) + 1


def words(limit: Limit) -> str:
    """Say a limit in words: `3 sessions in 12 months`, `2 months between sessions for each body region`.

    >>> words(Limit(what="sessions", count=3, months=12, verified="official"))
    '3 sessions in 12 months'
    """
    length = _length(limit) or "no named window"
    scope = f" for each {limit.per}" if limit.per else ""
    if limit.what == "interval":
        return f"{length} between sessions{scope}"
    number = limit.count or 1
    return f"{number} {'session' if number == 1 else 'sessions'} in {length}{scope}"


def windows(claim: Claim, tables: Tables) -> Iterator[Window | Unchecked]:
    """Give a window for every limit of every policy that governs a line, or say what keeps it unknown.

    Counted as `session-limit` counts; without a date of service the tables' date stands for it.
    """
    on = claim.date_of_service or tables.on
    for line in {line.code: line for line in claim.lines}.values():
        if tables.family(line.code) not in _NOT_COUNTED:
            yield from _windows(line, claim, tables, on)


def _windows(line: Line, claim: Claim, tables: Tables, on: date) -> Iterator[Window | Unchecked]:
    for policy in governing(line, claim, tables):
        if isinstance(policy, Unchecked):
            yield policy
            continue
        for limit in policy.limits:
            yield _window(line.code, policy, limit, on, claim.prior)
        if not policy.limits:
            yield Unchecked(f"how often {policy.name} pays is not on file", (line.code,))


def _window(code: str, policy: Coverage, limit: Limit, on: date, prior: tuple[date, ...]) -> Window:
    opens = _opens(limit, on)
    counted = inside(limit, on, prior)
    why_not = _why_not(limit)
    return Window(
        code=code,
        policy=policy.name,
        authority=policy.authority,
        limit=limit,
        opens=opens,
        closes=on,
        counted=counted,
        outside=tuple(sorted(set(prior) - set(counted))),
        is_over=is_over(limit, on, prior),
        earliest=None if why_not else first_day(limit, on, prior),
        following=None if why_not else _following(limit, on, prior),
        why_not=why_not,
        citation=policy.citation("how often", limit.verified),
    )


def inside(limit: Limit, on: date, prior: tuple[date, ...]) -> tuple[date, ...]:
    """Give the earlier sessions that count on a date, each day once, oldest first."""
    opens = _opens(limit, on)
    return tuple(sorted({day for day in prior if opens < day < on}))


def is_over(limit: Limit, on: date, prior: tuple[date, ...]) -> bool:
    """Say whether a session on a date is one too many or too soon."""
    counted = len(inside(limit, on, prior))
    if limit.what == "interval":
        return counted > 0
    return limit.count is not None and counted + 1 > limit.count


def first_day(limit: Limit, on: date, prior: tuple[date, ...]) -> date | None:
    """Give the first day from a date on that the limit allows; None when the calendar ends before it.

    A limit stops objecting only on a day an earlier session leaves its window, so only those days are tried.
    """
    leaving = {day for each in prior if (day := _leaves(limit, each)) and day > on}
    return next((day for day in sorted({on, *leaving}) if not is_over(limit, day, prior)), None)


def _following(limit: Limit, on: date, prior: tuple[date, ...]) -> date | None:
    return first_day(limit, on + timedelta(days=1), (*prior, on)) if on < date.max else None


def _leaves(limit: Limit, session: date) -> date | None:
    """Give the first day on which a session no longer counts."""
    day = session
    while day < date.max:
        day += timedelta(days=1)
        if _opens(limit, day) >= session:
            return day
    return None


def _opens(limit: Limit, on: date) -> date:
    return before(on, limit.months or 0, limit.days or 0)


def _why_not(limit: Limit) -> str:
    if not limit.months and not limit.days:
        return "the limit names no window"
    if limit.per:
        return (
            f"the limit counts for each {limit.per}, and the claim does not say which earlier sessions were of the same"
        )
    return ""


def _length(limit: Limit) -> str:
    if limit.months:
        return f"{limit.months} {'month' if limit.months == 1 else 'months'}"
    return f"{limit.days} {'day' if limit.days == 1 else 'days'}" if limit.days else ""
