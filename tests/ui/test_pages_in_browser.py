"""The claim checker, coverage and knowledge pages in a real browser: one flow each, light and dark, with axe."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings
from ui.browsing import CHROMIUM, browsing, free_port, picture, served, visiting

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")


@pytest.fixture(scope="module")
def address(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    home, port = tmp_path_factory.mktemp("home"), free_port()
    environment = {
        "CLEANCLAIM_HOME": str(settings.home),
        "CLEANCLAIM_DATABASE_URL": f"sqlite:///{home / 'history.sqlite'}",
        "HOME": str(home),
        "BROWSER": "true",
    }
    with served(["-m", "cleanclaim", "app", "--port", str(port)], environment, port) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(params=["light", "dark"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A new visitor's page in each colour scheme; nobody outside may have been asked for anything."""
    with visiting(browser, viewport={"width": 1200, "height": 1000}, color_scheme=request.param) as context:
        page = context.new_page()
        outside: list[str] = []
        page.on(
            "request", lambda r: outside.append(r.url) if re.match(r"(http|ws)s?://(?!127\.0\.0\.1)", r.url) else None
        )
        yield page
        assert not outside, "the page asked someone outside"


def serious(page: Page) -> list[str]:
    """Name what axe calls serious or critical, with the first element of each."""
    return [
        f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary'][:300]}"
        for v in Axe().run(page).response["violations"]
        if v["impact"] in ("serious", "critical")
    ]


def open_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name).click()
    expect(page.get_by_role("tab", name=name)).to_have_attribute("aria-selected", "true")


def test_a_claim_is_written_edited_in_the_form_and_tried_otherwise(page: Page, address: str) -> None:
    page.goto(f"{address}/claim-checker")
    notation = page.get_by_role("textbox", name="Claim in notation")
    notation.fill("20552-50 x3 | dx m5412 | dos 2026-12-02 | state OH | prior 2026-08-20", timeout=60_000)
    notation.press("Control+Enter")
    expect(page.get_by_text("Problems found")).to_be_visible()
    expect(page.get_by_role("textbox", name="Diagnoses")).to_have_value("M54.12")
    page.get_by_role("textbox", name="Modifiers").first.fill("")
    page.get_by_role("textbox", name="Modifiers").first.press("Enter")
    expect(notation).to_have_value("20552 x3 | dx M54.12 | dos 2026-12-02 | state OH | prior 2026-08-20")
    found = serious(page)
    open_tab(page, "What if")
    page.get_by_role("textbox", name="To").fill("M79.18")
    page.get_by_role("textbox", name="To").press("Enter")
    expect(page.get_by_text("no longer found")).to_be_visible()
    found += serious(page)
    for name, seen in (("Sessions", "within the limit"), ("Documentation", "seen in the record"), ("Who pays", "GZ")):
        open_tab(page, name)
        expect(page.get_by_text(seen).locator("visible=true").first).to_be_visible()
        found += serious(page)
        picture(page, f"claim-{name}")
    notation.fill("20552 | dos tomorrow")
    notation.press("Control+Enter")
    expect(page.get_by_text("“tomorrow” is not a date", exact=False)).to_be_visible()
    expect(notation).to_have_value("20552 | dos tomorrow")
    assert not found


def test_coverage_of_a_diagnosis_is_seen_on_the_map_and_over_time(page: Page, address: str) -> None:
    page.goto(f"{address}/coverage")
    page.get_by_role("textbox", name="Diagnoses").fill("M54.12", timeout=60_000)
    page.get_by_role("textbox", name="Diagnoses").press("Enter")
    expect(page.get_by_role("img", name=re.compile("M54.12.*not covered: .*OH.*not checked: .*FL"))).to_be_visible()
    picture(page, "coverage-map")
    found = serious(page)
    for name in ("Matrix", "Diagnoses", "Timeline", "Compare", "Other payers"):
        open_tab(page, name)
        page.wait_for_timeout(300)
        found += serious(page)
        picture(page, f"coverage-{name}")
    assert not found


def test_knowledge_is_searched_and_a_rule_opened_in_the_claim_checker(page: Page, address: str) -> None:
    page.goto(f"{address}/knowledge?passage=L39656%23how-often&start=0&end=3")
    expect(page.locator("mark").first).to_have_text("CGS")
    page.get_by_role("textbox", name="Search").fill("sessions in 12 months")
    page.get_by_role("textbox", name="Search").press("Enter")
    expect(page.locator("mark", has_text="months").first).to_be_visible()
    found = serious(page)
    picture(page, "knowledge-search")
    for name in ("Policies", "Articles", "Tables", "Rules"):
        open_tab(page, name)
        page.wait_for_timeout(300)
        found += serious(page)
        picture(page, f"knowledge-{name}")
    page.locator("summary", has_text="units-above-mue").click()
    page.locator('a[href*="claim-checker?claim"]:visible').first.click()
    expect(page.get_by_role("heading", name="Claim checker")).to_be_visible()
    expect(page.get_by_text("Problems found")).to_be_visible()
    assert not found


@pytest.mark.parametrize("name", ["claim-checker?claim=20552-50 x3 | dx M54.12 | state OH", "coverage", "knowledge"])
def test_a_narrow_screen_needs_no_sideways_scrolling(browser: Browser, address: str, name: str) -> None:
    with visiting(browser, viewport={"width": 390, "height": 844}) as context:
        page = context.new_page()
        page.goto(f"{address}/{name}")
        expect(page.get_by_role("tab").first).to_be_visible()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
        picture(page, f"narrow-{name.partition('?')[0]}")
