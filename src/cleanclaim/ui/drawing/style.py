"""The look of what is drawn, and the script that copies and tells a screen reader when an answer is ready."""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

_HERE = Path(__file__).parent


def style() -> None:
    """Put the look on the page."""
    st.html(f"<style>{_read('style.css')}</style>")


def announce(turn: str, sentence: str) -> None:
    """Tell a screen reader one sentence of a turn, politely, and keep the page's copy buttons and links working."""
    _script()(data={"turn": turn, "sentence": sentence}, key="announcer", height="content")


def scroll_to_question(turn: str) -> None:
    """Bring the question that was asked last to the top of the page, once: its answer is read from the beginning."""
    _scroller()(data={"turn": turn}, key="scroller", height="content")


@cache
def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


@cache
def _script() -> Any:
    return v2.component(
        "cleanclaim.announcer",
        html='<div class="cc-status" role="status" aria-live="polite"></div>',
        js=_read("announcer.js"),
        isolate_styles=False,
    )


@cache
def _scroller() -> Any:
    return v2.component("cleanclaim.scroller", js=_read("scroller.js"), isolate_styles=False)
