"""Draw coverage: the map of the states, the matrix of contractors, diagnoses, other payers."""

from collections.abc import Sequence

import streamlit as st

from cleanclaim.comparing import contractors
from cleanclaim.comparing.contractors import Cell, Governing, Row, StateView, Support
from cleanclaim.comparing.payers import PayerView
from cleanclaim.ui import tile_map
from cleanclaim.ui.statuses import badge, escaped

_SUPPORT: dict[Support, str] = {
    "listed": ":green-badge[:material/check: listed]",
    "not_listed": ":orange-badge[:material/close: not listed]",
    "refused": ":red-badge[:material/block: refused]",
    "not_checked": ":gray-badge[:material/visibility_off: not checked]",
}


def state_map(views: Sequence[StateView], diagnoses: tuple[str, ...], what: str) -> None:
    """Draw the states as tiles, one state in detail, and a row for each contractor's documents."""
    statuses = {v.state: v.status if diagnoses else v.list for v in views}
    drawn, told = st.columns([3, 2], gap="medium")
    with drawn:
        st.markdown(tile_map.svg(views, statuses, what), unsafe_allow_html=True)
        st.markdown(tile_map.legend(views, statuses), unsafe_allow_html=True)
        if any(v.grade and v.grade != "official" for v in views):
            st.caption(
                "Every list shown here that is not official is reported by other sources; read the article itself first."
            )
    with told:
        _one_state(views, diagnoses)
    st.table(
        [
            {
                "Contractor": f"**{view.mac}**  \n{' '.join(states)}",
                "Document": _documents(view.documents),
                "Diagnosis list": _list(view),
                "Coverage": _graded(view),
                "Why": escaped(view.why),
            }
            for view, states in contractors.by_contractor(views)
        ]
    )


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
    with st.container(border=True, gap="small"):
        st.markdown(f"**{view.state}** · {view.name} · {view.jurisdiction}")
        if view.exception:
            st.markdown(
                f":orange-badge[:material/call_split: split] {escaped(view.exception)}; that part is not judged here."
            )
        st.markdown(badge(view.status, "coverage") if diagnoses else badge(view.list))
        st.markdown(escaped(view.why))
        for each in view.documents:
            often = escaped("; ".join(each.often)) or "how often it pays is not on file"
            st.markdown(f"{_link(each)}  \n{escaped(each.title)}  \n{_period(each)}  \n{often}")
        if not view.documents:
            st.caption("No document of this contractor on this procedure is on file for the date; one may exist.")


def matrix(rows: Sequence[Row], diagnoses: tuple[str, ...]) -> None:
    """Draw procedures by contractor, each cell a status with its documents."""
    st.table(
        [
            {
                "Procedure": f"**{row.procedure}**  \n{escaped(row.label)}",
                **{cell.mac: _cell(cell, diagnoses) for cell in row.cells},
            }
            for row in rows
        ]
    )


def _cell(cell: Cell, diagnoses: tuple[str, ...]) -> str:
    status = badge(cell.status) if diagnoses else badge(cell.list)
    graded = f"  \n{cell.grade}" if cell.grade else ""
    return f"{status}  \n{' '.join(cell.documents) or 'no document'}{graded}"


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
    st.table(
        [
            {
                "Diagnosis": "  \n".join(f"**{c}** {escaped(titles.get(c, 'no title on file'))}" for c in codes),
                **{
                    head: "  \n".join(
                        _document(*group) for group, each in zip(groups, standing, strict=True) if each == support
                    )
                    or "–"
                    for support, head in _SUPPORT.items()
                    if any(support in each for each in found)
                },
            }
            for standing, codes in found.items()
        ]
    )
    st.caption(
        "The grade is that of the list. Where it is not official the official list was not read: a diagnosis not on it "
        "is at risk, not proved to be uncovered."
    )


def _document(view: StateView, states: tuple[str, ...]) -> str:
    documents = " ".join(d.document for d in view.documents) or "no document"
    # The states tell two documents of one contractor apart.
    where = f"{states[0]} and {len(states) - 1} more" if len(states) > 3 else " ".join(states)
    return f"**{view.mac}** {documents} ({where})" + (f", {view.grade}" if view.grade else "")


def other_payers(views: Sequence[PayerView]) -> None:
    """Draw what documents of other payers say; none of it is Medicare's."""
    if not views:
        st.caption("No document of another payer names this procedure on this date.")
        return
    st.table(
        [
            {
                "Payer": f"**{escaped(v.authority)}**  \n{v.payer}{' · ' + ' '.join(v.states) if v.states else ''}",
                "Document": _documents((v.document,)),
                "Diagnosis list": badge(v.document.list),
                "How often": escaped("; ".join(v.document.often)) or "not on file",
                "Coverage": badge(v.status),
                "Why": escaped(v.why),
            }
            for v in views
        ]
    )


def _graded(view: StateView) -> str:
    sure = view.status not in ("covered", "not_covered") or view.grade in (None, "official")
    return badge(view.status) if sure else f"{badge(view.status)}  \nby a list of {view.grade} grade"


def _list(view: StateView) -> str:
    if view.list != "listed":
        return badge(view.list)
    return f"{badge('listed')}  \n{sum(len(d.listed) for d in view.documents)} codes, {view.grade}"


def _documents(documents: Sequence[Governing]) -> str:
    return "  \n".join(f"{_link(each)} {_period(each)}" for each in documents) or "none on file"


def _link(document: Governing) -> str:
    return f"[{document.document}]({document.url})"


def _period(document: Governing) -> str:
    until = f" to {document.effective_to}" if document.effective_to else ""
    return f"from {document.effective_from}{until}" if document.effective_from else f"start not known{until}"
