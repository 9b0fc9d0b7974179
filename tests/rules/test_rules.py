"""All rules, found by walking: their examples and cases hold, and no claim is odd enough to break one."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings

from cleanclaim import claim, rules
from cleanclaim.claim import Claim
from cleanclaim.finding import Report
from cleanclaim.rules import Rule
from cleanclaim.tables.dated import DatedTables
from fixed import TODAY
from strategies import claims

HERE = Path(__file__).parent
On = Callable[..., DatedTables]
CATALOGUE = rules.catalogue()
EXAMPLES = [
    pytest.param(each, example, found, id=f"{each.id}: {example}")
    for each in CATALOGUE
    for examples, found in ((each.denied, True), (each.clean, False))
    for example in examples
]


def cases_of(each: Rule) -> list[dict[str, Any]]:
    path = HERE / f"{each.id}.yaml"
    return yaml.safe_load(path.read_text(encoding="utf-8")) if path.is_file() else []


CASES = [pytest.param(each, case, id=f"{each.id}: {case['name']}") for each in CATALOGUE for case in cases_of(each)]


def check(written: str, tables_on: On, *only: Rule) -> Report:
    read = claim.parse(written)
    return rules.check(read, tables_on(read.date_of_service), only or None)


@pytest.mark.parametrize(("each", "example", "found"), EXAMPLES)
def test_the_examples_of_a_rule_hold(each: Rule, example: str, found: bool, tables_on: On) -> None:
    assert bool(check(example, tables_on, each).findings) is found


@pytest.mark.parametrize(("each", "case"), CASES)
def test_a_case_holds(each: Rule, case: dict[str, Any], tables_on: On) -> None:
    report = check(case["claim"], tables_on, each)
    assert bool(report.findings) is case["finds"], report.findings
    if "outcome" in case:
        assert case["outcome"] in {finding.outcome for finding in report.findings}
    blind = any(done.state == "not_checked" for done in report.checks)
    assert blind is case.get("unchecked", False), report.checks


@pytest.mark.parametrize("each", CATALOGUE, ids=lambda each: each.id)
def test_every_rule_has_cases_that_a_coder_can_read(each: Rule) -> None:
    cases = cases_of(each)
    assert len(cases) >= 4, f"tests/rules/{each.id}.yaml holds fewer than four cases"
    assert {case["finds"] for case in cases} == {True, False}
    assert all(set(case) <= {"name", "claim", "finds", "outcome", "unchecked"} for case in cases)
    assert len({case["name"] for case in cases}) == len(cases)
    assert all(str(claim.parse(case["claim"])) for case in cases)


def test_no_case_file_is_left_without_its_rule() -> None:
    assert {path.stem for path in HERE.glob("*.yaml")} == {each.id for each in CATALOGUE}


@pytest.mark.parametrize("each", CATALOGUE, ids=lambda each: each.id)
def test_every_rule_says_what_why_what_instead_and_where_it_stands(each: Rule) -> None:
    assert all(text.endswith(".") and len(text) > 20 for text in (each.title, each.why, each.remedy))
    assert each.citation.url.startswith("https://") and each.citation.section
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", each.id)
    assert rules.find(each.id) is each


@pytest.mark.parametrize("each", CATALOGUE, ids=lambda each: each.id)
def test_no_rule_advises_changing_the_record(each: Rule) -> None:
    advice = f"{each.why} {each.remedy}".lower()
    assert not re.search(r"(?:change|alter|amend|rewrite|move) the (?:record|note|date|diagnosis)", advice)


@settings(max_examples=300, deadline=None)
@given(odd=claims)
def test_no_claim_is_odd_enough_to_break_a_rule(odd: Claim, tables_on: On) -> None:
    tables = tables_on(odd.date_of_service)
    report = rules.check(odd, tables)
    assert report == rules.check(odd, tables)
    for finding in report.findings:
        assert finding.message.endswith(".") and finding.remedy.endswith(".")
        assert finding.citation.url.startswith("https://")
        assert finding.outcome == "conditional" or finding.citation.verified != "unverified"
        assert not finding.codes or set(finding.codes) <= {*odd.procedure_codes, *odd.diagnoses}
    assert Report.model_validate_json(report.model_dump_json()) == report


@settings(max_examples=100, deadline=None)
@given(odd=claims)
def test_a_clean_report_has_checked_everything(odd: Claim, tables_on: On) -> None:
    report = rules.check(odd, tables_on(odd.date_of_service))
    if report.is_clean:
        assert all(done.state == "checked" and done.why is None for done in report.checks)


def test_a_rule_that_lacks_a_fact_is_reported_as_not_checked(tables_on: On) -> None:
    each = rules.find("diagnosis-not-on-policy")
    assert each is not None
    (done,) = check("20552 | state OH | dos 2026-03-02", tables_on, each).checks
    assert (done.state, done.codes) == ("not_checked", ("20552",)) and "diagnoses" in (done.why or "")


def test_a_check_names_its_release_and_the_rows_in_force(tables_on: On) -> None:
    report = check("20610; 20552 | dos 2024-08-01", tables_on)
    (ptp,) = [done for done in report.checks if done.check == "ptp"]
    assert ptp.version == "2024 Q3 (v30.2)" and (ptp.rows or 0) > 1000 and ptp.why is None


def test_a_claim_on_a_day_whose_release_is_not_loaded_is_not_called_clean(tables_on: On) -> None:
    report = check(f"20552 | dx M79.18 | dos {TODAY} | state OH", tables_on)
    assert not report.is_clean and any(done.why and "not loaded" in done.why for done in report.checks)


@pytest.mark.parametrize(
    ("written", "rule_id", "says", "leaves_out"),
    [
        ("20553 x3", "units-above-mue", "neither a modifier nor an appeal", "appeal with the complete record"),
        ("20610 x3", "units-above-mue", "appeal with the complete record", "neither a modifier"),
        ("20552; 20552", "same-code-twice", "one line with one unit", "76"),
        ("20610; 20610", "same-code-twice", "76 or 77", "once a day by policy"),
        ("64642-50", "bilateral-not-allowed", "64643", "trigger points"),
        ("20551-50", "bilateral-not-allowed", "without modifier 50", "64643"),
    ],
)
def test_a_remedy_offers_nothing_that_the_row_forbids(
    written: str, rule_id: str, says: str, leaves_out: str, tables_on: On
) -> None:
    remedies = [each.remedy for each in check(written, tables_on).findings if each.rule == rule_id]
    assert remedies and all(says in each and leaves_out not in each for each in remedies)
