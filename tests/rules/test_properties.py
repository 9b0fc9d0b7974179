"""What holds of the rules together, for claims of every kind."""

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanclaim import rules
from cleanclaim.claim import Claim
from cleanclaim.tables.dated import DatedTables
from strategies import claims

On = Callable[[date | None], DatedTables]
MANY = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


@MANY
@given(claims)
def test_a_report_does_not_depend_on_the_order_of_the_lines(tables_on: On, claim: Claim) -> None:
    tables = tables_on(claim.date_of_service)
    forward, backward = (
        {(f.rule, f.outcome) for f in rules.check(claim.replace(lines=lines), tables).findings}
        for lines in (claim.lines, claim.lines[::-1])
    )
    assert forward == backward


@MANY
@given(claims, st.sampled_from(["regions", "prior", "injectates"]))
def test_adding_a_fact_of_the_session_never_turns_a_failure_into_silence(
    tables_on: On, claim: Claim, fact: str
) -> None:
    tables = tables_on(claim.date_of_service)
    more = {"regions": "buttock", "prior": date(2026, 1, 4), "injectates": "lidocaine"}[fact]
    richer = claim.replace(**{fact: (*getattr(claim, fact), more)})
    before = {(f.rule, f.where) for f in rules.check(claim, tables).findings if f.outcome == "fail"}
    after = {(f.rule, f.where) for f in rules.check(richer, tables).findings}
    assert before <= after


@MANY
@given(claims)
def test_a_code_is_clean_only_where_nothing_was_left_unchecked(tables_on: On, claim: Claim) -> None:
    report = rules.check(claim, tables_on(claim.date_of_service))
    assert not report.is_clean or all(c.state == "checked" and c.why is None for c in report.checks)
    assert not (report.is_clean and report.findings)
