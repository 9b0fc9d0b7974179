"""The claim as form and as notation, side by side: editing either fills the other, and nothing typed is lost."""

from collections.abc import MutableMapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from cleanclaim.claim import Claim, parse
from cleanclaim.errors import UnreadableClaim
from cleanclaim.tables import Tables
from cleanclaim.ui.claim_form import LABELS, Fields, LineFields, fields_of, notation_of
from cleanclaim.ui.tile_map import PLACES

_KEPT = "claim_kept"
"""What stood in the notation, kept while another page is open."""
_NOTATION = "claim_notation"
_COUNT = "claim_lines"
_PLACES_OF_SERVICE = ("11", "12", "19", "20", "21", "22", "23", "24", "31", "32", "49")
_HINTS = {
    "dx": ("Diagnoses", "M79.18 M79.12"),
    "muscles": ("Muscles", "trapezius-R levator-scapulae-L, or a number"),
    "regions": ("Regions", "neck shoulder"),
    "injectates": ("Injectates", "lidocaine triamcinolone"),
    "prior": ("Earlier sessions", "2026-01-04 2025-11-20"),
}


def edit(tables: Tables, payers: tuple[str, ...]) -> tuple[Claim | None, DeltaGenerator]:
    """Draw both sides and give the claim and the place under the notation, for what is said of it.

    The claim is None when it is empty or cannot be read, which is said in one sentence.
    """
    if _NOTATION not in st.session_state:
        put(st.session_state.get(_KEPT) or st.query_params.get("claim", ""))
    form, notation = st.columns(2, gap="medium")
    with form, st.container(border=True):
        _draw_form(tables, payers)
    with notation:
        st.text_area(
            "Claim in notation",
            key=_NOTATION,
            on_change=_read_notation,
            height=100,
            placeholder="20553; 99213-25; J1010 x40 | dx M79.18 M79.12 | dos 2026-03-14 | state FL",
            help="Lines first (code, modifiers after -, units after x, diagnoses after ->), then labelled parts in any order.",
        )
    text = st.session_state[_NOTATION]
    if not text.strip():
        return None, notation
    try:
        return parse(text), notation
    except UnreadableClaim as error:
        with notation:
            st.error(str(error), icon=":material/edit_off:")
            st.caption("Nothing is checked until the claim can be read. What you typed stays as it is on both sides.")
        return None, notation


def put(text: str) -> None:
    """Put a claim on both sides."""
    st.session_state[_NOTATION] = text
    _read_notation()


def put_claim(claim: Claim) -> None:
    """Put a claim that was read on both sides."""
    put(str(claim))


def _read_notation() -> None:
    """Fill the form from the notation; a notation that cannot be read leaves the form as it is."""
    state = st.session_state
    text = state[_NOTATION]
    state[_KEPT] = text
    try:
        fields = fields_of(parse(text)) if text.strip() else Fields()
    except UnreadableClaim:
        if _COUNT not in state:
            _fill(state, Fields())
        return
    _fill(state, fields)


def _read_form() -> None:
    """Write the notation from the form; where it can be read, both sides take the canonical form."""
    state = st.session_state
    text = notation_of(_fields(state))
    state[_NOTATION] = state[_KEPT] = text
    try:
        claim = parse(text)
    except UnreadableClaim:
        return
    state[_NOTATION] = state[_KEPT] = str(claim)
    fields = fields_of(claim)
    _fill(state, replace(fields, lines=(*fields.lines, *_empty_lines(state)[len(fields.lines) :])))


def _empty_lines(state: MutableMapping[Any, Any]) -> tuple[LineFields, ...]:
    # A line added and not yet filled in stays on the form, though it is no line of the claim.
    return tuple(LineFields() for _ in range(state[_COUNT]))


def _fill(state: MutableMapping[Any, Any], fields: Fields) -> None:
    state[_COUNT] = len(fields.lines)
    for at, line in enumerate(fields.lines):
        state[f"line_code_{at}"], state[f"line_modifiers_{at}"] = line.code, line.modifiers
        state[f"line_units_{at}"], state[f"line_pointers_{at}"] = line.units, line.pointers
    for label in LABELS:
        value = getattr(fields, label)
        state[f"claim_{label}"] = (date.fromisoformat(value) if value else None) if label == "dos" else value


def _fields(state: MutableMapping[Any, Any]) -> Fields:
    lines = tuple(
        LineFields(
            state[f"line_code_{at}"],
            state[f"line_modifiers_{at}"],
            state[f"line_units_{at}"] or 1,
            state[f"line_pointers_{at}"],
        )
        for at in range(state[_COUNT])
    )
    return Fields(lines, **{label: str(state[f"claim_{label}"] or "") for label in LABELS})


def _add_line() -> None:
    state = st.session_state
    at = state[_COUNT]
    state[f"line_code_{at}"] = state[f"line_modifiers_{at}"] = state[f"line_pointers_{at}"] = ""
    state[f"line_units_{at}"] = 1
    state[_COUNT] = at + 1


def _remove_line(at: int) -> None:
    state = st.session_state
    fields = _fields(state)
    _fill(state, replace(fields, lines=(*fields.lines[:at], *fields.lines[at + 1 :]) or (LineFields(),)))
    _read_form()


def _draw_form(tables: Tables, payers: tuple[str, ...]) -> None:
    for at in range(st.session_state[_COUNT]):
        _draw_line(at)
    st.button("Add a line", icon=":material/add:", on_click=_add_line, type="tertiary")
    _text("dx")
    day, state = st.columns(2)
    payer, place = st.columns(2)
    day.date_input(
        "Date of service",
        key="claim_dos",
        on_change=_read_form,
        format="YYYY-MM-DD",
        min_value=date.min,
        max_value=date.max,
    )
    _choice(state, "state", "State", tuple(sorted(PLACES)), str)
    _choice(payer, "payer", "Payer", payers, str)
    _choice(place, "pos", "Place of service", _PLACES_OF_SERVICE, lambda code: _place(code, tables))
    _text("prior")
    with st.expander("Facts of the session"):
        _text("muscles")
        left, right = st.columns(2)
        with left:
            _text("regions")
        with right:
            _text("injectates")
        _choice(st, "guidance", "Guidance", ("none", "ultrasound", "fluoroscopy", "ct", "mri", "emg"), str)


def _draw_line(at: int) -> None:
    shown = "visible" if at == 0 else "collapsed"
    code, modifiers, units, pointers, remove = st.columns([5, 5, 5, 4, 2], vertical_alignment="bottom")
    number = f"line {at + 1}"
    code.text_input(
        "Code" if at == 0 else f"Code, {number}", key=f"line_code_{at}", on_change=_read_form, label_visibility=shown
    )
    modifiers.text_input(
        "Modifiers" if at == 0 else f"Modifiers, {number}",
        key=f"line_modifiers_{at}",
        on_change=_read_form,
        label_visibility=shown,
    )
    units.number_input(
        "Units" if at == 0 else f"Units, {number}",
        key=f"line_units_{at}",
        on_change=_read_form,
        min_value=1,
        max_value=99_999,
        label_visibility=shown,
    )
    pointers.text_input(
        "Dx" if at == 0 else f"Dx, {number}",
        key=f"line_pointers_{at}",
        on_change=_read_form,
        label_visibility=shown,
        placeholder="all",
    )
    remove.button(
        "",
        icon=":material/delete:",
        key=f"line_remove_{at}",
        help=f"Remove {number}",
        on_click=_remove_line,
        args=(at,),
        type="tertiary",
    )


def _text(label: str) -> None:
    name, hint = _HINTS[label]
    st.text_input(name, key=f"claim_{label}", on_change=_read_form, placeholder=hint)


def _choice(where: Any, label: str, name: str, options: tuple[str, ...], told: Any) -> None:
    value = st.session_state.get(f"claim_{label}") or ""
    every = ("", *options) if value in ("", *options) else ("", *options, value)
    where.selectbox(
        name,
        every,
        key=f"claim_{label}",
        on_change=_read_form,
        format_func=lambda each: told(each) if each else "not given",
        accept_new_options=label != "state",
    )


def _place(code: str, tables: Tables) -> str:
    row = tables.place(code)
    return f"{code} {row.name}" if row else code
