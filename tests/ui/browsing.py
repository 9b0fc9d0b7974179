"""The pages started as a user starts them, and a browser to look at them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def served(command: list[str], environment: Mapping[str, str], port: int) -> Iterator[str]:
    """Run a server of pages until they are no longer needed."""
    quiet = subprocess.DEVNULL
    with subprocess.Popen(
        [sys.executable, *command], env=os.environ | environment, stdin=quiet, stdout=quiet, stderr=quiet
    ) as server:
        try:
            wait_for(f"http://127.0.0.1:{port}/_stcore/health")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


def wait_for(url: str) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            urlopen(url, timeout=1).close()
            return
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.2)


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser whose expectations are patient: a machine that runs other suites too takes its time to draw a page."""
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"],
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def visiting(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    """A visitor's windows, as patient with what they click as with what they expect."""
    with browser.new_context(**options) as context:
        context.set_default_timeout(60_000)
        yield context


def write(page: Page, question: str) -> None:
    """Type a question and send it."""
    box = page.get_by_test_id("stChatInputTextArea")
    box.fill(question)
    box.press("Enter")


def ask(page: Page, question: str) -> None:
    """Ask a question and wait for all of its answer."""
    before = page.get_by_role("button", name="Copy answer").count()
    write(page, question)
    answered(page, before + 1)


def answered(page: Page, count: int) -> None:
    """Wait until so many answers stand there; what can be done with one is drawn last."""
    expect(page.get_by_role("button", name="Copy answer")).to_have_count(count)


def picture(page: Page, name: str) -> None:
    """Keep a picture for who wants to look, where CLEANCLAIM_SCREENSHOTS names a folder."""
    folder = os.environ.get("CLEANCLAIM_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")
