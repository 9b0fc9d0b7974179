"""The chat in a real browser, as a new user meets it. Skipped, and said so, where no browser is installed."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
SEED = "is 20552 the cpt code for a trigger point injection with icd 10 m54.12"


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="module")
def address(settings: Settings, assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The chat started as `make run` starts it, by a user whose home has never seen Streamlit."""
    port = free_port()
    command = [sys.executable, "-m", "cleanclaim", "app", "--port", str(port)]
    home = str(tmp_path_factory.mktemp("home"))
    environment = os.environ | {"CLEANCLAIM_HOME": str(settings.home), "HOME": home, "BROWSER": "true"}
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, env=environment, stdin=quiet, stdout=quiet, stderr=quiet) as server:
        try:
            deadline = time.monotonic() + 60
            while time.monotonic() < deadline:
                try:
                    urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
                    break
                except OSError:
                    time.sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def test_a_question_typed_in_the_browser_is_answered_with_sources_that_open(address: str, tmp_path: Path) -> None:
    from playwright.sync_api import expect, sync_playwright

    outside: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1200, "height": 1400})
        page.on(
            "request",
            lambda r: outside.append(r.url) if "127.0.0.1" not in r.url and r.url.startswith("http") else None,
        )
        page.goto(address)
        page.get_by_test_id("stChatInputTextArea").fill(SEED)
        page.keyboard.press("Enter")
        expect(page.get_by_text("It depends").first).to_be_visible(timeout=60_000)
        expect(page.locator(".cc-code").filter(has_text="20552").first).to_be_visible()
        # What can be done with an answer is drawn last: after it nothing moves under the click.
        expect(page.get_by_role("button", name="Copy answer")).to_be_visible()
        page.locator("details.cc-source summary").first.click()
        expect(page.locator("details.cc-source mark").first).to_be_visible(timeout=15_000)
        page.screenshot(path=os.environ.get("CLEANCLAIM_SCREENSHOT", str(tmp_path / "chat.png")), full_page=True)
        browser.close()
    assert not outside, "the page asked someone outside"
