"""Who words the answer: rules alone, or a model where a key is set. Codes are chosen and checked by rules either way."""

import streamlit as st

from cleanclaim import settings
from cleanclaim.storage import preferences
from cleanclaim.ui import drawing, opened

_PREFERENCE = "by_model"
_KEY = "cc-by-model"


def picker(owner: str) -> bool:
    """Draw whether a model words the answers and which one; say whether it does. Without a key there is no choice."""
    given = settings.read()
    if given.openai_api_key is None:
        st.caption("Worded by rules; no model key is set.", width="content")
        return False
    kept = st.session_state.setdefault(_PREFERENCE, preferences.preferred(opened.database(), owner, _PREFERENCE))
    st.session_state.setdefault(_KEY, kept is not False)
    picked: bool = st.toggle(
        f"Worded by {drawing.plain(given.model)}",
        key=_KEY,
        help="The model reads and words; rules choose and check every code. Off: worded by rules, nothing leaves here.",
    )
    if picked != kept:
        st.session_state[_PREFERENCE] = picked
        preferences.prefer(opened.database(), owner, _PREFERENCE, picked)
    return picked
