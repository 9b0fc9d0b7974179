"""Draw what changes when one thing of the claim changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import streamlit as st

from cleanclaim.checking import Checker
from cleanclaim.claim import Claim, parse
from cleanclaim.comparing.claims import Changes, changes
from cleanclaim.errors import UnreadableClaim
from cleanclaim.ui import drawing
from cleanclaim.ui.claim_form import Fields, fields_of, notation_of
from cleanclaim.ui.drawing import claims
from cleanclaim.ui.drawing.markup import table, text
from cleanclaim.ui.drawing.statuses import state
from cleanclaim.ui.tile_map import PLACES

_OF_A_LINE = {"Code": "code", "Modifiers": "modifiers", "Units": "units"}
_OF_THE_CLAIM = {"Diagnoses": "dx", "State": "state", "Date of service": "dos", "Payer": "payer"}


def draw(claim: Claim, checker: Checker, put: Callable[[Claim], None]) -> None:
    """Draw the choice of one change and what it does; `put` takes the changed claim over."""
    fields = fields_of(claim)
    # A claim without a line has none to change.
    names = [*(_OF_A_LINE if claim.lines else {}), *_OF_THE_CLAIM]
    what, of, value = st.columns(3, vertical_alignment="bottom")
    chosen = what.selectbox("Change", names, index=names.index("Diagnoses"), key="what_if_change")
    at = 0
    if chosen in _OF_A_LINE:
        at = of.selectbox(
            "Of line", range(len(claim.lines)), format_func=lambda n: str(claim.lines[n]), key="what_if_line"
        )
    with value if chosen in _OF_A_LINE else of:
        varied = _varied(fields, chosen, at)
    try:
        other = parse(notation_of(varied))
    except UnreadableClaim as error:
        st.error(str(error), icon=":material/edit_off:")
        return
    if other == claim:
        st.info("Change the value above to see what it does to the findings.", icon=":material/tune:")
        return
    told = changes(checker.check(claim), checker.check(other))
    _draw_changes(told)
    st.button("Use this claim", icon=":material/swap_horiz:", on_click=put, args=(other,), key="what_if_use")
    st.caption("What a change does to the checks is no reason to make it: the claim says what was done and documented.")


def _varied(fields: Fields, chosen: str, at: int) -> Fields:
    """Draw the input for the new value and give the fields with it. Each choice keeps its own value."""
    if chosen in _OF_A_LINE:
        name = _OF_A_LINE[chosen]
        line = fields.lines[at]
        if name == "units":
            units = st.number_input("To", 1, 99_999, line.units, key=f"what_if_units_{at}")
            changed = replace(line, units=units)
        else:
            text = st.text_input("To", getattr(line, name), key=f"what_if_{name}_{at}")
            changed = replace(line, code=text) if name == "code" else replace(line, modifiers=text)
        return replace(fields, lines=(*fields.lines[:at], changed, *fields.lines[at + 1 :]))
    label = _OF_THE_CLAIM[chosen]
    now = getattr(fields, label)
    if label == "state":
        states = ["", *sorted(PLACES)]
        index = states.index(now) if now in states else 0
        return replace(
            fields,
            state=st.selectbox("To", states, index, format_func=lambda s: s or "not given", key="what_if_state"),
        )
    if label == "dos":
        day = st.date_input(
            "To",
            date.fromisoformat(now) if now else None,
            min_value=date.min,
            max_value=date.max,
            format="YYYY-MM-DD",
            key="what_if_dos",
        )
        return replace(fields, dos=str(day or ""))
    text = st.text_input("To", now, key=f"what_if_{label}")
    return replace(fields, dx=text) if label == "dx" else replace(fields, payer=text)


def _draw_changes(told: Changes) -> None:
    st.code(told.after, language=None, wrap_lines=True)
    moved = [c for c in told.codes if c.is_change]
    if told.is_same:
        st.info("Nothing changes: the same findings, the same statuses, the same checks.", icon=":material/equal:")
        return
    if moved:
        rows: list[tuple[str, ...]] = [
            (f"<b>{c.code}</b> {text(c.label)}", _arrow(*c.coding), _arrow(*c.coverage)) for c in moved
        ]
        drawing.show(table(("Code", "Coding", "Coverage"), rows))
    gone, new = st.columns(2)
    with gone:
        st.markdown(f":green-badge[:material/remove: {len(told.gone)} no longer found]")
        claims.findings(told.gone)
    with new:
        st.markdown(f":red-badge[:material/add: {len(told.new)} newly found]")
        claims.findings(told.new)
    if told.checks:
        st.markdown("**What could be checked**")
        checks: list[tuple[str, ...]] = [(text(c.check), text(c.before), text(c.after)) for c in told.checks]
        drawing.show(table(("Check", "Before", "After"), checks))


def _arrow(before: str | None, after: str | None) -> str:
    had, has = (state(each) if each else "not on the claim" for each in (before, after))
    return had if had == has else f"{had} → {has}"
