"""A batch checks every claim once, goes on where it was killed, and writes nothing that names a person."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from x12_837 import GIVEN, SURNAMES, Billed, Service, invented

from cleanclaim import assemble, cli
from cleanclaim.batch.running import Batch
from cleanclaim.checking import Checker
from cleanclaim.claim import parse
from cleanclaim.errors import UnreadableFile
from cleanclaim.settings import Settings
from fixed import TODAY


@pytest.fixture(scope="module")
def checker(settings: Settings) -> Checker:
    return assemble.checker(settings, lambda: TODAY)


@pytest.fixture(autouse=True)
def _home(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))


def results(target: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main(list(arguments))
    return int(caught.value.code or 0)


def test_a_result_is_what_the_rules_say_in_the_shape_of_clearing_houses(checker: Checker, tmp_path: Path) -> None:
    line = "20552-50 x3 | dx M54.12 | dos 2026-03-02 | state FL | payer medicare"
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"claim": line}) + "\n")
    summary = Batch(checker, "jsonl").run(source, target)
    [result], own = results(target), checker.check(parse(line))
    assert [(e["code"], e["description"], e["follow_up_action"]) for e in result["errors"]] == [
        (f.rule, f.message, f.remedy) for f in own.findings
    ]
    assert (result["billed"], result["outcome"], result["as_of"]) == (own.claim, "fail", "2026-03-02")
    assert set(result["not_checked"]) == {c.check for c in own.checks if c.state == "not_checked" or c.why}
    assert summary.exit_code == 1 and summary.outcomes == {"fail": 1}


def test_nothing_that_names_a_person_is_written(checker: Checker, tmp_path: Path) -> None:
    odd = (
        Billed(services=(Service("ROEWELL"),)),
        Billed(diagnoses=("PERPETUA",)),
        Billed(services=(Service("20552", ("MRN8812345",)),)),
    )
    file = replace(invented(60), sets=(*invented(60).sets, odd))
    source, target = tmp_path / "in.837", tmp_path / "out.jsonl"
    source.write_text(file.text())
    Batch(checker, "837").run(source, target)
    written = target.read_text() + (tmp_path / "out.jsonl.run.json").read_text()
    secrets = (*SURNAMES, *GIVEN, "ACCT", "1EG4TE5MK73", "19510412", "MRN8812345", "ELM AVENUE", "DAYTON", "PAINFREE")
    assert not [secret for secret in (*secrets, "GRP77", "KILDARE", "556677", "1234567893") if secret in written]
    assert [r["outcome"] for r in results(target)][-3:] == ["unreadable"] * 3


def test_exit_codes_and_a_summary(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def batch(name: str, *claims: str) -> int:
        source = tmp_path / f"{name}.csv"
        source.write_text("claim\n" + "".join(f'"{claim}"\n' for claim in claims))
        return run("check", "--input", str(source), "--output", str(tmp_path / f"{name}.jsonl"))

    good, bad = "20552 | dx M79.18 | dos 2026-03-02 | state OH", "20552-50 x3 | dx M79.18 | dos 2026-03-02 | state OH"
    assert batch("good", good) == 0
    assert batch("bad", good, bad) == 1
    captured = capsys.readouterr()
    assert not captured.out and "bilateral-not-allowed" in captured.err and "2 claims" in captured.err
    assert batch("unreadable", good, bad, "nonsense") == 2
    assert [r["outcome"] for r in results(tmp_path / "unreadable.jsonl")][2] == "unreadable"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("check",), "a claim or --input"),
        (("check", "20552", "--input", "x"), "a claim or --input"),
        (("check", "--input", "nowhere.csv", "--output", "o"), "nowhere.csv"),
        (("check", "--input", "nowhere.csv"), "--output"),
        (("check", "--input", "x", "--output", "o", "--format", "pdf"), "format pdf"),
    ],
)
def test_what_cannot_be_done_exits_2(
    arguments: tuple[str, ...], says: str, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*arguments) == 2
    assert says in capsys.readouterr().err


def test_a_run_killed_at_any_point_goes_on_and_no_line_is_written_twice_or_lost(
    settings: Settings, checker: Checker, tmp_path: Path
) -> None:
    source, whole, target = tmp_path / "in.837", tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    source.write_text(invented(700, days=3, sets=2).text())
    command = [sys.executable, "-m", "cleanclaim", "check", "--input", str(source), "--output"]
    subprocess.run([*command, str(whole)], capture_output=True)
    for _ in range(3):
        process = subprocess.Popen([*command, str(target)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        before = target.stat().st_size if target.exists() else 0
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            if target.exists() and target.stat().st_size > before:
                break
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    last = subprocess.run([*command, str(target)], capture_output=True, text=True)
    assert "continued after" in last.stderr
    assert target.read_bytes() == whole.read_bytes() and len(results(target)) == 1400


@pytest.mark.parametrize("cut", [0, 1, 2, 40, 400])
def test_a_torn_last_line_is_written_again(checker: Checker, tmp_path: Path, cut: int) -> None:
    source, target = tmp_path / "in.837", tmp_path / "out.jsonl"
    source.write_text(invented(20, days=2).text())
    Batch(checker, "837").run(source, target)
    whole = target.read_bytes()
    target.write_bytes(whole[: len(whole) - cut])
    summary = Batch(checker, "837").run(source, target)
    assert target.read_bytes() == whole and summary.results == 20
    assert summary.continued_after == (20 if cut == 0 else 19 if cut < 400 else summary.continued_after)


def test_only_the_same_input_versions_and_day_continue_a_run(checker: Checker, tmp_path: Path) -> None:
    source, target = tmp_path / "in.837", tmp_path / "out.jsonl"
    source.write_text(invented(3).text())
    Batch(checker, "837").run(source, target)
    later = replace(checker, today=lambda: TODAY + timedelta(days=1))
    with pytest.raises(UnreadableFile, match="another today"):
        Batch(later, "837").run(source, target)
    source.write_text(invented(4).text())
    with pytest.raises(UnreadableFile, match="another input"):
        Batch(checker, "837").run(source, target)
    other = tmp_path / "mine.txt"
    other.write_text("precious\n")
    with pytest.raises(UnreadableFile, match="no batch began"):
        Batch(checker, "837").run(source, other)
    assert other.read_text() == "precious\n"


def test_two_runs_never_write_one_file(checker: Checker, tmp_path: Path) -> None:
    from cleanclaim.batch.journal import at_work

    source, target = tmp_path / "in.837", tmp_path / "out.jsonl"
    source.write_text(invented(3).text())
    with at_work(target), pytest.raises(UnreadableFile, match="another run"):
        Batch(checker, "837").run(source, target)


def test_progress_is_told_in_bytes_read(checker: Checker, tmp_path: Path) -> None:
    source, told = tmp_path / "in.csv", list[int]()
    source.write_text("claim\n" + "20552 | dx M79.18\n" * 2_500)
    Batch(checker, "csv").run(source, tmp_path / "out.jsonl", told.append)
    assert len(told) == 3 and told == sorted(told) and told[-1] == source.stat().st_size


def test_an_empty_file_of_claims_is_no_error_and_no_claim(checker: Checker, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.touch()
    assert Batch(checker, "jsonl").run(source, tmp_path / "out.jsonl").claims == 0


def test_results_do_not_depend_on_what_was_kept_of_earlier_claims(
    checker: Checker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "in.837"
    source.write_text(invented(40, days=3).text())
    Batch(checker, "837").run(source, tmp_path / "kept.jsonl")
    monkeypatch.setattr("cleanclaim.batch.running._MOST_KEPT", 3)
    Batch(checker, "837").run(source, tmp_path / "forgotten.jsonl")
    assert (tmp_path / "kept.jsonl").read_bytes() == (tmp_path / "forgotten.jsonl").read_bytes()
