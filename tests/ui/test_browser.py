"""The chat in a real browser, as a new user meets it. Skipped, and said so, where no browser is installed."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings
from ui.browsing import CHROMIUM, answered, ask, browsing, free_port, picture, served, visiting, write

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
SEED = "is 20552 the cpt code for a trigger point injection with icd 10 m54.12"
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def environment(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A user whose home has never seen Streamlit, an empty history, and tables and index that are already built."""
    home = tmp_path_factory.mktemp("home")
    return {
        "CLEANCLAIM_HOME": str(settings.home),
        "CLEANCLAIM_DATABASE_URL": f"sqlite:///{home / 'history.sqlite'}",
        "HOME": str(home),
        "BROWSER": "true",
    }


@pytest.fixture(scope="module")
def address(environment: dict[str, str]) -> Iterator[str]:
    """The pages started as `make run` starts them."""
    port = free_port()
    with served(["-m", "cleanclaim", "app", "--port", str(port)], environment, port) as address:
        yield address


@pytest.fixture(scope="module")
def slow(environment: dict[str, str]) -> Iterator[str]:
    """The same pages over an assistant that takes its time where a question holds the word slowly."""
    port = free_port()
    options = ["--server.port", str(port), "--server.headless", "true", "--browser.gatherUsageStats", "false"]
    command = ["-m", "streamlit", "run", str(HERE / "slow_app.py"), "--server.address", "127.0.0.1", *options]
    with served(command, environment, port) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A new visitor's page; at the end nobody outside may have been asked for anything."""
    with visiting(browser, viewport={"width": 1200, "height": 1000}) as context:
        page = context.new_page()
        outside: list[str] = []
        page.on(
            "request", lambda r: outside.append(r.url) if re.match(r"(http|ws)s?://(?!127\.0\.0\.1)", r.url) else None
        )
        page.goto(address)
        yield page
        assert not outside, "the page asked someone outside"


def expect_last_question(page: Page, text: str) -> None:
    """Wait until it stands there: while the page is drawn anew, what stood there before may stand there twice."""
    expect(page.locator(".cc-question").last).to_have_text(text)


def test_a_question_is_answered_with_cards_whose_chips_open_and_sources_that_show_the_quoted_words(page: Page) -> None:
    ask(page, SEED)
    expect(page.get_by_text("It depends").first).to_be_visible()
    card = page.locator(".cc-card").filter(has_text="20552")
    chip = card.locator("details").filter(has_text="Coding: pass")
    expect(chip.locator("table")).to_be_hidden()
    chip.locator("summary").click()
    expect(chip.locator("table")).to_be_visible()
    page.locator("details.cc-source summary").first.click()
    expect(page.locator("details.cc-source mark").first).to_be_visible()
    picture(page, "findings-open")


def test_the_question_just_asked_stands_at_the_top(page: Page) -> None:
    ask(page, SEED)
    ask(page, "Can 20610 and 20552 be billed together?")
    expect(page.locator(".cc-question").last).to_be_in_viewport()
    picture(page, "answered")


def test_an_edited_claim_is_checked_in_place_and_asked(page: Page) -> None:
    ask(page, SEED)
    claim = page.get_by_label("Read as (editable)")
    expect(claim).to_have_value("20552 | dx M54.12")
    claim.fill("20552-50 x3 | dx M79.18 | state FL")
    claim.press("Enter")
    expect(page.locator(".cc-part[open] code").filter(has_text="units-above-mue")).to_be_visible()
    page.get_by_role("button", name="Ask with this claim").click()
    answered(page, 2)
    expect_last_question(page, "20552-50 x3 | dx M79.18 | state FL")


def test_a_follow_up_is_one_click(page: Page) -> None:
    ask(page, SEED)
    page.get_by_role("button", name="And in FL?").click()
    answered(page, 2)
    expect(page.locator(".cc-context").last).to_contain_text("FL")


def test_a_missing_fact_is_typed_where_it_is_asked_for(page: Page) -> None:
    ask(page, SEED)
    fact = page.get_by_label("In which state was the service given, and for which payer?")
    fact.fill("Ohio, Medicare")
    fact.press("Enter")
    answered(page, 2)
    expect(page.locator(".cc-context").last).to_contain_text("OH · payer medicare")


def test_the_context_is_shown_on_the_answer_and_survives_a_reload(page: Page) -> None:
    page.get_by_role("button", name="All states").click()
    state = page.get_by_role("combobox", name="State or MAC")
    state.click()
    page.keyboard.type("FL ")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="FL · any payer · today")).to_be_visible()
    page.keyboard.press("Escape")
    ask(page, "does M79.18 support 20553")
    expect(page.locator(".cc-context")).to_contain_text("FL")
    page.reload()
    expect(page.get_by_role("button", name="FL · any payer · today")).to_be_visible()
    # The next tests meet a context nobody set.
    page.get_by_role("button", name="FL · any payer").click()
    page.get_by_role("combobox", name="State or MAC").click()
    page.keyboard.type("All")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="All states · any payer · today")).to_be_visible()


def test_a_conversation_is_there_after_a_reload_and_in_the_list(page: Page) -> None:
    ask(page, "what is 20553 for")
    page.reload()
    answered(page, 1)
    expect_last_question(page, "what is 20553 for")
    page.get_by_role("button", name="New chat").click()
    expect(page.get_by_role("heading", name="What are you coding?")).to_be_visible()
    picture(page, "empty")
    page.get_by_role("button", name="what is 20553 for").click()
    answered(page, 1)


def test_feedback_with_its_reason_is_there_after_a_reload(page: Page) -> None:
    ask(page, "what is 20553 for")
    page.get_by_role("radio", name="Thumbs down").click()
    why = page.get_by_label("Why?")
    why.fill("misses the muscle count")
    why.press("Enter")
    expect(page.get_by_text("Kept with the reason")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Why?")).to_have_value("misses the muscle count")


def test_everything_asked_and_opened_by_keyboard_alone(page: Page) -> None:
    expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible()

    def tab_to(name: str, most: int = 60) -> None:
        for _ in range(most):
            page.keyboard.press("Tab")
            # A whole page that has the focus holds every word and counts for nothing.
            focused = page.evaluate(
                "(e => /^(BODY|MAIN|HTML)$/.test(e.tagName) ? '' :"
                " [e.getAttribute('aria-label'), e.placeholder, e.textContent].join(' '))(document.activeElement)"
            )
            if name in focused:
                return
        raise AssertionError(f"{name} cannot be reached by Tab")

    tab_to("Ask a coding question")
    page.keyboard.type(SEED)
    page.keyboard.press("Enter")
    answered(page, 1)
    # From the top of the page again: the first chip, opened by Enter, then the copy button, pressed by Space.
    page.evaluate("document.activeElement.blur(); window.getSelection().removeAllRanges()")
    tab_to("Coding: pass")
    page.keyboard.press("Enter")
    expect(page.locator(".cc-card details[open]").first).to_be_visible()
    tab_to("Copy claim")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="Copied")).to_be_visible()


def test_a_copied_claim_is_the_claim(page: Page, address: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    ask(page, SEED)
    page.get_by_role("button", name="Copy claim").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "20552 | dx M54.12"
    page.get_by_role("button", name="Copy answer").click()
    expect(page.get_by_role("button", name="Copied").last).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "[1] " in copied and "https://" in copied and "Not a guarantee of payment" in copied


def test_a_screen_reader_is_told_once_that_the_answer_is_ready(page: Page) -> None:
    ask(page, SEED)
    status = page.locator(".cc-status")
    expect(status).to_have_text(re.compile(r"^Answer ready, \d+ codes checked, 0 withheld\.$"))
    assert page.locator(".cc-status").get_attribute("role") == "status"
    # The words of the answer are in no live region: they would be read out piece by piece while they stream.
    assert page.locator("[aria-live] .cc-lead, [role=log] .cc-lead, [role=status] .cc-lead").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_accessibility_violation(browser: Browser, address: str, scheme: str) -> None:
    with visiting(browser, viewport={"width": 1200, "height": 1000}, color_scheme=scheme) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("heading", name="What are you coding?")).to_be_visible()
        found = serious(page)
        ask(page, "dr injected R+L trap and levator, billed 20553-50 x3 dx M79.18, FL mcr")
        for opens in page.locator(".cc-answer summary").all():
            opens.click()
        picture(page, f"open-{scheme}")
        assert not found + serious(page)


def serious(page: Page) -> list[str]:
    """Name what axe calls serious or critical, with the first element of each."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:300]} {v['nodes'][0]['failureSummary'][:300]}"
        for v in violations
        if v["impact"] in ("serious", "critical")
    ]


def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, address: str) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(address)
        ask(page, SEED)
        for opens in page.locator(".cc-answer summary").all():
            opens.click()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
        picture(page, "narrow")


def test_stop_ends_the_answer_at_once_keeps_what_came_and_it_can_be_asked_again(browser: Browser, slow: str) -> None:
    with visiting(browser, viewport={"width": 1200, "height": 1000}) as context:
        page = context.new_page()
        page.goto(slow)
        write(page, f"slowly: {SEED}")
        expect(page.locator(".cc-card").first).to_be_visible()
        page.get_by_test_id("stMainBlockContainer").get_by_role("button", name="Stop").click()
        told = page.get_by_role("alert").get_by_text("Stopped before the answer was complete")
        expect(told).to_be_visible(timeout=20_000)
        expect(page.locator(".cc-card").first).to_be_visible()
        expect(page.get_by_role("status").filter(has_text="No answer: Stopped")).to_be_attached()
        picture(page, "stopped")
        page.reload()
        expect(told).to_be_visible()
        expect(page.get_by_role("button", name="Ask again")).to_be_visible()


def test_ten_chats_at_once_do_not_mix(browser: Browser, slow: str) -> None:
    codes = ("20550", "20551", "20552", "20553", "20605", "20610", "64405", "64483", "64490", "64493")
    with visiting(browser) as context:
        pages = [context.new_page() for _ in codes]
        for page in pages:
            page.goto(slow)
        for page, code in zip(pages, codes, strict=True):
            write(page, f"what is {code}, unhurried")
        for page, code in zip(pages, codes, strict=True):
            answered(page, 1)
            expect_last_question(page, f"what is {code}, unhurried")
            expect(page.get_by_label("Read as (editable)")).to_have_value(code)
        assert len({page.url for page in pages}) == len(codes)
        started = time.monotonic()
        for page, code in zip(pages, codes, strict=True):
            page.reload()
            answered(page, 1)
            expect_last_question(page, f"what is {code}, unhurried")
        assert time.monotonic() - started < 60
