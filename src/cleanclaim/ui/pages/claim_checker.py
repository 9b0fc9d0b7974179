"""The claim checker: a claim as form and notation, what the rules find, what if, and what lies around the service."""

import streamlit as st

from cleanclaim.claim import parse
from cleanclaim.ui import claim_editor, drawing, opened, planning_tabs, what_if
from cleanclaim.ui.drawing import claims

TITLE = "Claim checker"
ICON = ":material/fact_check:"
ORDER = 1
_EXAMPLES = (
    "20552-50 x3 | dx M54.12 | dos 2026-12-02 | state OH | payer medicare",
    "20553; 99213-25; J1010 x40 | dx M79.18 | dos 2026-12-02 | state MI | payer medicare | prior 2026-08-20 2026-05-11 2026-02-03",
    "20610-RT; 20552 | dx M17.11 M79.18 | state FL | payer medicare",
)


def page() -> None:
    """Draw the page."""
    st.title("Claim checker")
    st.caption("Fill in the form or write the notation; each follows the other, and the rules run at every change.")
    checker = opened.checker()
    known = opened.assistant().knowledge
    payers = tuple(dict.fromkeys(("medicare", *sorted({p.payer for p in known.policies}))))
    claim, beside = claim_editor.edit(checker.tables_on(checker.today()), payers)
    if claim is None:
        with beside:
            _examples()
        return
    answer = checker.check(claim)
    tables = checker.tables_on(answer.as_of)
    with beside:
        claims.summary(answer)
        drawing.codes(answer)
    tabs = st.tabs(["Findings", "What if", "Sessions", "Documentation", "Who pays"])
    with tabs[0]:
        claims.whole(answer)
    with tabs[1]:
        what_if.draw(claim, checker, claim_editor.put_claim)
    with tabs[2]:
        planning_tabs.session_calendar(claim, tables, claim_editor.put_claim)
    with tabs[3]:
        planning_tabs.record_checklist(claim, known, tables)
    with tabs[4]:
        planning_tabs.who_pays(answer, known, checker.today())
    st.caption("CPT is a registered trademark of the American Medical Association. Not a guarantee of payment.")


def _examples() -> None:
    st.markdown("Try one of these:")
    for example in _EXAMPLES:
        st.button(str(parse(example)), on_click=claim_editor.put, args=(example,), type="tertiary")
