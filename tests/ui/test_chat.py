"""The chat page, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cleanclaim.settings import Settings

APP = Path(__file__).parent.parent.parent / "app.py"


@pytest.fixture
def page(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
    page = AppTest.from_file(str(APP), default_timeout=60).run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    return "\n".join(str(e.value) for e in (*page.markdown, *page.caption, *page.error, *page.warning, *page.info))


def test_a_question_is_answered_with_verdict_codes_sources_and_checks(page: AppTest) -> None:
    page.chat_input[0].set_value("is 20552 the cpt code for a trigger point injection with icd 10 m54.12").run()
    assert not page.exception
    text = shown(page)
    assert "It depends" in text and "**20552 x1**" in text
    assert "coverage: depends" in text and "coding: pass" in text
    labels = [e.label for e in page.expander]
    assert any(label.startswith("[1] ") for label in labels) and any(label.startswith("Checks:") for label in labels)


def test_the_context_picker_decides_for_which_contractor(page: AppTest) -> None:
    page.sidebar.selectbox[0].set_value("FL").run()
    page.chat_input[0].set_value("does M54.12 support 20552").run()
    assert "state FL" in shown(page) and "A57114" in shown(page)


def test_an_example_is_asked_by_one_click(page: AppTest) -> None:
    page.button[1].click().run()
    assert not page.exception and "20610" in shown(page)


def test_an_earlier_answer_stays_when_another_question_is_asked(page: AppTest) -> None:
    page.chat_input[0].set_value("what is 20553").run()
    page.chat_input[0].set_value("what is 20552").run()
    assert len(page.chat_message) == 4 and not page.exception


def test_what_cannot_be_read_is_said_and_nothing_breaks(page: AppTest) -> None:
    page.chat_input[0].set_value("???").run()
    assert "no word" in shown(page) and not page.exception


def test_identifiers_never_reach_the_page(page: AppTest) -> None:
    page.chat_input[0].set_value("pt Jane Roe DOB 04/12/1951 got 2 muscles injected, what code").run()
    assert "Jane Roe" not in shown(page) and "1951" not in shown(page)
