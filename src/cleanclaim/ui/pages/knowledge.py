"""Knowledge: search and browse policies, articles and rules; what rules enforce; the tables and their ages."""

from collections.abc import Callable
from datetime import date
from typing import TypeVar

import streamlit as st

from cleanclaim import lookup, rules
from cleanclaim.errors import CleanClaimError
from cleanclaim.knowledge import Article, Knowledge, Policy
from cleanclaim.reading import places
from cleanclaim.tables.ages import ages
from cleanclaim.ui import drawing, highlighting, knowledge_parts, opened

TITLE = "Knowledge"
ICON = ":material/library_books:"
ORDER = 3
_FOUND = 10
_Document = TypeVar("_Document", Policy, Article)


def page() -> None:
    """Draw the page."""
    st.title("Knowledge")
    known = opened.assistant().knowledge
    st.caption(
        f"{len(known.policies)} policies, {len(known.articles)} articles and {len(rules.catalogue())} rules, in our own "
        f"words, each with its source and grade. Version {known.version}."
    )
    _cited(known)
    tabs = st.tabs(["Search", "Policies", "Articles", "Rules", "Tables"])
    with tabs[0]:
        _search()
    with tabs[1]:
        _policies(known)
    with tabs[2]:
        _articles(known)
    with tabs[3]:
        _rules(known)
    with tabs[4]:
        today = opened.assistant().today()
        drawing.show(knowledge_parts.ages(ages(opened.library(), today)))
        st.caption("A check that runs on a release not in force on the date of service says so.")


def _cited(known: Knowledge) -> None:
    """Draw the passage the address names, with its quote marked."""
    asked = st.query_params.get("passage")
    if not asked:
        return
    passage = known.passage(asked)
    if passage is None:
        st.warning("The passage the address names is not on file.", icon=":material/link_off:")
        return
    start, end = (_number(st.query_params.get(name, "")) for name in ("start", "end"))
    drawing.show(knowledge_parts.section(passage, highlighting.inside(passage.text, start, end), is_open=True))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else 0


def _search() -> None:
    words, where, day = st.columns([5, 2, 2])
    query = words.text_input("Search", placeholder="sessions in 12 months, L39656, M79.18", key="knowledge_query")
    state = where.selectbox("State", ["", *places.states()], format_func=lambda s: s or "all", key="knowledge_state")
    on = day.date_input(
        "As of",
        opened.assistant().today(),
        min_value=date(1990, 1, 1),
        max_value=date(2100, 12, 31),
        format="YYYY-MM-DD",
        key="knowledge_on",
    )
    if not query.strip() or not isinstance(on, date):
        st.caption("Search finds passages in force on the date; a retired document answers for its own dates only.")
        return
    try:
        found = lookup.passages(opened.assistant().retriever, query, on, state or None, limit=_FOUND)
    except CleanClaimError as error:
        st.error(str(error), icon=":material/search_off:")
        return
    if not found.passages:
        st.info("Nothing on file answers this for the date and state.", icon=":material/search_off:")
    drawing.show(
        "".join(
            knowledge_parts.section(p, highlighting.spans(p.text, found.query), is_open=at < 3)
            for at, p in enumerate(found.passages)
        )
    )
    if found.fault:
        st.caption(f"The search by meaning is off ({found.fault}); words alone were searched.")


def _policies(known: Knowledge) -> None:
    word = st.text_input("Filter", placeholder="number, title, contractor or code", key="knowledge_policy_filter")
    chosen = _choose(known.policies, word, lambda p: f"{p.name} · {p.mac or p.authority} · {p.title}", _about_policy)
    if chosen:
        drawing.show(knowledge_parts.policy(chosen))
        _sections(chosen, word)


def _articles(known: Knowledge) -> None:
    word = st.text_input("Filter", placeholder="title, topic, code or words", key="knowledge_article_filter")
    chosen = _choose(known.articles, word, lambda a: a.title, _about_article)
    if chosen:
        drawing.show(knowledge_parts.article(chosen))
        _sections(chosen, word)


def _choose(
    documents: tuple[_Document, ...], word: str, name: Callable[[_Document], str], about: Callable[[_Document], str]
) -> _Document | None:
    folded = word.lower().split()
    found = [each for each in documents if all(w in about(each).lower() for w in folded)]
    if not found:
        st.info("Nothing on file holds these words.", icon=":material/search_off:")
        return None
    chosen: _Document | None = st.selectbox(
        f"{len(found)} on file", found, format_func=name, key=f"knowledge_{type(found[0]).__name__}"
    )
    return chosen


def _about_policy(policy: Policy) -> str:
    return " ".join(
        (
            policy.name,
            policy.title,
            policy.authority,
            policy.mac or "",
            policy.payer,
            *policy.states,
            *policy.procedures,
        )
    )


def _about_article(article: Article) -> str:
    return " ".join((article.id, article.title, *article.topics, *article.codes, *(s.text for s in article.sections)))


def _sections(document: Policy | Article, word: str) -> None:
    drawing.show(
        "".join(
            knowledge_parts.section(p, highlighting.spans(p.text, word), is_open=at == 0, of_document=True)
            for at, p in enumerate(document.sections)
        )
    )


def _rules(known: Knowledge) -> None:
    word = st.text_input("Filter", placeholder="rule, words or code", key="knowledge_rule_filter").lower()
    found = [
        r
        for r in rules.catalogue()
        if all(w in " ".join((r.id, r.title, r.why, r.remedy, *r.codes)).lower() for w in word.split())
    ]
    st.caption(f"{len(found)} of {len(rules.catalogue())} rules. Each example opens in the claim checker.")
    drawing.show("".join(knowledge_parts.rule(r, known, is_open=len(found) == 1) for r in found))
