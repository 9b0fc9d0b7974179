"""Draw what the rules found on a claim and what could not be checked, each with where it comes from."""

from collections.abc import Iterable

import streamlit as st

from cleanclaim import rules
from cleanclaim.answer import CheckAnswer, CodeEntry
from cleanclaim.finding import Check, Finding
from cleanclaim.ui.statuses import badge, escaped

_SEVERITY = {
    "denied": ("red", ":material/block:", "denied"),
    "at_risk": ("orange", ":material/warning:", "at risk"),
    "note": ("blue", ":material/info:", "note"),
}
_ORDER = {"denied": 0, "at_risk": 1, "note": 2}


def summary(answer: CheckAnswer) -> None:
    """Draw the outcome in words: never clean while anything was not checked or was read on another release."""
    blind = sum(c.state == "not_checked" for c in answer.checks)
    dated = sum(c.state == "checked" and c.why is not None for c in answer.checks)
    found = [f"{n} {words}" for words in ("denied", "at risk", "note") if (n := _count(answer.findings, words))]
    open_ends = [f"{blind} not checked"] * bool(blind) + [f"{dated} checked on another release"] * bool(dated)
    if any(f.outcome == "fail" for f in answer.findings):
        color, icon, head = "red", ":material/cancel:", "Problems found"
    elif answer.findings:
        color, icon, head = "orange", ":material/rule:", "It depends"
    elif open_ends:
        color, icon, head = "gray", ":material/visibility_off:", "No problem found in what was checked"
    else:
        color, icon, head = "green", ":material/check_circle:", "Clean: everything was checked"
    told = " · ".join((*found, *open_ends, f"as of {answer.as_of}"))
    st.markdown(f"#### :{color}[{icon} {head}]\n{told}")


def findings(found: Iterable[Finding]) -> None:
    """Draw every finding, the gravest first."""
    for each in sorted(found, key=lambda f: (_ORDER[f.severity], f.outcome != "fail")):
        finding(each)


def finding(each: Finding) -> None:
    """Draw one finding: severity, rule, reason, remedy, citation, table and release."""
    color, icon, words = _SEVERITY[each.severity]
    depends = " · depends on a fact" if each.outcome == "conditional" else ""
    rule = rules.find(each.rule)
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(
                f":{color}-badge[{icon} {words}] **{each.rule}** on `{each.where}` · {each.about}{depends}",
                width="content",
            )
            if rule:
                with st.popover("Why", icon=":material/help:", type="tertiary"):
                    st.markdown(escaped(f"**{rule.title}**\n\n{rule.why}"))
        st.markdown(f"{escaped(each.message)}  \n**Do:** {escaped(each.remedy)}")
        st.caption(
            f"[{escaped(str(each.citation))}]({each.citation.url}) · {each.citation.verified} source · {_table(each)}"
        )


def _table(each: Finding) -> str:
    if not each.table:
        return "from the document alone, no table"
    name = "policies on file, version" if each.table.name == "policies" else f"table {each.table.name},"
    return f"{name} {each.table.version}"


def codes(every: Iterable[CodeEntry]) -> None:
    """Draw a line for every code: what it is, and coding and coverage apart, as colour, icon and word."""
    for each in every:
        name = "-".join((each.code, *each.modifiers)) + (f" x{each.units}" if each.units and each.units > 1 else "")
        told = [badge(each.coding, "coding")]
        if each.system != "ICD-10-CM":
            told.append(badge(each.coverage, "coverage"))
        with st.container(border=True, gap="small"):
            st.markdown(f"**{name}** · {escaped(each.label)}  \n{' '.join(told)}")


def checks(every: tuple[Check, ...]) -> None:
    """Draw what was not checked first, then what ran, each with table, release, rows and why."""
    blind = [c for c in every if c.state == "not_checked"]
    with st.expander(f"Checks: {len(every) - len(blind)} ran, {len(blind)} could not", icon=":material/fact_check:"):
        st.table(
            [
                {
                    "Check": c.check,
                    "State": c.state.replace("_", " "),
                    "Release": c.version or "no table",
                    "Rows": f"{c.rows:,}" if c.rows else "",
                    "Note": c.why or "",
                }
                for c in sorted(every, key=lambda c: (c.state == "checked", c.why is None))
            ]
        )


def _count(found: Iterable[Finding], words: str) -> int:
    return sum(f.severity.replace("_", " ") == words for f in found)
