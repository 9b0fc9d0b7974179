"""What a model said is stored once and answers offline; what was never asked is told, not made up."""

import json
import sys
from pathlib import Path
from threading import Thread

import pytest
from making import answer, case, result, run

from cleanclaim.errors import SettingsError, UnreadableFile
from cleanclaim.evals import grading, inspecting, ledger
from cleanclaim.evals import plan as planning
from cleanclaim.evals.comparing import compare, gate
from cleanclaim.evals.mark import Score
from cleanclaim.evals.plan import Plan
from cleanclaim.evals.recording import Recording, digest
from cleanclaim.settings import Settings
from fixed import TODAY
from scripted import SCRIPTS, Server
from scripted.steps import Say, Script

_CASE = "- {id: %s, question: '%s', kind: k, gold: {codes: ['20552']}, why: w, source: s, confidence: high}\n"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    path = tmp_path / "cases.yaml"
    path.write_text(
        _CASE % ("pair", "Can 20610 and 20552 be billed together?") + _CASE % ("one", "what is 20552"), encoding="utf-8"
    )
    return path


@pytest.fixture
def recorded(settings: Settings, cases: Path, tmp_path: Path) -> Path:
    """A recording of the scripted model, made over HTTP."""
    server = Server(SCRIPTS["good"])
    Thread(target=server.serve_forever, daemon=True).start()
    own = settings.model_copy(update={"openai_api_key": "sk-secret", "openai_base_url": server.url})
    path = tmp_path / "said.jsonl"
    try:
        run = planning.carry_out(
            Plan(own, TODAY, cases, tmp_path / "first.jsonl", with_control=False, record=path, model="scripted-1")
        )
    finally:
        server.shutdown()
        server.server_close()
    assert {c.shown.model for c in run.cases if c.shown} == {"scripted-1"}
    assert all(c.usage and c.usage.requests for c in run.cases)
    return path


def test_a_replay_gives_what_the_model_gave_without_a_model_or_a_key(
    settings: Settings, cases: Path, recorded: Path, tmp_path: Path
) -> None:
    run = planning.carry_out(Plan(settings, TODAY, cases, tmp_path / "again.jsonl", jobs=2, replay=recorded))
    first = ledger.read(tmp_path / "first.jsonl")
    assert run.head.conditions.mode == "replay" and run.head.conditions.model == "scripted-1"
    by_id = {c.id: c for c in run.cases}
    for each in first.cases:
        assert each.shown and by_id[each.id].shown and each.shown.text == by_id[each.id].shown.text  # type: ignore[union-attr]
        assert each.usage == by_id[each.id].usage
    assert run.tail and run.tail.unrecorded == 0 and run.tail.control


def test_a_recording_holds_no_key(recorded: Path) -> None:
    text = recorded.read_text(encoding="utf-8")
    assert "sk-secret" not in text and "uthorization" not in text


def test_a_request_that_was_not_recorded_fails_the_gate(
    settings: Settings, cases: Path, recorded: Path, tmp_path: Path
) -> None:
    lines = recorded.read_text(encoding="utf-8").splitlines(keepends=True)
    recorded.write_text(lines[0], encoding="utf-8")
    run = planning.carry_out(Plan(settings, TODAY, cases, tmp_path / "again.jsonl", replay=recorded))
    assert run.tail and run.tail.unrecorded >= 2
    assert any("not in the recording" in each for each in gate.objections(compare(run, run)))


def test_a_request_is_known_whatever_the_order_of_its_keys() -> None:
    one, two = json.dumps({"a": 1, "b": 2}).encode(), json.dumps({"b": 2, "a": 1}).encode()
    assert digest("/v1", one) == digest("/v1", two) != digest("/v2", one)


def test_a_broken_recording_and_a_model_without_a_key_are_refused(
    settings: Settings, cases: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "said.jsonl"
    broken.write_text('{"model": "m", "today": "2026-11-23"}\nnot json\n', encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"said\.jsonl:2: no line of a recording"):
        Recording.read(broken)
    keyless = settings.model_copy(update={"openai_api_key": None})
    with pytest.raises(SettingsError, match="OPENAI_API_KEY"):
        planning.carry_out(Plan(keyless, TODAY, cases, tmp_path / "r.jsonl", model="m"))


def test_a_models_opinion_never_counts_and_a_reply_that_is_none_cannot_judge(settings: Settings) -> None:
    def graded(reply: str) -> Score:
        server = Server(Script(writes=(Say(reply),)))
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            return grading.grader(server.url, "x", "scripted-1")(case(units=1), answer(short="One unit."))
        finally:
            server.shutdown()
            server.server_close()

    good = graded('{"grade": "right", "why": "says so"}')
    assert (good.outcome, good.counts) == ("right", False)
    assert graded("I think it is fine").outcome == "cannot_judge"


def test_without_inspect_the_export_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "inspect_ai.log", None)
    with pytest.raises(SettingsError, match="pip install inspect-ai"):
        inspecting.write(run(result("a", {"v": "right"})), tmp_path / "log.json")
    with pytest.raises(SettingsError, match=r"\.json or \.eval"):
        inspecting.write(run(result("a", {"v": "right"})), tmp_path / "log.txt")
