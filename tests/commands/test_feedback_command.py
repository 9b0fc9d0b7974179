"""What people said of answers becomes draft cases by one command."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.commands.feedback import feedback as command
from cleanclaim.settings import read
from cleanclaim.storage import feedback, open_database


def test_a_thumb_down_becomes_a_draft_once_with_its_reason(
    assistant: Assistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLEANCLAIM_HOME", str(tmp_path))
    answer = assistant.answer("what is 20553 for")
    said = feedback.Feedback(
        answer.id,
        "ana",
        "down",
        "misses muscles",
        answer.question,
        {},
        answer.model_dump(mode="json"),
        datetime.now(UTC),
    )
    engine = open_database(read())
    feedback.give(engine, said)
    feedback.give(engine, feedback.Feedback("old", "bo", "down", "", "q", {}, {"id": "old"}, datetime.now(UTC)))
    command(drafts=True)
    (draft,) = (tmp_path / "evals" / "drafts").glob("*.yaml")
    assert "misses muscles" in draft.read_text(encoding="utf-8")
    told = capsys.readouterr().out
    assert "what is 20553 for — misses muscles" in told and "no draft: another version" in told
    command(thumb="down", drafts=True)
    assert "already" in capsys.readouterr().out
    command(thumb="up")
    assert capsys.readouterr().out == ""
