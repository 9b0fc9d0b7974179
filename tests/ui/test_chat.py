"""The chat page, driven without a browser."""

import re
from typing import Any

from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from cleanclaim import settings
from cleanclaim.storage import conversations, feedback, open_database
from cleanclaim.ui.people import LOCAL
from ui.conftest import fresh, shown

SEED = "is 20552 the cpt code for a trigger point injection with icd 10 m54.12"


def ask(page: AppTest, question: str) -> AppTest:
    page.chat_input[0].set_value(question).run()
    assert not page.exception
    return page


def button(page: AppTest, label: str) -> Any:
    return next(b for b in page.button if b.label == label)


def address(page: AppTest) -> str:
    chat = page.query_params["chat"]
    return chat if isinstance(chat, str) else str(chat[0])


def kept() -> Engine:
    return open_database(settings.read())


def test_a_question_is_answered_with_verdict_cards_sources_and_checks(page: AppTest) -> None:
    text = shown(ask(page, SEED))
    assert "It depends" in text and 'class="cc-code">20552<' in text
    assert "Coverage: depends" in text and "Coding: pass" in text
    assert 'class="cc-n">[1]<' in text and "<mark>" in text and "Checks: " in text


def test_what_was_not_checked_is_said_in_plain_sight(page: AppTest) -> None:
    text = shown(ask(page, SEED))
    notice = text[text.index('class="cc-blind-notice"') :]
    assert "Not checked" in notice and "the state is not given" in notice and "FY2027 is not loaded" in notice


def test_the_context_picker_decides_for_which_contractor_and_is_shown_on_the_answer(page: AppTest) -> None:
    page.selectbox(key="cc-where").set_value("state:FL").run()
    page.selectbox(key="cc-place").set_value("11").run()
    text = shown(ask(page, "does M54.12 support 20552"))
    assert "A57114" in text and ">FL · payer not given · " in text and "POS 11<" in text
    assert "pos 11" in page.text_input(key=next(t.key for t in page.text_input if t.label.startswith("Read as"))).value


def test_a_contractor_can_be_picked_in_place_of_a_state(page: AppTest) -> None:
    page.selectbox(key="cc-where").set_value("mac:CGS").run()
    text = shown(ask(page, "does M54.12 support 20552"))
    assert "CGS (MAC)" in text and "A59480" in text and "A57114" not in text


def test_the_context_is_found_again_in_another_tab(page: AppTest) -> None:
    page.selectbox(key="cc-where").set_value("state:OH").run()
    page.selectbox(key="cc-payer").set_value("medicare").run()
    again = fresh()
    assert again.selectbox(key="cc-where").value == "state:OH" and again.selectbox(key="cc-payer").value == "medicare"


def test_an_example_is_asked_by_one_click(page: AppTest) -> None:
    button(page, "Can 20610 and 20552 be billed together?").click().run()
    assert not page.exception and 'class="cc-code">20610<' in shown(page)


def test_a_follow_up_is_asked_by_one_click_and_read_in_the_light_of_the_question(page: AppTest) -> None:
    ask(page, SEED)
    button(page, "And in FL?").click().run()
    assert not page.exception and len(page.chat_message) == 4
    assert ">FL · " in shown(page) and "M54.12" in page.text_input(key=last_claim(page)).value


def last_claim(page: AppTest) -> str:
    return str([t.key for t in page.text_input if t.label.startswith("Read as")][-1])


def test_an_edited_claim_is_checked_in_place_and_asked_by_one_click(page: AppTest) -> None:
    ask(page, SEED)
    page.text_input(key=last_claim(page)).set_value("20552-50 x3 | dx M79.18 | state FL").run()
    text = shown(page)
    assert len(page.chat_message) == 2 and "Coding: fail" in text and "units-above-mue" in text
    button(page, "Ask with this claim").click().run()
    assert not page.exception and len(page.chat_message) == 4
    assert "20552-50 x3 | dx M79.18 | state FL" in page.chat_message[2].get("html")[0].proto.body


def test_an_edited_claim_that_cannot_be_read_says_why(page: AppTest) -> None:
    ask(page, SEED)
    page.text_input(key=last_claim(page)).set_value("20552 | state Florida").run()
    assert not page.exception and "state" in page.warning[0].value


def test_a_conversation_survives_a_reload_by_its_address(page: AppTest) -> None:
    ask(ask(page, "what is 20553"), "what is 20552")
    chat = address(page)
    again = fresh(chat)
    assert len(again.chat_message) == 4 and again.title[0].value == "what is 20553"
    assert 'class="cc-code">20553<' in shown(again)


def test_the_address_of_someone_elses_conversation_opens_nothing(page: AppTest) -> None:
    from datetime import UTC, datetime

    other = conversations.start(kept(), "someone else", "theirs", datetime.now(UTC))
    again = fresh(other.id)
    assert not again.chat_message and "theirs" not in shown(again)


def test_conversations_are_listed_searched_renamed_and_deleted(page: AppTest) -> None:
    ask(page, "what is 20553")
    button(page, "New chat").click().run()
    assert not page.chat_message
    ask(page, "Can 20610 and 20552 be billed together?")
    page.text_input(key="search").set_value("20553").run()
    listed = [b.label for b in page.button if str(b.key).startswith("open-")]
    assert listed == ["what is 20553"]
    button(page, "what is 20553").click().run()
    name = next(t for t in page.text_input if t.label == "Name")
    name.set_value("The three muscle code").run()
    assert page.title[0].value == "The three muscle code"
    next(c for c in page.checkbox if c.label == "Delete it for good").check().run()
    button(page, "Delete conversation").click().run()
    assert not page.chat_message and [c.title for c in conversations.listed(kept(), LOCAL)] == [
        "Can 20610 and 20552 be billed together?"
    ]


def test_a_thumb_with_its_reason_is_kept_with_question_and_answer(page: AppTest) -> None:
    page.selectbox(key="cc-where").set_value("state:FL").run()
    ask(page, "does M54.12 support 20552")
    page.get("feedback")[0].set_value(0).run()
    next(t for t in page.text_input if t.label == "Why?").set_value("wrong for pt Jane Roe").run()
    assert not page.exception
    (said,) = feedback.listed(kept())
    assert (said.thumb, said.question, said.context) == ("down", "does M54.12 support 20552", {"state": "FL"})
    assert said.answer["verdict"] and said.reason == "wrong for pt [name]"


def test_only_the_last_turns_are_drawn_and_earlier_ones_by_a_button(page: AppTest) -> None:
    ask(page, "what is 20553")
    chat = address(page)
    engine = kept()
    (first,) = conversations.turns(engine, chat)
    for n in range(14):
        turn = conversations.ask(engine, LOCAL, chat, f"question {n}", {}, (), first.asked)
        assert turn and first.answer
        conversations.settle(engine, turn.id, {**first.answer, "id": f"a{n}"})
    again = fresh(chat)
    assert len(again.chat_message) == 20 and "question 3" not in shown(again)
    button(again, "Show earlier (5)").click().run()
    assert len(again.chat_message) == 30 and "question 3" in shown(again)


def test_what_cannot_be_read_is_said_and_can_be_tried_again(page: AppTest) -> None:
    ask(page, "???")
    assert "no word" in page.warning[0].value
    button(page, "Try again").click().run()
    assert not page.exception and len(page.chat_message) == 4


def test_identifiers_never_reach_the_page_or_the_history_and_their_removal_is_said(page: AppTest) -> None:
    text = shown(ask(page, "pt Jane Roe DOB 04/12/1951 got 2 muscles injected, what code"))
    assert "Jane Roe" not in text and "1951" not in text and "Removed before anyone read" in text
    chat = address(page)
    assert "Jane Roe" not in repr(conversations.turns(kept(), chat)) + repr(conversations.listed(kept(), LOCAL))


def test_a_question_is_never_read_as_markup(page: AppTest) -> None:
    ask(page, "![a](http://example.com/a.png) is 20552 ok <img src=x onerror=alert(1)> **b**")
    assert all("<img" not in h.proto.body and "<b>b</b>" not in h.proto.body for h in page.get("html"))
    # Titles, labels and prose are Markdown: an image there would be fetched from outside.
    rest = [e.value for e in (*page.title, *page.markdown)] + [b.label for b in page.button]
    assert not any(re.search(r"(?<!\\)!\[", str(words)) for words in rest)


def test_an_answer_this_version_cannot_check_is_not_shown(page: AppTest) -> None:
    ask(page, "what is 20553")
    chat = address(page)
    (turn,) = conversations.turns(kept(), chat)
    assert turn.answer
    conversations.settle(kept(), turn.id, {**turn.answer, "text": "Report 99999 and 64999."})
    text = shown(fresh(chat))
    assert "64999" not in text and "not complete" in text
