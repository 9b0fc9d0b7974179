"""Where a login is configured, nothing is shown before it and everyone finds their own history only."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings
from ui.browsing import CHROMIUM, ask, browsing, free_port, served, visiting
from ui.identity_provider import Provider, providing

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
SECRETS = """[auth]
redirect_uri = "{address}/oauth2callback"
cookie_secret = "only-for-this-test-only-for-this-test"
client_id = "cleanclaim"
client_secret = "none"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as provider:
        yield provider


@pytest.fixture
def address(settings: Settings, assistant: Assistant, provider: Provider, tmp_path: Path) -> Iterator[str]:
    """The pages over a data folder with the tables and index of all tests, and secrets of its own."""
    for part in settings.home.iterdir():
        if part.is_dir():
            (tmp_path / part.name).symlink_to(part)
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    (tmp_path / "secrets.toml").write_text(SECRETS.format(address=address, provider=provider.address), encoding="utf-8")
    environment = {"CLEANCLAIM_HOME": str(tmp_path), "HOME": str(tmp_path), "BROWSER": "true"}
    with served(["-m", "cleanclaim", "app", "--port", str(port)], environment, port) as served_at:
        yield served_at


def test_everyone_logs_in_and_finds_their_own_conversations_only(address: str, provider: Provider) -> None:
    with browsing() as browser, visiting(browser) as context:
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("button", name="Log in")).to_be_visible()
        expect(page.get_by_test_id("stChatInputTextArea")).to_have_count(0)
        page.get_by_role("button", name="Log in").click()
        # The first page after a login opens tables and index.
        expect(page.get_by_test_id("stChatInputTextArea")).to_be_visible(timeout=120_000)
        ask(page, "what is 20553 for")
        expect(page.get_by_text("Logged in as Ana")).to_be_visible()
        hers = page.url
        provider.user = "bo"
        page.get_by_role("button", name="Log out").click()
        page.get_by_role("button", name="Log in").click(timeout=60_000)
        expect(page.get_by_text("Logged in as Bo")).to_be_visible()
        page.goto(hers)
        expect(page.get_by_text("Your conversations will stand here")).to_be_visible()
        expect(page.get_by_text("what is 20553 for")).to_have_count(0)
