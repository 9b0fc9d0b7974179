"""The conversations beside the chat: a new one, the list with its search, and what can be done with the open one."""

import streamlit as st

from cleanclaim.storage import Engine, conversations
from cleanclaim.storage.conversations import Conversation
from cleanclaim.ui import drawing, exporting

_ADDRESS = "chat"


def current(engine: Engine, owner: str) -> Conversation | None:
    """Find the conversation that is open: the one in the address, or the one this tab had open on another page."""
    wanted = st.query_params.get(_ADDRESS) or st.session_state.get("conversation")
    found = conversations.find(engine, owner, wanted) if wanted else None
    select(found.id if found else None)
    return found


def select(conversation: str | None) -> None:
    """Open a conversation, or none; a reload of the address finds it again."""
    if st.session_state.get("conversation") != conversation:
        st.session_state["conversation"] = conversation
        st.session_state["pages"] = 1
    if conversation is None:
        st.query_params.pop(_ADDRESS, None)
    elif st.query_params.get(_ADDRESS) != conversation:
        st.query_params[_ADDRESS] = conversation


def sidebar(engine: Engine, owner: str, opened: Conversation | None) -> None:
    """Draw the list of conversations, newest first, with its search."""
    st.button(
        "New chat", icon=":material/edit_square:", width="stretch", on_click=select, args=(None,), shortcut="Alt+N"
    )
    words = st.text_input(
        "Search conversations",
        key="search",
        placeholder="Search conversations",
        label_visibility="collapsed",
        icon=":material/search:",
    )
    found = conversations.listed(engine, owner, words or "")
    if not found:
        st.caption("No conversation holds these words." if words else "Your conversations will stand here.")
    with st.container(gap=None, key="cc-list"):
        for each in found:
            is_open = opened is not None and each.id == opened.id
            st.button(
                drawing.plain(each.title),
                key=f"open-{each.id}",
                type="secondary" if is_open else "tertiary",
                width="stretch",
                on_click=select,
                args=(each.id,),
            )


def header(engine: Engine, owner: str, opened: Conversation) -> None:
    """Draw the title of the open conversation and what can be done with it."""
    with st.container(horizontal=True, vertical_alignment="center", key="cc-title"):
        st.title(drawing.plain(opened.title), anchor=False, width="stretch")
        with st.popover(
            "", icon=":material/more_horiz:", help="Rename, export or delete this conversation", type="tertiary"
        ):
            st.text_input(
                "Name", opened.title, key=f"name-{opened.id}", on_change=_rename, args=(engine, owner, opened.id)
            )
            name = "".join(c if c.isalnum() else "-" for c in opened.title)[:40].strip("-").lower() or "conversation"
            st.download_button(
                "Export as Markdown",
                lambda: exporting.as_markdown(opened, conversations.turns(engine, opened.id)),
                f"{name}.md",
                "text/markdown",
                icon=":material/download:",
                width="stretch",
                on_click="ignore",
            )
            st.download_button(
                "Export as JSON",
                lambda: exporting.as_json(opened, conversations.turns(engine, opened.id)),
                f"{name}.json",
                "application/json",
                icon=":material/data_object:",
                width="stretch",
                on_click="ignore",
            )
            if st.checkbox("Delete it for good", key=f"sure-{opened.id}"):
                st.button(
                    "Delete conversation",
                    icon=":material/delete:",
                    type="primary",
                    width="stretch",
                    on_click=_delete,
                    args=(engine, owner, opened.id),
                )


def _rename(engine: Engine, owner: str, conversation: str) -> None:
    conversations.rename(engine, owner, conversation, st.session_state[f"name-{conversation}"])


def _delete(engine: Engine, owner: str, conversation: str) -> None:
    conversations.remove(engine, owner, conversation)
    select(None)
