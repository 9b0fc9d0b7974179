"""The coverage page, driven without a browser."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings


def run() -> None:
    from cleanclaim.ui.pages import coverage

    coverage.page()


@pytest.fixture
def page(settings: Settings, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    # The assistant of the tests builds tables and index first, so that the page only opens them.
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
    page = AppTest.from_function(run, default_timeout=180).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    said = (str(e.value) for e in (*page.markdown, *page.caption, *page.error, *page.info))
    return "\n".join([*said, *(e.proto.body for e in page.get("html"))])


def told(page: AppTest, tab: int) -> str:
    return "\n".join(e.proto.body for e in page.tabs[tab].get("html"))


def test_the_map_names_every_state_with_its_status_in_words(page: AppTest) -> None:
    text = shown(page)
    assert "<svg" in text and "list not on file: AR, CO, DC, DE, FL" in text
    assert "list on file: AK, AL" in text


def test_with_a_diagnosis_an_unread_list_stays_not_checked(page: AppTest) -> None:
    page.text_input(key="coverage_dx").set_value("m5412").run()
    assert not page.exception
    assert "not covered: AK, AL" in shown(page) and "not checked: AR, CO, DC, DE, FL" in shown(page)
    assert "secondary" in told(page, 0)


def test_before_april_2024_only_what_is_on_file_is_shown(page: AppTest) -> None:
    page.date_input(key="coverage_on").set_value(date(2024, 3, 30)).run()
    assert not page.exception
    assert "L34588" in told(page, 0) and "L39713" not in told(page, 0)
    assert "no document on file: AK" in shown(page)


def test_a_split_state_says_that_part_of_it_is_not_judged(page: AppTest) -> None:
    page.selectbox(key="coverage_state").set_value("VA").run()
    assert "Novitas" in shown(page) and "not judged here" in shown(page)


def test_what_is_no_diagnosis_is_said_and_no_map_is_drawn(page: AppTest) -> None:
    page.text_input(key="coverage_dx").set_value("neck pain").run()
    assert len(page.error) == 1 and "<svg" not in shown(page) and not page.exception


@pytest.mark.parametrize("code", ["64483", "27096", "20560", "M0076", "J0585"])
def test_every_family_can_be_opened(page: AppTest, code: str) -> None:
    page.selectbox(key="coverage_code").set_value(code).run()
    assert not page.exception


def test_two_dates_show_what_came_and_went(page: AppTest) -> None:
    page.radio(key="compare_how").set_value("Two dates").run()
    page.selectbox(key="compare_state").set_value("MI").run()
    text = shown(page)
    assert "L34588" in text and "L39713/A59553" in text and "Only on 2024-03-31" in text


def test_two_documents_stand_side_by_side(page: AppTest) -> None:
    page.toggle(key="compare_differing").set_value(True).run()
    assert not page.exception and "In force" in told(page, 4)


def test_other_payers_stand_apart_from_medicare(page: AppTest) -> None:
    assert "AETNA-CPB-0016" in told(page, 5) and "L39656" not in told(page, 5)
    assert "AETNA-CPB-0016" not in told(page, 0)


def test_what_no_table_holds_or_cannot_be_billed_is_said(page: AppTest) -> None:
    page.text_input(key="coverage_dx").set_value("M79.1 Z99.99").run()
    said = [w.value for w in page.warning]
    assert any("M79.1 is a category" in w for w in said) and any("Z99.99 is in no year" in w for w in said)


def test_a_refusal_by_a_list_that_is_not_official_says_so_on_the_map(page: AppTest) -> None:
    page.text_input(key="coverage_dx").set_value("M54.12").run()
    assert "not covered, by lists of secondary grade (41)" in shown(page)
