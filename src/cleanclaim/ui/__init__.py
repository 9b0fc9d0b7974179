"""The browser surface: it draws what the steps give and decides nothing. One file a page, in `pages/`."""

from pathlib import Path

# A local file: Streamlit fetches a named icon from outside.
_ICON = Path(__file__).with_name("icon.svg")


def run() -> None:
    """Draw the navigation and the page that was chosen."""
    import streamlit as st

    from cleanclaim.ui import pages

    st.set_page_config(page_title="CleanClaim", page_icon=str(_ICON), layout="wide")
    st.navigation(pages.found()).run()
