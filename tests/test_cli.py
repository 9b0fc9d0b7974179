"""The command line: answers, files, exit codes, sentences instead of tracebacks."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cleanclaim import cli
from cleanclaim.settings import Settings


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main(list(arguments))
    return int(caught.value.code or 0)


@pytest.fixture(autouse=True)
def _home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))


def test_ask_prints_the_whole_answer_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run("ask", "does M54.12 support 20552", "--state", "OH", "--dos", "2026-03-02", "--payer", "medicare", "--json")
        == 0
    )
    answer = json.loads(capsys.readouterr().out)
    assert (answer["verdict"], answer["context"]["state"]) == ("no", "OH")


def test_ask_prints_an_answer_a_person_can_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("ask", "what is 20552") == 0
    assert "one or two muscles" in capsys.readouterr().out


def test_a_failing_claim_exits_1_and_a_passing_one_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "20552-50 x3 | dx M54.12 | state FL") == 1
    assert "bilateral-not-allowed" in capsys.readouterr().out
    assert run("check", "20552 | dx M79.18 | dos 2026-03-02 | state OH") == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check", "2055"), "not a claim line"),
        (("check", "20552 | dos yesterday"), "not a date"),
        (("ask", ""), "empty"),
        (("ask", "is 20552 right", "--state", "Narnia"), "no state"),
        (("ask", "is 20552 right", "--dos", "soon"), "no date"),
        (("ask", "--input", "nowhere.jsonl"), "nowhere.jsonl"),
    ],
)
def test_what_cannot_be_done_exits_2_with_one_sentence(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    captured = capsys.readouterr()
    assert says in captured.err and "Traceback" not in captured.err and not captured.out


def test_a_file_of_questions_is_answered_line_by_line_and_a_bad_line_stops_nothing(tmp_path: Path) -> None:
    lines = [
        '{"id": "a", "question": "is 20552 right for two muscles?", "context": {"state": "FL"}}',
        "not json",
        '{"id": "b"}',
        '{"id": "c", "question": 5}',
        '{"id": "d", "question": "what is 20553", "context": {"colour": "red"}}',
        "[1, 2]",
        '{"id": "e", "question": "what is 20553"}',
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    assert run("ask", "--input", str(source), "--output", str(target)) == 2
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [a["case"] for a in answers] == ["a", None, "b", "c", "d", None, "e"]
    assert ["error" in a for a in answers] == [False, True, True, True, True, True, False]


def test_eval_fails_below_its_floor_and_on_an_empty_suite(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = tmp_path / "cases.yaml"
    case.write_text(
        "- {id: a, question: what is 20552, kind: definition, gold: {codes: ['20552'], says: [['never said']]},"
        " why: x, source: x, confidence: high}\n"
    )
    assert run("eval", "--cases", str(case), "--output", str(tmp_path / "r.json")) == 1
    (tmp_path / "none").mkdir()
    assert run("eval", "--cases", str(tmp_path / "none"), "--output", str(tmp_path / "r.json")) == 2
    assert "empty suite" in capsys.readouterr().err


def test_check_loads_neither_index_nor_surface(settings: Settings) -> None:
    script = (
        "import sys\nfrom cleanclaim import cli\n"
        "try: cli.main(['check', '20552'])\nexcept SystemExit: pass\n"
        "heavy = {'langchain', 'openai', 'chromadb', 'streamlit', 'fastapi', 'bm25s', 'numpy', 'sklearn'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
