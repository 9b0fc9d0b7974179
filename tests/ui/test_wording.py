"""A model words the answers only where a key is set and the user lets it; codes are the rules' own either way."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import scripted
from cleanclaim.settings import Settings
from ui.conftest import fresh, shown

QUESTION = "Can 20610 and 20552 be billed together?"


@pytest.fixture
def modelled(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[AppTest]:
    """The page over a model that names codes from nowhere."""
    with scripted.serve(scripted.SCRIPTS["hallucinated"]) as server:
        monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
        monkeypatch.setenv("CLEANCLAIM_DATABASE_URL", f"sqlite:///{tmp_path / 'history.sqlite'}")
        monkeypatch.setenv("OPENAI_API_KEY", "x")
        monkeypatch.setenv("OPENAI_BASE_URL", server.url)
        st.cache_resource.clear()
        yield fresh()
    st.cache_resource.clear()


def test_without_a_key_there_is_no_choice_and_it_is_said(page: AppTest) -> None:
    assert not page.toggle and "no model key is set" in shown(page)


def test_what_the_gate_withheld_is_drawn_as_withheld_and_counted(modelled: AppTest) -> None:
    modelled.chat_input[0].set_value(QUESTION).run()
    assert not modelled.exception
    text = shown(modelled)
    assert ":gray-badge[:material/visibility_off: withheld" in text and "20559" not in text
    assert "20552-XS" in text, "the cards are the rules' own"
    assert modelled.session_state["status"][1].startswith("Answer ready, ")
    assert not modelled.session_state["status"][1].endswith(" 0 withheld.")


def test_the_model_can_be_left_out_and_stays_out_in_another_tab(modelled: AppTest) -> None:
    modelled.toggle[0].set_value(False).run()
    modelled.chat_input[0].set_value(QUESTION).run()
    assert not modelled.exception and "withheld" not in shown(modelled).split("<style>")[0]
    assert "Worded by rules" in shown(modelled)
    assert fresh().toggle[0].value is False
