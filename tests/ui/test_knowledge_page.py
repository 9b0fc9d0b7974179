"""The knowledge page, driven without a browser, and the marking of words in texts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from cleanclaim import rules
from cleanclaim.assistant import Assistant
from cleanclaim.knowledge import Knowledge
from cleanclaim.settings import Settings
from cleanclaim.ui import highlighting, knowledge_parts


def run() -> None:
    from cleanclaim.ui.pages import knowledge

    knowledge.page()


@pytest.fixture
def page(settings: Settings, assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    # The assistant of the tests builds tables and index first, so that the page only opens them.
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
    return AppTest.from_function(run, default_timeout=180)


def told(page: AppTest, tab: int) -> str:
    return "\n".join(e.proto.body for e in page.tabs[tab].get("html"))


def test_a_search_shows_passages_with_the_words_marked(page: AppTest) -> None:
    page.run()
    page.text_input(key="knowledge_query").set_value("sessions in a rolling 12 months").run()
    assert not page.exception
    assert "<mark>sessions</mark>" in told(page, 0) and "passage <code>" in told(page, 0)


def test_a_retired_document_answers_for_its_own_dates_only(page: AppTest) -> None:
    page.run()
    page.text_input(key="knowledge_query").set_value("WPS L34588 retired taut band").run()
    assert "<code>L34588#" not in told(page, 0)
    page.date_input(key="knowledge_on").set_value(date(2023, 5, 1)).run()
    assert "<code>L34588#" in told(page, 0)


def test_identifiers_are_taken_out_of_a_search(page: AppTest) -> None:
    page.run()
    page.text_input(key="knowledge_query").set_value("pt Jane Roe DOB 04/12/1951 how often").run()
    assert not page.exception and "Roe" not in told(page, 0)


def test_the_address_opens_a_passage_with_the_quote_marked(page: AppTest) -> None:
    page.query_params["passage"] = "L39656#how-often"
    page.query_params["start"], page.query_params["end"] = "0", "3"
    page.run()
    assert not page.exception
    assert any("<mark>CGS</mark>" in e.proto.body for e in page.get("html"))


@pytest.mark.parametrize(("start", "end"), [("-5", "x"), ("9" * 30, "1"), ("0", "99999999"), ("7", "3")])
def test_odd_offsets_in_the_address_break_nothing(page: AppTest, start: str, end: str) -> None:
    page.query_params["passage"] = "L39656#how-often"
    page.query_params["start"], page.query_params["end"] = start, end
    assert not page.run().exception


def test_a_passage_that_is_not_on_file_is_said_to_be_so(page: AppTest) -> None:
    page.query_params["passage"] = "<b>L1#nothing"
    page.run()
    assert not page.exception and "not on file" in page.warning[0].value


def test_a_policy_shows_its_facts_its_rules_and_its_sections(page: AppTest) -> None:
    page.run()
    page.text_input(key="knowledge_policy_filter").set_value("L39656").run()
    assert not page.exception
    text = told(page, 1)
    assert "3 sessions in 12 months (official)" in text and "<code>session-limit</code>" in text
    assert "L39656#documentation" in text and "secondary source" in text


def test_a_filter_that_nothing_meets_says_so(page: AppTest) -> None:
    page.run()
    page.text_input(key="knowledge_article_filter").set_value("zzzz").run()
    assert not page.exception and "Nothing on file" in page.tabs[2].info[0].value


def test_every_rule_is_shown_with_its_examples_and_what_it_rests_on(page: AppTest, knowledge: Knowledge) -> None:
    page.run()
    text = told(page, 3)
    for rule in rules.catalogue():
        assert f"<b>{rule.id}</b>" in text
        made = knowledge_parts.rule(rule, knowledge)
        assert made.count('<a href="claim-checker?claim=') == len(rule.denied) + len(rule.clean)


def test_the_age_of_every_table_is_told(page: AppTest) -> None:
    page.run()
    text = told(page, 4)
    assert "2024 Q3 (v30.2)" in text and "days ago" in text and "in force" in text


def test_words_are_found_whole_and_in_the_plural() -> None:
    text = "Sessions and one session; obsession is not."
    assert [text[a:b] for a, b in highlighting.spans(text, "sessions")] == ["Sessions", "session"]


@given(text=st.text(), query=st.text())
def test_marking_never_loses_or_adds_a_character(text: str, query: str) -> None:
    found = highlighting.spans(text, query)
    assert all(0 <= a < b <= len(text) for a, b in found)
    unmarked = highlighting.marked(text, found).replace("<mark>", "").replace("</mark>", "")
    assert unmarked == highlighting.marked(text, ())


def test_a_text_that_looks_like_html_is_shown_as_text() -> None:
    assert "<script>" not in highlighting.marked("<script>x</script>", ((0, 3),))
