"""Evals: how good the answers are, what changed since an earlier run, and why each case failed."""

from pathlib import Path

import streamlit as st

from cleanclaim import settings
from cleanclaim.errors import UnreadableFile
from cleanclaim.evals import ledger, plan, report
from cleanclaim.evals.comparing import Comparison, compare, gate
from cleanclaim.evals.report.figures import Figures, Row
from cleanclaim.evals.run import CaseResult, Run

TITLE = "Evals"
ICON = ":material/rule:"
ORDER = 8
_MOST_SHOWN = 25
_MARK = {"right": ":green[right]", "wrong": ":red[wrong]", "cannot_judge": ":orange[could not be judged]"}


@st.cache_data(show_spinner="Reading the runs…", max_entries=4)
def _runs(folder: Path, stamp: tuple[float, ...]) -> tuple[Run, ...]:
    return ledger.runs_in(folder)


def page() -> None:
    """Draw the page."""
    st.title("Evals")
    st.caption(
        "The cases of the project asked again and again. `cleanclaim eval run` adds a run, `cleanclaim eval report` writes this as one page."
    )
    folder = plan.folder(settings.read())
    try:
        runs: tuple[Run, ...] = _runs(folder, tuple(sorted(p.stat().st_mtime for p in folder.glob("*.jsonl"))))
    except UnreadableFile as error:
        st.error(str(error), icon=":material/broken_image:")
        return
    if not runs:
        st.info(
            "No run is on file yet. `cleanclaim eval run` asks every case and stores what came of it.",
            icon=":material/info:",
        )
        return
    shown, before = _chosen(runs)
    _figures(shown)
    comparison = compare(before, shown, accept_changed_gold=True) if before else None
    objections = gate.objections(comparison) if comparison else ()
    if comparison:
        _changes(comparison, objections)
    if len(runs) > 1:
        st.subheader("Trend")
        st.line_chart({"share fully right": [r.share for r in runs[-40:]]}, height=180)
    made = Figures.of(shown)
    kinds, scorers = st.tabs(["By kind", "By scorer"])
    kinds.dataframe(_table(made.kinds), hide_index=True, width="stretch")
    scorers.dataframe(_table(made.scorers), hide_index=True, width="stretch")
    for section in report.sections(folder.parent):
        st.subheader(section.title)
        st.dataframe([dict(zip(section.columns, row, strict=True)) for row in section.rows], hide_index=True)
    _cases(shown)
    whole = report.page(shown, runs, comparison, objections, report.sections(folder.parent))
    st.download_button("Download as one page", whole, "eval-report.html", "text/html", icon=":material/download:")


def _chosen(runs: tuple[Run, ...]) -> tuple[Run, Run | None]:
    newest = list(reversed(runs))
    left, right = st.columns(2)
    shown = left.selectbox("Run", newest, format_func=_named, key="evals_run")
    earlier = [r for r in newest if r.head.started < shown.head.started]
    before = right.selectbox(
        "Compared with", [None, *earlier], min(1, len(earlier)), format_func=_named, key="evals_before"
    )
    return shown, before


def _named(run: Run | None) -> str:
    if run is None:
        return "nothing"
    mode = run.head.conditions.model or run.head.conditions.mode
    return f"{run.head.started:%Y-%m-%d %H:%M} · {run.head.label or mode} · {run.right} of {len(run.cases)}"


def _figures(run: Run) -> None:
    made, control = Figures.of(run), run.tail.control if run.tail else None
    caught = ("caught" if control.caught else "not caught") if control else "not run"
    for column, (name, value) in zip(
        st.columns(5),
        (
            ("Fully right", f"{run.share:.1%}"),
            ("Unsafe", str(len(run.unsafe))),
            ("Not judged", str(run.unjudged)),
            ("Broken validator", caught),
            ("Median answer", f"{made.median * 1000:.0f} ms"),
        ),
        strict=True,
    ):
        column.metric(name, value)
    if made.held_out.asked:
        st.caption(f"Kept from tuning: {made.held_out.right} of {made.held_out.asked} right.")
    if run.unsafe:
        st.error(f"Unsafe: {', '.join(run.unsafe)}", icon=":material/dangerous:")


def _changes(comparison: Comparison, objections: tuple[str, ...]) -> None:
    st.subheader("What changed")
    d = comparison.all
    flips = f"{d.worse} lost, {d.better} won, exact p {d.p:.3f}" if d.worse or d.better else "no case flipped"
    st.write(f"Right answers {d.before:.1%} → {d.after:.1%}: {flips}, over {d.cases} cases asked both times.")
    for line in objections:
        st.error(line, icon=":material/block:")
    if not objections:
        st.success("The gate would let this run pass.", icon=":material/check:")
    if comparison.won:
        st.caption(f"Better: {', '.join(p.id for p in comparison.won)}")
    for line in comparison.conditions:
        st.caption(line)


def _table(rows: tuple[Row, ...]) -> list[dict[str, object]]:
    return [
        {
            "name": r.name.replace("_", " "),
            "asked": r.asked,
            "right": r.right,
            "wrong": r.wrong,
            "not judged": r.open,
            "unsafe": r.unsafe,
            "share": f"{r.share:.0%}",
        }
        for r in rows
    ]


def _cases(run: Run) -> None:
    st.subheader("Cases")
    words, kind, outcome = st.columns([2, 1, 1])
    typed = words.text_input("Search", placeholder="question, answer or id", key="evals_words").lower()
    one = kind.selectbox("Kind", ["every kind", *sorted({c.kind for c in run.cases})], key="evals_kind")
    way = outcome.selectbox(
        "Outcome", ["wrong", "unsafe", "cannot_judge", "right", "every outcome"], key="evals_outcome"
    )
    held = st.toggle("Show cases kept from tuning", key="evals_held")
    found = [
        c
        for c in sorted(run.cases, key=lambda c: c.id)
        if (held or not c.held_out)
        and one in ("every kind", c.kind)
        and (way in ("every outcome", c.outcome) or (way == "unsafe" and c.is_unsafe))
        and typed in c.model_dump_json().lower()
    ]
    st.caption(
        f"{len(found)} of {len(run.cases)} cases"
        + (f", the first {_MOST_SHOWN} shown" if len(found) > _MOST_SHOWN else "")
    )
    for case in found[:_MOST_SHOWN]:
        _case(case)


def _case(case: CaseResult) -> None:
    asked = case.shown.question if case.shown else case.id
    with st.expander(_plain(f"{case.id} · {asked[:160]}")):
        st.markdown(
            f"{_MARK[case.outcome]} · {case.kind.replace('_', ' ')}{' · kept from tuning' if case.held_out else ''}"
        )
        for score in case.failed:
            st.error(_plain(f"{score.scorer.replace('_', ' ')}: {score.why}"))
        if case.shown is None:
            st.caption("A slim run: what was asked and answered was not kept.")
            return
        answer, gold = st.columns(2)
        with answer:
            st.caption("Answer")
            st.markdown(_plain(f"{case.shown.verdict or 'no verdict'} · {case.shown.short}"))
            st.code("\n".join((case.shown.claim, *case.shown.codes)), language=None)
            for cited in case.shown.citations:
                st.caption(
                    _plain(
                        f"[{cited['n']}] {cited['document']}, {cited['section']} ({cited['verified']}): {cited['quote'][:300]}"
                    )
                )
        with gold:
            st.caption("Gold")
            st.json(case.shown.gold, expanded=True)
            st.markdown(_plain(case.shown.why))
            st.caption(_plain(f"{case.shown.source} · confidence {case.confidence}"))


def _plain(text: str) -> str:
    """Keep Streamlit's markdown from reading formulas and colours into a question."""
    return text.replace("$", "\\$").replace(":", "\\:").replace("[", "\\[")
