"""What all pages share: the assistant and the database, opened once a server and handed to every page."""

import streamlit as st

from cleanclaim import assemble, privacy, settings
from cleanclaim.assistant import Assistant
from cleanclaim.checking import Checker
from cleanclaim.storage import Engine, open_database
from cleanclaim.tables.library import Library


def assistant() -> Assistant:
    """Give the assistant every page asks; after an import it is opened anew."""
    opened: Assistant = _assistant(assemble.stamp(settings.read()))
    return opened


@st.cache_resource(show_spinner="Opening the tables and the index…", max_entries=2)
def _assistant(stamp: tuple[str, ...]) -> Assistant:
    return assemble.assistant(settings.read())


@st.cache_resource(show_spinner="Opening the history…")
def database() -> Engine:
    """Give the database every page keeps things in."""
    return open_database(settings.read())


def checker() -> Checker:
    """Give the checker of claims, on the knowledge and tables of the assistant."""
    shared: Assistant = assistant()
    return Checker(shared.knowledge, shared.tables_on, shared.today)


@st.cache_resource(show_spinner="Opening the tables…")
def library() -> Library:
    """Give the files of tables, for their versions and ages."""
    return Library.open(assemble.build_tables(settings.read()))


def redacted(words: str) -> str:
    """Take patient identifiers out of words before they are kept."""
    return privacy.redact(words).text
