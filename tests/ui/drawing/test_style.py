"""The page's scripts in a real browser, in every order in which the page may run them. Skipped without a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from cleanclaim.ui import drawing
from ui.browsing import CHROMIUM, browsing

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
SCRIPTS = {
    name: Path(drawing.__file__).with_name(f"{name}.js").read_text("utf-8") for name in ("announcer", "scroller")
}
RUN = """async ([script, data]) => {
  const { default: run } = await import(`data:text/javascript,${encodeURIComponent(script)}`)
  run({ parentElement: document.body, data })
  return document.querySelector("[role=status]").textContent
}"""
ASKED, READY = "scroller", "announcer"


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with browsing() as browser:
        yield browser.new_page()


def said(page: Page, *runs: tuple[str, str, str]) -> list[str]:
    """Run scripts on an empty page and give what a screen reader could read after each."""
    page.goto("about:blank")
    page.set_content('<div class="cc-status" role="status"></div>')
    return [page.evaluate(RUN, [SCRIPTS[name], {"turn": turn, "sentence": told}]) for name, turn, told in runs]


def test_a_question_is_announced_and_then_its_answer(page: Page) -> None:
    assert said(page, (READY, "", ""), (ASKED, "1", ""), (READY, "1", "Ready.")) == ["", "Answering", "Ready."]


def test_an_answer_that_was_quicker_than_the_scrolling_stays_announced(page: Page) -> None:
    assert said(page, (READY, "", ""), (READY, "1", "Ready."), (ASKED, "1", "")) == ["", "Ready.", "Ready."]


def test_the_same_words_are_said_again_for_the_next_answer(page: Page) -> None:
    first, second = [(ASKED, "1", ""), (READY, "1", "Ready.")], [(ASKED, "2", ""), (READY, "2", "Ready.")]
    assert said(page, *first, *second) == ["Answering", "Ready."] * 2


def test_the_last_answer_is_not_said_again_while_the_next_is_made(page: Page) -> None:
    runs = (ASKED, "1", ""), (READY, "1", "Ready."), (ASKED, "2", ""), (READY, "1", "Ready.")
    assert said(page, *runs)[-1] == "Answering"
