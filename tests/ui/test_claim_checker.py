"""The claim checker page, driven without a browser."""

import pytest
from streamlit.testing.v1 import AppTest

from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings

DENIED = "20552-50 x3 | dx M54.12 | dos 2026-12-02 | state OH | payer medicare"


def run() -> None:
    import streamlit

    from cleanclaim.ui.pages import claim_checker

    if not streamlit.session_state.get("is_away"):
        claim_checker.page()


@pytest.fixture
def page(settings: Settings, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    # The assistant of the tests builds tables and index first, so that the page only opens them.
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
    page = AppTest.from_function(run, default_timeout=180).run()
    assert not page.exception
    return page


def write(page: AppTest, text: str) -> AppTest:
    page.text_area(key="claim_notation").set_value(text).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    said = (str(e.value) for e in (*page.markdown, *page.caption, *page.error, *page.info, *page.code))
    return "\n".join([*said, *(e.proto.body for e in page.get("html"))])


def test_an_empty_page_offers_examples_and_checks_nothing(page: AppTest) -> None:
    assert not page.tabs and len(page.button) >= 3
    page.button[-1].click().run()
    assert page.text_area(key="claim_notation").value and page.tabs


def test_the_notation_fills_the_form(page: AppTest) -> None:
    write(page, "20610-rt-50 x2 ->1; 99213-25 | dx m1711 | state fl | prior 2026-01-04")
    assert page.text_input(key="line_code_0").value == "20610"
    assert page.text_input(key="line_modifiers_0").value == "RT 50"
    assert page.number_input(key="line_units_0").value == 2
    assert page.text_input(key="line_code_1").value == "99213"
    assert page.text_input(key="claim_dx").value == "M17.11"
    assert page.selectbox(key="claim_state").value == "FL"


def test_the_form_writes_the_notation_in_its_canonical_form(page: AppTest) -> None:
    write(page, "20552 | state OH")
    page.text_input(key="claim_dx").set_value("m7918").run()
    assert page.text_area(key="claim_notation").value == "20552 | dx M79.18 | state OH"
    assert page.text_input(key="claim_dx").value == "M79.18"


def test_what_cannot_be_read_is_said_in_one_sentence_and_both_sides_keep_what_was_typed(page: AppTest) -> None:
    write(page, DENIED)
    broken = "2055 | dx M54.12 | dos tomorrow"
    write(page, broken)
    assert page.text_area(key="claim_notation").value == broken
    assert page.text_input(key="line_code_0").value == "20552"
    assert len(page.error) == 1 and not page.tabs, "stale findings would pass for findings on what is typed"


def test_an_unreadable_field_of_the_form_loses_nothing_either(page: AppTest) -> None:
    write(page, DENIED)
    page.text_input(key="claim_prior").set_value("last week").run()
    assert page.text_input(key="claim_prior").value == "last week"
    assert "prior last week" in page.text_area(key="claim_notation").value
    assert page.text_input(key="claim_dx").value == "M54.12" and page.error


def test_a_line_can_be_added_filled_in_and_removed(page: AppTest) -> None:
    write(page, "20552 | state OH")
    next(b for b in page.button if b.label == "Add a line").click().run()
    page.text_input(key="line_code_1").set_value("J1010").run()
    page.number_input(key="line_units_1").set_value(40).run()
    assert page.text_area(key="claim_notation").value == "20552; J1010 x40 | state OH"
    page.button(key="line_remove_0").click().run()
    assert page.text_area(key="claim_notation").value == "J1010 x40 | state OH"
    assert page.text_input(key="line_code_0").value == "J1010"


def test_a_finding_shows_severity_rule_reason_remedy_citation_table_and_release(page: AppTest) -> None:
    text = shown(write(page, DENIED))
    assert "<code>units-above-mue</code>" in text and "denied" in text and "<b>Do:</b>" in text
    assert "NCCI Policy Manual 2025" in text and "<dd>mue, 2024 Q3</dd>" in text
    assert "Coverage: not covered" in text and "Problems found" in text


def test_what_was_not_checked_is_never_called_clean(page: AppTest) -> None:
    text = shown(write(page, "20552 | dx M79.18 | state FL | dos 2026-12-02"))
    assert "Clean:" not in text and "Coverage: not checked" in text


def test_what_if_shows_what_another_diagnosis_changes_and_takes_it_over_on_request(page: AppTest) -> None:
    write(page, "20552 | dx M54.12 | dos 2026-03-02 | state OH")
    page.text_input(key="what_if_dx").set_value("M79.18").run()
    text = shown(page)
    assert "1 no longer found" in text and "0 newly found" in text
    assert page.text_input(key="claim_dx").value == "M54.12"
    page.button(key="what_if_use").click().run()
    assert page.text_input(key="claim_dx").value == "M79.18" and not page.exception


@pytest.mark.parametrize("change", ["Code", "Modifiers", "Units", "State", "Date of service", "Payer"])
def test_every_kind_of_change_can_be_tried(page: AppTest, change: str) -> None:
    write(page, "20552; 99213-25 | dx M54.12 | dos 2026-03-02 | state OH")
    page.selectbox(key="what_if_change").set_value(change).run()
    assert not page.exception and "Change the value above" in shown(page)


def test_the_session_window_is_drawn_with_the_earliest_date(page: AppTest) -> None:
    text = shown(write(page, "20552 | dos 2026-12-02 | state OH | prior 2026-08-20 2026-05-11 2026-02-03"))
    assert "<svg" in text and "beyond the limit" in text and "**2027-02-03**" in text


def test_a_failed_coverage_opens_the_ways_with_and_without_a_notice(page: AppTest) -> None:
    text = shown(write(page, DENIED))
    assert "20552-50-GA x3" in text and "20552-50-GZ x3" in text


def test_the_checklist_counts_what_was_seen(page: AppTest) -> None:
    write(page, "20552 | dos 2026-12-02 | state OH")
    assert page.checkbox
    page.checkbox[0].check().run()
    assert not page.exception and page.checkbox[0].value


def test_the_claim_stays_when_the_page_is_left_and_opened_again(page: AppTest) -> None:
    write(page, DENIED)
    page.session_state["is_away"] = True
    page.run()
    assert not page.text_area
    page.session_state["is_away"] = False
    page.run()
    assert page.text_area(key="claim_notation").value == DENIED
    assert page.text_input(key="claim_dx").value == "M54.12"


def test_odd_dates_do_not_break_the_form(page: AppTest) -> None:
    write(page, "20552 | dos 0001-01-01 | state OH | prior 9999-12-31")
    write(page, "20552 | dos 9999-12-31 | state ZZ | prior 0001-01-01")
