"""The browser surface: it draws what the steps give and decides nothing. One file a page, in `pages/`."""

from pathlib import Path

# A local file: Streamlit fetches a named icon from outside.
_ICON = Path(__file__).with_name("icon.svg")
_LOGO = Path(__file__).with_name("logo.svg")
THEME = Path(__file__).with_name("theme.toml")


def run() -> None:
    """Draw the navigation and the page that was chosen."""
    import streamlit as st

    from cleanclaim.ui import drawing, pages, people

    st.set_page_config(page_title="CleanClaim", page_icon=str(_ICON), layout="wide")
    st.logo(str(_LOGO), size="large", icon_image=str(_ICON))
    drawing.style()
    people.require_login()
    chosen = st.navigation(pages.found())
    chosen.run()
    with st.sidebar:
        people.draw()
