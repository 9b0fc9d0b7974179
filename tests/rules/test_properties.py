"""What holds of the rules together, for claims of every kind."""

from collections.abc import Callable
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanclaim import rules
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rule import WHERE
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


@MANY
@given(claims)
def test_a_rule_shown_slices_says_what_it_says_of_the_whole_claim(tables_on: On, claim: Claim) -> None:
    tables = tables_on(claim.date_of_service)
    codes, modifiers = set(claim.procedure_codes), {m for line in claim.lines for m in line.modifiers}
    for each in rules.catalogue():
        lacks = any(not getattr(claim, name) for name in (*each.needs, *each.given))
        asked = each.sits(claim.payer, tables.on) and each.is_concerned(codes, modifiers) and not lacks
        said = {
            (str(problem.where), problem.message)
            for problem in (each.judge(claim, tables) if asked else ())
            if isinstance(problem, Problem)
        }
        assert said == {(f.where, f.message) for f in rules.check(claim, tables, [each]).findings}, each.id


@MANY
@given(claims, claims)
def test_what_was_said_of_one_claim_never_changes_what_is_said_of_another(
    tables_on: On, first: Claim, second: Claim
) -> None:
    beside = second.replace(**{name: getattr(first, name) for name in WHERE})
    tables = tables_on(first.date_of_service)
    rules.check(first, tables)
    assert rules.check(beside, tables) == rules.check(beside, tables_on(first.date_of_service))
