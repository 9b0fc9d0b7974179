"""A model's words in a real browser: cards stand before the first of them, and what the gate withholds says why."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

import scripted
from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings
from ui.browsing import CHROMIUM, answered, browsing, free_port, picture, served, visiting, write

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture
def chat(
    settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, scripted.Server]]:
    """The chat over a model that waits to be told to go on and names codes from nowhere."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    with scripted.serve(scripted.SCRIPTS["hallucinates-in-pieces"]) as model:
        environment = {
            "CLEANCLAIM_HOME": str(settings.home),
            "CLEANCLAIM_DATABASE_URL": f"sqlite:///{home / 'history.sqlite'}",
            "HOME": str(home),
            "BROWSER": "true",
            "OPENAI_API_KEY": "x",
            "OPENAI_BASE_URL": model.url,
        }
        with (
            served(["-m", "cleanclaim", "app", "--port", str(port)], environment, port) as address,
            browsing() as browser,
            visiting(browser, viewport={"width": 1200, "height": 1000}) as context,
        ):
            page = context.new_page()
            page.goto(address)
            yield page, model


def test_cards_stand_before_the_prose_which_flows_and_a_withheld_code_says_why(
    chat: tuple[Page, scripted.Server],
) -> None:
    page, model = chat
    first, second = page.get_by_text("It depends on the record"), page.get_by_text("Both sites must stand in the note")
    write(page, "Can 20610 and 20552 be billed together?")
    expect(page.locator(".cc-card").filter(has_text="20552-XS")).to_be_visible()
    assert not first.count(), "the prose was there before the cards"
    model.go_on()
    expect(first).to_be_visible()
    assert not second.count(), "the prose came in one piece"
    picture(page, "model-writing")
    model.go_on()
    expect(second).to_be_visible()
    answered(page, 1)
    expect(page.get_by_text("withheld: a code that was not checked for this question").first).to_be_visible()
    assert "20559" not in page.inner_text("body")
    picture(page, "model-withheld")
