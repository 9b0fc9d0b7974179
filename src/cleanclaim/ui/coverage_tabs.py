"""Draw coverage: the map of the states, the matrix of contractors, diagnoses, other payers."""

from collections.abc import Sequence

import streamlit as st

from cleanclaim.comparing import contractors
from cleanclaim.comparing.contractors import Cell, Governing, Row, StateView, Support
from cleanclaim.comparing.payers import PayerView
from cleanclaim.ui import drawing, tile_map
from cleanclaim.ui.drawing.markup import link, mark, table, text
from cleanclaim.ui.drawing.sources import grade
from cleanclaim.ui.drawing.statuses import state

_SUPPORT: dict[Support, str] = {
    "listed": "Listed",
    "not_listed": "Not listed",
    "refused": "Refused",
    "not_checked": "Not checked",
}
Rows = list[tuple[str, ...]]


def state_map(views: Sequence[StateView], diagnoses: tuple[str, ...], what: str) -> None:
    """Draw the states as tiles, one state in detail, and a row for each contractor's documents."""
    statuses = {v.state: v.status if diagnoses else v.list for v in views}
    drawn, told = st.columns([3, 2], gap="medium")
    with drawn:
        st.markdown(tile_map.svg(views, statuses, what), unsafe_allow_html=True)
        st.markdown(tile_map.legend(views, statuses), unsafe_allow_html=True)
        if any(v.grade and v.grade != "official" for v in views):
            st.caption(
                "A list that is not official may be wrong or incomplete: read the article itself before relying on it."
            )
    with told:
        _one_state(views, diagnoses)
    rows: Rows = [
        (
            f"<b>{text(view.mac)}</b><br>{' '.join(states)}",
            _documents(view.documents),
            _list(view),
            _graded(view),
            text(view.why),
        )
        for view, states in contractors.by_contractor(views)
    ]
    drawing.show(table(("Contractor", "Document", "Diagnosis list", "Coverage", "Why"), rows))


def _one_state(views: Sequence[StateView], diagnoses: tuple[str, ...]) -> None:
    names = ["", *(v.state for v in sorted(views, key=lambda v: v.state))]
    chosen = st.selectbox("One state", names, format_func=lambda s: s or "choose", key="coverage_state")
    view = next((v for v in views if v.state == chosen), None)
    if view is None:
        st.caption(
            "Choose a state for its contractor and document. On the map the colour is the contractor, the mark the "
            "status; hatched is not checked, a cut corner a state that is split."
        )
        return
    split = (
        f"<p>{mark('warn')}Split: {text(view.exception)}; that part is not judged here.</p>" if view.exception else ""
    )
    documents = "".join(
        f"<p>{_link(d)} {text(d.title)} {grade(d.verified)}<br>{_period(d)}<br>{text('; '.join(d.often) or 'how often it pays is not on file')}</p>"
        for d in view.documents
    )
    drawing.show(
        f"<p><b>{view.state}</b> · {text(view.name)} · {text(view.jurisdiction)}</p>{split}"
        f"<p>{state(view.status if diagnoses else view.list)}</p><p>{text(view.why)}</p>"
        + (
            documents
            or "<p>No document of this contractor on this procedure is on file for the date; one may exist.</p>"
        )
    )


def matrix(rows: Sequence[Row], diagnoses: tuple[str, ...]) -> None:
    """Draw procedures by contractor, each cell a status with its documents."""
    heads = [cell.mac for row in rows[:1] for cell in row.cells]
    made: Rows = [
        (f"<b>{row.procedure}</b><br>{text(row.label)}", *(_cell(cell, diagnoses) for cell in row.cells))
        for row in rows
    ]
    drawing.show(table(("Procedure", *heads), made))


def _cell(cell: Cell, diagnoses: tuple[str, ...]) -> str:
    graded = f"<br>{grade(cell.grade)}" if cell.grade else ""
    documents = "<br>".join(map(text, cell.documents)) or "no document"
    return f"{state(cell.status if diagnoses else cell.list)}<br>{documents}{graded}"


def diagnosis_support(views: Sequence[StateView], diagnoses: tuple[str, ...], titles: dict[str, str]) -> None:
    """Draw which document lists which diagnosis; those asked for first, and a list not on file as a question."""
    groups = list(contractors.by_contractor(views))
    wanted = dict.fromkeys((*diagnoses, *contractors.supporting(views)))
    if not any(view.list == "listed" for view, _ in groups):
        st.info(
            "No diagnosis list for this procedure is on file, so no diagnosis is checked.",
            icon=":material/visibility_off:",
        )
        return
    found = contractors.supports(wanted, groups)
    used = [support for support in _SUPPORT if any(support in each for each in found)]
    rows: Rows = [
        (
            "<br>".join(f"<b>{c}</b> {text(titles.get(c, 'no title on file'))}" for c in codes),
            *(
                "<br>".join(_document(*g) for g, each in zip(groups, standing, strict=True) if each == support) or "–"
                for support in used
            ),
        )
        for standing, codes in found.items()
    ]
    drawing.show(table(("Diagnosis", *(_SUPPORT[each] for each in used)), rows))
    st.caption(
        "The grade is that of the list. Where it is not official the official list was not read: a diagnosis not on it "
        "is at risk, not proved to be uncovered."
    )


def _document(view: StateView, states: tuple[str, ...]) -> str:
    documents = " ".join(d.document for d in view.documents) or "no document"
    # The states tell two documents of one contractor apart.
    where = f"{states[0]} and {len(states) - 1} more" if len(states) > 3 else " ".join(states)
    return f"<b>{text(view.mac)}</b> {text(documents)} ({where})" + (f" {grade(view.grade)}" if view.grade else "")


def other_payers(views: Sequence[PayerView]) -> None:
    """Draw what documents of other payers say; none of it is Medicare's."""
    if not views:
        st.caption("No document of another payer names this procedure on this date.")
        return
    rows: Rows = [
        (
            f"<b>{text(v.authority)}</b><br>{text(' '.join((v.payer, *v.states)))}",
            _documents((v.document,)),
            state(v.document.list),
            text("; ".join(v.document.often)) or "not on file",
            state(v.status),
            text(v.why),
        )
        for v in views
    ]
    drawing.show(table(("Payer", "Document", "Diagnosis list", "How often", "Coverage", "Why"), rows))


def _graded(view: StateView) -> str:
    sure = view.status not in ("covered", "not_covered") or view.grade in (None, "official")
    return state(view.status) if sure else f"{state(view.status)}<br>by a list of {view.grade} grade"


def _list(view: StateView) -> str:
    if view.list != "listed" or view.grade is None:
        return state(view.list)
    return f"{state('listed')}<br>{sum(len(d.listed) for d in view.documents)} codes {grade(view.grade)}"


def _documents(documents: Sequence[Governing]) -> str:
    return "<br>".join(f"{_link(d)} {_period(d)} {grade(d.verified)}" for d in documents) or "none on file"


def _link(document: Governing) -> str:
    return link(document.document, document.url)


def _period(document: Governing) -> str:
    until = f" to {document.effective_to}" if document.effective_to else ""
    return f"from {document.effective_from}{until}" if document.effective_from else f"start not known{until}"
