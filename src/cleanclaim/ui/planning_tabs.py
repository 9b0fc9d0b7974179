"""Draw what lies before and after the service: session windows, the checklist of the record, who pays."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from cleanclaim.answer import CheckAnswer
from cleanclaim.claim import Claim
from cleanclaim.finding import Unchecked
from cleanclaim.knowledge import Knowledge, Policy
from cleanclaim.planning import documentation, sessions
from cleanclaim.planning.liability import Way, liability
from cleanclaim.planning.sessions import Window, words
from cleanclaim.rules import governing
from cleanclaim.tables import Tables
from cleanclaim.ui import window_chart
from cleanclaim.ui.drawing import escaped

_NO_POLICY_OF_THEIR_OWN = {"visit", "drug", "guidance", "administration", "imaging", "sedation"}
_BORNE = {
    "patient": ("blue", "the patient may be billed"),
    "provider": ("orange", "the provider bears it"),
    "unsettled": ("gray", "not settled here"),
}


def session_calendar(claim: Claim, tables: Tables, put: Callable[[Claim], None]) -> None:
    """Draw every window of the governing policies, and what is unknown of them; `put` takes a changed claim over."""
    if not claim.date_of_service:
        st.caption(f"No date of service on the claim: the windows end on {tables.on}.")
    _add_earlier(claim, put)
    found = list(sessions.windows(claim, tables))
    for each in found:
        if isinstance(each, Unchecked):
            st.info(f"Not checked for {' '.join(each.codes)}: {each.why}.", icon=":material/visibility_off:")
        else:
            _window(each)
    if not found:
        st.caption("No line of this claim is counted by sessions.")


def _add_earlier(claim: Claim, put: Callable[[Claim], None]) -> None:
    pick, add, _ = st.columns([3, 2, 5], vertical_alignment="bottom")
    day = pick.date_input(
        "An earlier session", None, min_value=date.min, max_value=date.max, format="YYYY-MM-DD", key="earlier_session"
    )
    if day:
        longer = claim.replace(prior=tuple(sorted({*claim.prior, day}, reverse=True)))
        add.button("Add it", icon=":material/add:", on_click=put, args=(longer,), key="add_earlier")
    if not claim.prior:
        st.caption("No earlier session is on the claim, so none is counted.")


def _window(window: Window) -> None:
    with st.container(border=True):
        st.markdown(
            f"**{window.code}** · {window.policy} ({window.authority}) · {words(window.limit)} · {window.limit.verified}"
        )
        st.markdown(window_chart.svg(window), unsafe_allow_html=True)
        st.markdown(_verdict(window))
        st.caption(
            f"● counted, ○ not counted, the solid line is this session, the dotted blue one the date named above. "
            f"The window runs back from {window.closes}; a session on {window.opens} or earlier no longer counts. "
            f"Counted: {', '.join(map(str, window.counted)) or 'none'}."
            + (f" Not counted: {', '.join(map(str, window.outside))}." if window.outside else "")
            + f" [{escaped(str(window.citation))}]({window.citation.url})"
        )


def _verdict(window: Window) -> str:
    graded = (
        "" if window.limit.verified == "official" else f", by a limit that only {window.limit.verified} sources report"
    )
    if window.why_not:
        return (
            f":gray-badge[:material/visibility_off: no date derived] {window.why_not[0].upper()}{window.why_not[1:]}."
        )
    if window.is_over:
        later = f"The earliest date it allows is **{window.earliest}**{graded}." if window.earliest else ""
        if window.limit.what == "interval":
            return (
                f":red-badge[:material/event_busy: too soon] The last one counted was on {window.counted[-1]}. {later}"
            )
        return f":red-badge[:material/event_busy: beyond the limit] On {window.closes} this is session number {window.number}. {later}"
    after = f"After it, the next may be on **{window.following}**{graded}." if window.following else ""
    told = "" if window.limit.what == "interval" else f"Session number {window.number} of the window. "
    return f":green-badge[:material/event_available: within the limit] {told}{after}"


def record_checklist(claim: Claim, known: Knowledge, tables: Tables) -> None:
    """Draw what the governing documents want to see in the record, to tick off; ticks are not stored."""
    lines = [line for line in claim.lines if tables.family(line.code) not in _NO_POLICY_OF_THEIR_OWN]
    governed = [each for line in lines for each in governing(line, claim, tables)]
    policies = {p.name: p for p in governed if isinstance(p, Policy)}
    for why in dict.fromkeys(each.why for each in governed if isinstance(each, Unchecked)):
        st.info(f"{why[0].upper()}{why[1:]}.", icon=":material/visibility_off:")
    wanted = documentation.checklist(known, policies.values(), claim.procedure_codes)
    if not wanted:
        st.caption("No section on documentation is on file for these codes.")
        return
    if wanted[0].is_general:
        st.caption(
            "The governing documents have no section on documentation on file. This is general guidance, not the payer's own rule."
        )
    ticked = total = 0
    for each in wanted:
        st.markdown(f"**{each.document}** · {each.section} · {each.verified} · [source]({each.url})")
        if each.note:
            st.caption(f"Not read, so nothing to tick: {each.note}")
        for item in each.items:
            total += 1
            text = escaped(item.text[0].upper() + item.text[1:])
            ticked += st.checkbox(text, key=f"record_{each.passage}_{item.start}")
    st.progress(ticked / total if total else 0.0, f"{ticked} of {total} seen in the record")
    st.caption("What is missing goes to the provider as an open query. Nothing is added to a record to be paid.")


def who_pays(answer: CheckAnswer, known: Knowledge, today: date) -> None:
    """Draw the ways where coverage fails, each with what it rests on."""
    found = liability(answer, known, today)
    if found is None:
        unchecked = any(c.coverage == "not_checked" and c.system != "ICD-10-CM" for c in answer.codes)
        st.caption(
            "No coverage failure was found, so no notice is called for"
            + ("; but coverage of part of the claim was not checked, and may fail." if unchecked else ".")
        )
        return
    reasons = "; ".join(dict.fromkeys(f"{f.rule}: {f.message}" for f in found.reasons))
    st.markdown(escaped(reasons))
    if not found.is_certain:
        st.warning(
            "Each reason rests on sources other than the official list. Read the document before telling a patient that "
            "a denial is expected.",
            icon=":material/menu_book:",
        )
    for way, column in zip(found.ways, st.columns(len(found.ways)), strict=True):
        with column, st.container(border=True):
            _way(way, known)


def _way(way: Way, known: Knowledge) -> None:
    color, borne = _BORNE[way.payer_of]
    st.markdown(f"**{way.title}**")
    st.markdown(f":{color}-badge[{borne}]")
    st.markdown(f"{escaped(way.when)}\n\n{escaped(way.effect)}")
    if way.claim:
        st.code(way.claim, language=None, wrap_lines=True)
    for name in way.passages:
        passage = known.passage(name)
        if passage:
            with st.expander(f"{passage.section} · {passage.verified}"):
                st.markdown(escaped(passage.text))
                st.markdown(f"[{passage.title}]({passage.url})")
