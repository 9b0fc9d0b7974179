"""The pages, driven without a browser, over a home folder of their own and the shared tables and index."""

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from cleanclaim.settings import Settings

APP = Path(__file__).parent.parent.parent / "app.py"


@pytest.fixture
def page(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> AppTest:
    """The first page as a new user meets it: an empty database, nothing picked."""
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
    monkeypatch.setenv("CLEANCLAIM_DATABASE_URL", f"sqlite:///{tmp_path / 'history.sqlite'}")
    st.cache_resource.clear()
    return fresh()


def fresh(chat: str | None = None) -> AppTest:
    """Open the page in another tab, at a conversation's address if one is given."""
    page = AppTest.from_file(str(APP), default_timeout=60)
    if chat:
        page.query_params["chat"] = chat
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest) -> str:
    """Everything the page says."""
    kinds = (page.title, page.markdown, page.caption, page.error, page.warning, page.info, page.button, page.text_input)
    said = [f"{e.label} {e.value}" if hasattr(e, "label") else str(e.value) for kind in kinds for e in kind]
    return "\n".join([*said, *(e.proto.body for e in page.get("html"))])
