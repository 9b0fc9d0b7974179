"""Draw the parts of an answer; shared by every page."""

import streamlit as st

from cleanclaim.answer import Answer, AnswerCitation, CodeEntry
from cleanclaim.finding import Check, Finding

_VERDICT = {
    "yes": (":material/check_circle:", "green", "Yes, as checked"),
    "no": (":material/cancel:", "red", "No"),
    "depends": (":material/alt_route:", "orange", "It depends"),
    "needs_information": (":material/help:", "blue", "One fact is missing"),
    "out_of_scope": (":material/block:", "gray", "Outside what this answers"),
}
_STATUS = {
    "pass": ("green", ":material/check:", "coding: pass"),
    "conditional": ("orange", ":material/rule:", "coding: conditional"),
    "fail": ("red", ":material/close:", "coding: fail"),
    "not_checked": ("gray", ":material/visibility_off:", "not checked"),
    "covered": ("green", ":material/check:", "coverage: covered"),
    "not_covered": ("red", ":material/close:", "coverage: not covered"),
    "depends": ("orange", ":material/alt_route:", "coverage: depends"),
}
_SHOWN = ("recommended", "asked", "rejected")


def answer(value: Answer) -> None:
    """Draw a whole answer: verdict, codes, prose, findings, citations, checks."""
    _head(value)
    codes(value)
    st.markdown(_escaped(value.short))
    _findings(value.findings)
    if value.branches:
        with st.expander("By contractor or payer", icon=":material/map:"):
            st.table(
                [{"Contractor or payer": b.when, "Document": b.document, "Result": b.result} for b in value.branches]
            )
    for question in value.questions:
        st.info(question, icon=":material/help:")
    if value.citations:
        st.caption("Sources")
    for each in value.citations:
        citation(each)
    checks(value.checks)
    st.caption(" ".join(value.notices))


def _head(value: Answer) -> None:
    if value.verdict:
        icon, color, words = _VERDICT[value.verdict]
        st.badge(words, icon=icon, color=color)
    context = value.context
    said = [f"as of {value.as_of}", f"state {context.state or 'all'}", f"payer {context.payer or 'not given'}"]
    st.caption(" · ".join(said) + (f" · read as: `{value.claim}`" if value.claim else ""))


def codes(value: Answer) -> None:
    """Draw a card for every code that was asked about, recommended or rejected: coding and coverage apart."""
    entries = [c for c in value.codes if c.stance in _SHOWN]
    for start in range(0, len(entries), 3):
        for column, each in zip(st.columns(3), entries[start : start + 3], strict=False):
            with column, st.container(border=True):
                _card(each)


def _card(each: CodeEntry) -> None:
    name = "-".join((each.code, *each.modifiers)) + (f" x{each.units}" if each.units else "")
    st.markdown(f"**{name}** · {each.stance}")
    st.caption(each.label)
    color, icon, words = _STATUS[each.coding]
    st.badge(words if each.coding != "not_checked" else "coding: not checked", icon=icon, color=color)
    color, icon, words = _STATUS[each.coverage]
    if each.system != "ICD-10-CM" or each.coverage != "not_checked":
        st.badge(words if each.coverage != "not_checked" else "coverage: not checked", icon=icon, color=color)


def _findings(findings: tuple[Finding, ...]) -> None:
    for each in findings:
        draw = st.error if each.outcome == "fail" else st.warning
        draw(
            f"**{each.rule}** — {each.message}\n\n{each.remedy}\n\n[{each.citation}]({each.citation.url})"
            + (f" · {each.table.name} {each.table.version}" if each.table else "")
        )


def citation(each: AnswerCitation) -> None:
    """Draw a source that opens to the cited section."""
    dates = (
        f" · {each.effective_from or '?'} to {each.effective_to or 'now'}"
        if each.effective_from or each.effective_to
        else ""
    )
    with st.expander(f"[{each.n}] {each.document} — {each.section} · {each.verified}{dates}"):
        st.markdown(_escaped(each.quote))
        st.markdown(f"[{each.title}]({each.url}) · passage `{each.passage}`")


def checks(all_checks: tuple[Check, ...]) -> None:
    """Draw what was checked against which table, and what was not and why."""
    if not all_checks:
        return
    blind = sum(c.state == "not_checked" for c in all_checks)
    with st.expander(f"Checks: {len(all_checks) - blind} ran, {blind} could not", icon=":material/fact_check:"):
        st.table(
            [
                {
                    "Check": c.check,
                    "State": c.state.replace("_", " "),
                    "Table": c.version or "rule",
                    "Rows": f"{c.rows:,}" if c.rows else "",
                    "Note": c.why or "",
                }
                for c in all_checks
            ]
        )


def _escaped(text: str) -> str:
    return text.replace("$", "\\$")
