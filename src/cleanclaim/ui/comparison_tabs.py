"""Draw documents over time and side by side: the timeline, two documents, two dates."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from cleanclaim.comparing import dates, documents
from cleanclaim.comparing.documents import DateComparison
from cleanclaim.knowledge import Knowledge, Policy
from cleanclaim.ui import document_chart, drawing
from cleanclaim.ui.drawing import escaped
from cleanclaim.ui.drawing.markup import link, table, text
from cleanclaim.ui.drawing.sources import grade
from cleanclaim.ui.tile_map import PLACES

_ANY_DAY = {"min_value": date(1990, 1, 1), "max_value": date(2100, 12, 31), "format": "YYYY-MM-DD"}


def timeline(known: Knowledge, code: str, on: date) -> None:
    """Draw when the Medicare documents on a procedure were in force, and a table of them."""
    spans = dates.timeline(known, code, on)
    if not spans:
        st.caption("No Medicare document on file names this procedure.")
        return
    st.markdown(document_chart.svg(spans, on), unsafe_allow_html=True)
    st.caption(
        f"The line is {on}. Hatched bars are retired. A bar begins with the version on file; what held before it is not "
        "on file unless another bar shows it."
    )
    rows: list[tuple[str, ...]] = [
        (
            link(s.document, s.url),
            text(s.title),
            text(s.of),
            " ".join(s.states) or "all",
            f"{s.effective_from or 'not known'} to {s.effective_to or 'not ended'}",
            text(s.state),
            grade(s.verified),
        )
        for s in spans
    ]
    drawing.show(table(("Document", "Title", "Of", "States", "In force", "State", "Grade"), rows))


def compare(known: Knowledge, code: str, on: date) -> None:
    """Draw two documents, or two dates, side by side."""
    how = st.radio("Compare", ["Two documents", "Two dates"], horizontal=True, key="compare_how")
    if how == "Two dates":
        _two_dates(known, code, on)
    else:
        _two_documents(known, code)


def _two_documents(known: Knowledge, code: str) -> None:
    found = sorted(
        dates.naming_ever(known, code),
        key=lambda p: (p.kind == "commercial", p.effective_to is not None, p.mac or p.authority, p.id),
    )
    if len(found) < 2:
        st.caption("Fewer than two documents on file name this procedure.")
        return
    one, two = st.columns(2)
    left = one.selectbox("First document", found, 0, format_func=_named, key="compare_left")
    right = two.selectbox("Second document", found, 1, format_func=_named, key="compare_right")
    if left.name == right.name:
        st.info("Choose two different documents.", icon=":material/compare_arrows:")
        return
    only_differing = st.toggle("Only what differs", key="compare_differing")
    rows: list[tuple[str, ...]] = [
        (text(f.name) if f.is_same else f"<b>{text(f.name)}</b>", text(f.left), text(f.right))
        for f in documents.facts(left, right)
        if not (only_differing and f.is_same)
    ]
    drawing.show(table(("Fact", left.name, right.name), rows))
    _diagnoses(left, right, code)
    st.markdown("**Section by section**")
    for pair in documents.sections(known, left, right):
        with st.expander(pair.name):
            for side, passage, of in zip(st.columns(2), (pair.left, pair.right), (left, right), strict=True):
                with side:
                    st.caption(f"{passage.document} · {passage.verified}" if passage else of.name)
                    st.markdown(escaped(passage.text) if passage else "_No section of this name on file._")


def _diagnoses(left: Policy, right: Policy, code: str) -> None:
    if not left.diagnoses_of(code).codes or not right.diagnoses_of(code).codes:
        st.caption("The diagnosis lists cannot be compared: one of them is not on file.")
        return
    found = documents.diagnoses(left, right, code)
    for name, codes in (("On both lists", "both"), (f"Only {left.name}", "left"), (f"Only {right.name}", "right")):
        st.markdown(f"{name} ({len(found[codes])}): {' '.join(found[codes]) or 'none'}")


def _two_dates(known: Knowledge, code: str, on: date) -> None:
    one, two, where = st.columns(3)
    first = one.date_input("First date", date(2024, 3, 31), key="compare_first", **_ANY_DAY)
    second = two.date_input("Second date", on, key="compare_second", **_ANY_DAY)
    state = where.selectbox("State", ["", *sorted(PLACES)], format_func=lambda s: s or "all", key="compare_state")
    if not first or not second:
        return
    found = documents.on_dates(known, code, first, second, state or None)
    _draw_dates(found)


def _draw_dates(found: DateComparison) -> None:
    for (title, policies), column in zip(
        (
            (f"Only on {found.first}", found.only_first),
            ("On both dates", found.stayed),
            (f"Only on {found.second}", found.only_second),
        ),
        st.columns(3),
        strict=True,
    ):
        with column:
            st.markdown(f"**{title}** ({len(policies)})")
            _each(policies, lambda p: f"{p.mac or p.authority}: [{p.name}]({p.url})  \n{_facts(p)}")
    if not found.only_first and not found.stayed:
        st.caption(f"Nothing is on file for {found.first}. A document may have been in force that is not on file.")


def _each(policies: Sequence[Policy], told: Callable[[Policy], str]) -> None:
    for policy in policies:
        with st.container(border=True):
            st.markdown(told(policy))
    if not policies:
        st.caption("none on file")


def _facts(policy: Policy) -> str:
    facts = {f.name: f.left for f in documents.facts(policy, policy)}
    return f"{facts['How often']}  \nlist: {facts['Diagnosis list']}"


def _named(policy: Policy) -> str:
    until = f", until {policy.effective_to}" if policy.effective_to else ""
    return f"{policy.name} · {policy.mac or policy.authority}{until}"
