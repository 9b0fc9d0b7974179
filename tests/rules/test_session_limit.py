"""Limits of other kinds than the policies on file set today: intervals, days, and counts for each site."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanclaim import claim, rules
from cleanclaim.coverage import Coverage, Limit, Listed
from cleanclaim.finding import Finding
from cleanclaim.rules.session_limit import before
from cleanclaim.tables.dated import DatedTables
from cleanclaim.tables.library import Library
from cleanclaim.tables.store import Store
from fixed import TODAY


def judged(written: str, store: Store, limit: Limit) -> tuple[Finding, ...]:
    policy = Coverage(
        id="P1",
        kind="commercial",
        title="a made-up policy",
        authority="A Plan",
        payer="a-plan",
        procedures=("20552",),
        limits=(limit,),
        url="https://example.org/p1",
        verified="official",
    )
    read = claim.parse(written)
    rule = rules.find("session-limit")
    assert rule is not None
    tables = DatedTables(Library(store), read.date_of_service or TODAY, Listed((policy,), "made up"))
    return rules.check(read, tables, [rule]).findings


def test_an_interval_is_kept_to_the_day(store: Store) -> None:
    weeks = Limit(what="interval", days=42, verified="official")
    assert judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-02-01", store, weeks)
    assert not judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-01-31", store, weeks)


def test_an_interval_in_months_is_kept_to_the_day(store: Store) -> None:
    months = Limit(what="interval", months=2, verified="official")
    assert judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-01-15", store, months)
    assert not judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-01-14", store, months)


def test_a_window_in_days_counts_this_session_too(store: Store) -> None:
    days = Limit(what="sessions", count=3, days=90, verified="official")
    (found,) = judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-03-01 2026-02-01 2026-01-02", store, days)
    assert (found.outcome, found.severity) == ("fail", "denied")
    assert "3 sessions in 90 days" in found.message and "number 4" in found.message
    assert "2026-01-02 and 2026-02-01 and 2026-03-01" in found.message


def test_a_count_for_each_site_depends_on_the_site(store: Store) -> None:
    site = Limit(what="sessions", count=1, months=12, per="site", verified="secondary")
    (found,) = judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-03-01", store, site)
    assert (found.outcome, found.severity) == ("conditional", "at_risk") and "for each site" in found.message


def test_a_limit_without_a_window_judges_nothing(store: Store) -> None:
    bare = Limit(what="sessions", count=1, verified="official")
    assert not judged("20552 | dos 2026-03-14 | payer a-plan | prior 2026-03-01", store, bare)


@pytest.mark.parametrize(
    ("on", "months", "day"),
    [
        (date(2026, 3, 14), 12, date(2025, 3, 14)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), 2, date(2025, 11, 15)),
    ],
)
def test_months_are_counted_by_the_calendar(on: date, months: int, day: date) -> None:
    assert before(on, months, 0) == day


@given(st.dates(), st.integers(0, 30_000), st.integers(0, 4_000_000))
def test_no_window_is_too_long_to_count(on: date, months: int, days: int) -> None:
    assert date.min <= before(on, months, days) <= on
