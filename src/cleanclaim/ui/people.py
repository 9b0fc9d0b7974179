"""Who is using the pages: one local user, or those who log in where the operator configured a login."""

import streamlit as st

LOCAL = "local"


def is_login_configured() -> bool:
    """Say whether the secrets hold an `[auth]` section."""
    return bool(st.secrets.load_if_toml_exists()) and "auth" in st.secrets


def owner() -> str:
    """Name the user whose history is shown: issuer and subject of the login, which no one else has."""
    if not is_login_configured():
        return LOCAL
    return f"{st.user.get('iss', '')}|{st.user.get('sub') or st.user.get('email')}"


def require_login() -> None:
    """Stop at a login page until the user is known, where a login is configured."""
    if not is_login_configured() or st.user.is_logged_in:
        return
    st.title("CleanClaim")
    st.write("Log in to ask coding questions and to find your earlier ones.")
    st.button("Log in", type="primary", icon=":material/login:", on_click=st.login)
    st.stop()


def draw() -> None:
    """Draw who is logged in and the way out; nothing for the local user."""
    if is_login_configured():
        st.caption(f"Logged in as {st.user.get('name') or st.user.get('email') or 'you'}")
        st.button("Log out", icon=":material/logout:", type="tertiary", on_click=st.logout)
