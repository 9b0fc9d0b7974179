"""Runs on disk survive a kill and are never continued under other conditions."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from making import result, run

from cleanclaim.errors import UnreadableFile
from cleanclaim.evals import ledger
from cleanclaim.evals.ledger import Ledger
from cleanclaim.settings import Settings

RIGHT = {"v": "right"}


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    whole = run(result("a", RIGHT), result("b", {"v": "wrong"}, unsafe=True))
    ledger.write(tmp_path / "r.jsonl", whole)
    assert ledger.read(tmp_path / "r.jsonl") == whole and whole.is_whole


def test_a_torn_last_line_is_left_out_and_written_again(tmp_path: Path) -> None:
    path, whole = tmp_path / "r.jsonl", run(result("a", RIGHT), result("b", RIGHT))
    ledger.write(path, whole)
    torn = path.read_text(encoding="utf-8").splitlines()[:3]
    path.write_text("\n".join(torn)[:-20], encoding="utf-8")
    resumed = Ledger.resume(path, whole.head.conditions)
    assert [c.id for c in resumed.done] == ["a"]
    resumed.add(whole.cases[1])
    resumed.close()
    assert [c.id for c in ledger.read(path).cases] == ["a", "b"]


def test_a_broken_line_in_the_middle_is_named(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    ledger.write(path, run(result("a", RIGHT)))
    path.write_text(path.read_text(encoding="utf-8").replace('"seconds"', '"second"', 1), encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"r\.jsonl:2: no line of a run"):
        ledger.read(path)


def test_other_conditions_a_finished_run_and_an_unfinished_one_are_refused(tmp_path: Path) -> None:
    path, whole = tmp_path / "r.jsonl", run(result("a", RIGHT))
    with pytest.raises(UnreadableFile, match="no such file"):
        Ledger.resume(path, whole.head.conditions)
    ledger.write(path, whole)
    with pytest.raises(UnreadableFile, match="finished"):
        Ledger.resume(path, whole.head.conditions)
    ledger.write(path, whole.model_copy(update={"tail": None}))
    with pytest.raises(UnreadableFile, match="knowledge: 0, now 1"):
        Ledger.resume(path, whole.head.conditions.model_copy(update={"knowledge": "1"}))
    with pytest.raises(UnreadableFile, match="unfinished run"):
        Ledger.begin(path, whole.head)


def test_a_killed_run_is_continued_and_ends_as_if_it_had_not_been(settings: Settings, tmp_path: Path) -> None:
    case = (
        "- {id: c%d, question: what is 20552, kind: k, gold: {codes: ['20552']}, why: w, source: s, confidence: high}\n"
    )
    (tmp_path / "cases.yaml").write_text("".join(case % n for n in range(150)), encoding="utf-8")
    target = tmp_path / "r.jsonl"
    command = [sys.executable, "-m", "cleanclaim", "eval", "run", "--cases", str(tmp_path / "cases.yaml")]
    command += ["--output", str(target), "--no-control", "--day", "2026-11-23"]
    environment = os.environ | {"CLEANCLAIM_HOME": str(settings.home)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        deadline = time.monotonic() + 300
        while time.monotonic() < deadline and (not target.is_file() or target.read_bytes().count(b"\n") < 6):
            time.sleep(0.01)
        first.send_signal(signal.SIGKILL)
    kept = ledger.read(target)
    assert 0 < len(kept.cases) < 150 and kept.tail is None
    done = subprocess.run([*command, "--resume"], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    whole = ledger.read(target)
    assert whole.is_whole and len({c.id for c in whole.cases}) == 150
    assert [c.id for c in whole.cases[: len(kept.cases)]] == [c.id for c in kept.cases]
