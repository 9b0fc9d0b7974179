"""Windows say what the session rule says, and their days are the first that the limit allows."""

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanclaim.claim import parse
from cleanclaim.coverage import Limit
from cleanclaim.finding import Unchecked
from cleanclaim.planning import sessions
from cleanclaim.planning.sessions import Window
from cleanclaim.tables.dated import DatedTables

TablesOn = Callable[[date], DatedTables]
THREE_A_YEAR = Limit(what="sessions", count=3, months=12, verified="official")
LIMITS = st.builds(
    Limit,
    what=st.sampled_from(["sessions", "interval"]),
    count=st.integers(1, 4),
    months=st.none() | st.integers(1, 14),
    days=st.none() | st.integers(1, 100),
    verified=st.just("official"),
).filter(lambda limit: limit.months or limit.days)
DAYS = st.dates(date(2023, 1, 1), date(2026, 12, 31))
EARLIER = st.lists(DAYS, max_size=6).map(tuple)


def windows(claim: str, tables_on: TablesOn) -> list[Window | Unchecked]:
    read = parse(claim)
    return list(sessions.windows(read, tables_on(read.date_of_service or date(2026, 11, 23))))


def only(claim: str, tables_on: TablesOn) -> Window:
    (found,) = windows(claim, tables_on)
    assert isinstance(found, Window)
    return found


def test_the_fourth_session_in_twelve_months_is_over_and_waits_for_the_oldest_to_leave(tables_on: TablesOn) -> None:
    window = only("20552 | dos 2026-03-14 | state OH | prior 2026-01-04 2025-11-20 2025-06-02", tables_on)
    assert window.is_over and window.number == 4
    assert window.opens == date(2025, 3, 14)
    assert window.earliest == date(2026, 6, 2), "a session exactly twelve months before no longer counts"


def test_a_session_within_the_limit_may_be_on_its_day_and_names_the_day_after_which_another_may_be(
    tables_on: TablesOn,
) -> None:
    window = only("20552 | dos 2026-03-14 | state OH | prior 2026-01-04 2025-06-02", tables_on)
    assert not window.is_over and window.earliest == date(2026, 3, 14)
    assert window.following == date(2026, 6, 2)


def test_what_lies_outside_the_window_is_shown_as_not_counted(tables_on: TablesOn) -> None:
    window = only("20552 | dos 2026-03-14 | state OH | prior 2025-03-14 2026-04-01 2026-01-04", tables_on)
    assert window.counted == (date(2026, 1, 4),)
    assert window.outside == (date(2025, 3, 14), date(2026, 4, 1))


def test_no_day_is_derived_where_the_limit_counts_by_region(tables_on: TablesOn) -> None:
    window = only("64483 | dos 2026-03-14 | state OH | prior 2026-01-04", tables_on)
    assert window.earliest is None and window.following is None
    assert "spinal region" in window.why_not


def test_a_policy_without_a_limit_on_file_is_not_checked(tables_on: TablesOn) -> None:
    (found,) = windows("20552 | dos 2026-03-14 | state FL | prior 2026-01-04", tables_on)
    assert isinstance(found, Unchecked) and "L33912" in found.why


def test_before_the_policy_took_effect_there_is_no_window(tables_on: TablesOn) -> None:
    (found,) = windows("20552 | dos 2024-03-30 | state OH | prior 2024-01-04", tables_on)
    assert isinstance(found, Unchecked) and "no policy on file" in found.why


def test_without_a_state_no_contractor_is_guessed(tables_on: TablesOn) -> None:
    (found,) = windows("20552 | dos 2026-03-14 | prior 2026-01-04", tables_on)
    assert isinstance(found, Unchecked) and "state" in found.why


def test_a_visit_has_no_session_window(tables_on: TablesOn) -> None:
    assert not windows("99213 | dos 2026-03-14 | state OH | prior 2026-01-04", tables_on)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(prior=EARLIER, on=DAYS)
def test_a_window_is_over_exactly_when_the_rule_objects(tables_on: TablesOn, prior: tuple[date, ...], on: date) -> None:
    from cleanclaim import rules
    from cleanclaim.claim import Claim, Line

    claim = Claim(lines=(Line(code="20552"),), date_of_service=on, state="OH", prior=prior)
    report = rules.check(claim, tables_on(on))
    over = any(isinstance(w, Window) and w.is_over for w in sessions.windows(claim, tables_on(on)))
    assert over == any(f.rule == "session-limit" for f in report.findings)


@settings(deadline=None)
@given(limit=LIMITS, prior=EARLIER, on=DAYS)
def test_the_day_derived_is_allowed_and_no_day_before_it_is(limit: Limit, prior: tuple[date, ...], on: date) -> None:
    day = sessions.first_day(limit, on, prior)
    assert day is not None and day >= on and not sessions.is_over(limit, day, prior)
    between = (on + timedelta(days=n) for n in range((day - on).days))
    assert all(sessions.is_over(limit, each, prior) for each in between)


@settings(deadline=None)
@given(prior=st.lists(st.dates(), max_size=4).map(tuple), on=st.dates())
def test_no_date_however_odd_breaks_the_arithmetic(prior: tuple[date, ...], on: date) -> None:
    sessions.first_day(THREE_A_YEAR, on, prior)


def test_limits_read_as_words() -> None:
    assert sessions.words(Limit(what="interval", months=2, verified="secondary")) == "2 months between sessions"
    per = Limit(what="sessions", count=1, days=90, per="site", verified="secondary")
    assert sessions.words(per) == "1 session in 90 days for each site"
