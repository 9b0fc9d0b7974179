"""The suite as CI runs it: the same passes, and each planted regression is caught with its cases named."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from making import run

from cleanclaim import rules
from cleanclaim.evals import control, ledger, opening, running
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case, load
from cleanclaim.evals.comparing import compare, gate
from cleanclaim.evals.run import Run
from cleanclaim.retrieval.shelf import Mask, Shelf
from cleanclaim.settings import Settings
from fixed import TODAY

Open = Callable[[], Asker]


@pytest.fixture(scope="module")
def cases(settings: Settings) -> tuple[Case, ...]:
    return load(settings.evals / "cases")


@pytest.fixture(scope="module")
def open_(settings: Settings) -> Open:
    return lambda: opening.composed(settings, TODAY)


@pytest.fixture(scope="module")
def sound(open_: Open, cases: tuple[Case, ...]) -> Run:
    return asked(open_, cases)


def asked(open_: Open, cases: tuple[Case, ...]) -> Run:
    return run(*running.results(open_, cases))


def lost(sound: Run, planted: Run) -> set[str]:
    """Give the cases that the gate names: each stands in an objection."""
    comparison = compare(sound, planted)
    said = " ".join(gate.objections(comparison))
    named = {p.id for p in comparison.worse}
    assert named and all(name in said for name in named)
    return named


@pytest.mark.parametrize(
    ("policy", "was", "is_now", "expected"),
    [
        ("l39656.md", "codes: [G44.201", "codes: [M54.12, G44.201", {"list-02"}),
        ("l39656.md", "M79.12, M79.18]", "M79.12]", {"list-01"}),
        ("l39656.md", "count: 3, months", "count: 8, months", {"list-08"}),
    ],
)
def test_an_edited_policy_list_is_caught(
    settings: Settings,
    cases: tuple[Case, ...],
    sound: Run,
    tmp_path: Path,
    policy: str,
    was: str,
    is_now: str,
    expected: set[str],
) -> None:
    shutil.copytree(settings.knowledge, tmp_path / "knowledge")
    file = tmp_path / "knowledge" / "policies" / policy
    text = file.read_text(encoding="utf-8")
    assert was in text
    file.write_text(text.replace(was, is_now, 1), encoding="utf-8")
    # The tables are not what was edited, and compiling them takes longest.
    shutil.copytree(settings.home / "tables", tmp_path / "home" / "tables")
    edited = settings.model_copy(update={"home": tmp_path / "home"})
    edited.__dict__["knowledge"] = tmp_path / "knowledge"
    named = lost(sound, asked(lambda: opening.composed(edited, TODAY), cases))
    assert expected <= named


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("bilateral-not-allowed", {"note-12", "seed-39"}),
        ("ptp-pair", {"real-19", "drug-08"}),
        ("code-not-in-force", {"drug-02"}),
    ],
)
def test_a_loosened_rule_is_caught(
    cases: tuple[Case, ...],
    sound: Run,
    open_: Open,
    monkeypatch: pytest.MonkeyPatch,
    rule: str,
    expected: set[str],
) -> None:
    loose = tuple(replace(r, judge=lambda claim, tables: ()) if r.id == rule else r for r in rules.catalogue())
    monkeypatch.setattr(rules, "catalogue", lambda: loose)
    assert expected <= lost(sound, asked(open_, cases))


def test_a_dropped_retrieval_filter_is_caught(cases: tuple[Case, ...], sound: Run, open_: Open) -> None:
    def undated() -> Asker:
        asker = open_()
        shelf = asker.assistant.retriever.shelf
        shelf._begins[:], shelf._ends[:] = date.min.toordinal(), date.max.toordinal()
        return asker

    assert {"adv-03", "blind-70"} <= lost(sound, asked(undated, cases))


@pytest.mark.parametrize(
    ("filter_", "expected"), [("state", {"list-02", "source-01"}), ("payer", {"list-02", "source-08"})]
)
def test_a_filter_of_state_or_payer_dropped_alone_is_caught(
    filter_: str, expected: set[str], cases: tuple[Case, ...], sound: Run, open_: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept, names = Shelf._allowed, ("state", "payer", "named", "closed")

    def unfiltered(self: Shelf, on: date, *wanted: Any) -> Mask:
        return kept(self, on, **{**dict(zip(names, wanted, strict=False)), filter_: None})

    monkeypatch.setattr(Shelf, "_allowed", unfiltered)
    placed = tuple(c for c in cases if c.context.state or c.context.payer)
    ids = {c.id for c in placed}
    was = sound.model_copy(update={"cases": tuple(c for c in sound.cases if c.id in ids)})
    assert expected <= lost(was, asked(open_, placed))


def test_many_runs_of_the_same_are_the_same(cases: tuple[Case, ...], sound: Run, open_: Open) -> None:
    asker = open_()
    for _ in range(3):
        again = compare(sound, asked(lambda: asker, cases))
        assert not again.worse and not again.won


def test_asking_in_parallel_gives_what_asking_in_turn_gives(cases: tuple[Case, ...], sound: Run, open_: Open) -> None:
    together = compare(sound, run(*running.results(open_, cases, jobs=4)))
    assert not together.worse and not together.won


def test_the_negative_control_is_caught_and_leaves_no_trace(cases: tuple[Case, ...], sound: Run, open_: Open) -> None:
    said = control.controlled(sound.cases, open_, cases)
    assert said.caught and len(said.lost) >= 20 and len(said.unsafe) >= 10
    after = compare(sound, asked(open_, cases))
    assert not after.worse and not after.won


def test_a_suite_that_does_not_look_does_not_catch_the_control(cases: tuple[Case, ...], open_: Open) -> None:
    blind = tuple(c for c in cases if c.kind == "code_definition")
    said = control.controlled(running.results(open_, blind), open_, blind)
    assert not said.caught


def test_a_stored_run_gives_the_same_comparison(sound: Run, tmp_path: Path) -> None:
    ledger.write(tmp_path / "run.jsonl", sound.slim())
    again = compare(ledger.read(tmp_path / "run.jsonl"), sound)
    assert not again.worse and not again.won and not again.changed
