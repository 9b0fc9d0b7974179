"""Coverage: what each Medicare contractor, and any other payer on file, makes of a procedure, over the states and over time."""

from datetime import date

import streamlit as st

from cleanclaim import codes
from cleanclaim.codes import icd10cm
from cleanclaim.comparing import contractors, payers
from cleanclaim.comparing.contractors import Row
from cleanclaim.errors import InvalidCode
from cleanclaim.tables import Tables
from cleanclaim.ui import comparison_tabs, coverage_tabs, opened
from cleanclaim.ui.tile_map import PLACES

TITLE = "Coverage"
ICON = ":material/map:"
ORDER = 2


def page() -> None:
    """Draw the page."""
    st.title("Coverage")
    st.caption(
        "Which document governs where, which diagnoses it supports, and since when. A list that is not on file is not "
        "checked: neither covered nor uncovered."
    )
    checker = opened.checker()
    known = checker.knowledge
    named = sorted({c for p in known.policies if p.payer == "medicare" for c in p.procedures})
    asked, dx, day = st.columns([4, 3, 2])
    labels = checker.tables_on(checker.today())
    procedure = asked.selectbox(
        "Procedure",
        named,
        named.index("20552"),
        format_func=lambda c: _label(c, labels),
        accept_new_options=True,
        key="coverage_code",
    )
    typed = dx.text_input("Diagnoses", placeholder="M79.18 M54.12", key="coverage_dx")
    on = day.date_input(
        "Date of service",
        checker.today(),
        min_value=date(1990, 1, 1),
        max_value=date(2100, 12, 31),
        format="YYYY-MM-DD",
        key="coverage_on",
    )
    try:
        code = codes.validate(procedure or "", "CPT", "HCPCS")
        diagnoses = tuple(dict.fromkeys(icd10cm.validate(each) for each in typed.replace(",", " ").split()))
    except InvalidCode as error:
        st.error(str(error), icon=":material/edit_off:")
        return
    if not isinstance(on, date):
        st.info("Coverage is a matter of the date of service; give one.", icon=":material/event:")
        return
    tables = checker.tables_on(on)
    _warn(code, diagnoses, tables)
    views = contractors.views(code, PLACES, checker, on, diagnoses)
    what = f"{code} on {on}" + (f" for {' and '.join(diagnoses)}" if diagnoses else ", no diagnosis given")
    tabs = st.tabs(["Map", "Matrix", "Diagnoses", "Timeline", "Compare", "Other payers"])
    with tabs[0]:
        coverage_tabs.state_map(views, diagnoses, what)
    with tabs[1]:
        _matrix(code, named, tables, on, diagnoses)
    with tabs[2]:
        every = (*diagnoses, *contractors.supporting(views))
        titles = {c: row.title for c in every if (row := tables.diagnosis(c))}
        coverage_tabs.diagnosis_support(views, diagnoses, titles)
    with tabs[3]:
        comparison_tabs.timeline(known, code, on)
    with tabs[4]:
        comparison_tabs.compare(known, code, on)
    with tabs[5]:
        coverage_tabs.other_payers(payers.views(code, checker, on, diagnoses))
    st.caption(
        "Part B contractors by state, as the tables on file name them. CPT is a registered trademark of the American "
        "Medical Association. Not a guarantee of payment."
    )


def _warn(code: str, diagnoses: tuple[str, ...], tables: Tables) -> None:
    """Say what is on no table or cannot be billed, which no list can make right."""
    if tables.procedure(code) is None:
        st.warning(f"{code} is in no table on file.", icon=":material/help:")
    for each in diagnoses:
        row = tables.diagnosis(each)
        if row is None:
            st.warning(f"{each} is in no year of ICD-10-CM on file.", icon=":material/help:")
        elif not row.billable:
            st.warning(
                f"{each} is a category and cannot be billed; a code below it may be listed.", icon=":material/help:"
            )


def _matrix(code: str, named: list[str], tables: Tables, on: date, diagnoses: tuple[str, ...]) -> None:
    families = sorted({tables.family(c) or "other" for c in (*named, code)})
    family = st.selectbox("Family", families, families.index(tables.family(code) or "other"), key="coverage_family")
    chosen = tuple(c for c in sorted({*named, code}) if (tables.family(c) or "other") == family)
    coverage_tabs.matrix(_rows(chosen, on, diagnoses, opened.checker().knowledge.version), diagnoses)


@st.cache_data(max_entries=64, show_spinner=False)
def _rows(codes: tuple[str, ...], on: date, diagnoses: tuple[str, ...], version: str) -> tuple[Row, ...]:
    # The version of the knowledge stands in the key, so that another one is never answered from this.
    return contractors.matrix(codes, PLACES, opened.checker(), on, diagnoses)


def _label(code: str, tables: Tables) -> str:
    row = tables.procedure(code)
    return f"{code} {row.label}" if row else code
