"""The gate of CI: the composed suite against the committed baseline. `cleanclaim eval baseline` makes it anew."""

from pathlib import Path
from time import monotonic

from cleanclaim.evals import ledger
from cleanclaim.evals import plan as planning
from cleanclaim.evals.comparing import accepted, compare, gate
from cleanclaim.evals.plan import Plan
from cleanclaim.settings import Settings

_SECONDS = 120
BASELINE = Path(__file__).parent.parent.parent / "evals" / "baseline"


def test_the_suite_is_no_worse_than_the_committed_baseline(settings: Settings, tmp_path: Path) -> None:
    before = ledger.read(BASELINE / "composed.jsonl")
    began = monotonic()
    run = planning.carry_out(Plan(settings, before.head.conditions.today, output=tmp_path / "run.jsonl"))
    seconds = monotonic() - began
    objections = gate.objections(compare(before, run), accepted=accepted.read(BASELINE / "accepted.yaml"))
    assert not objections, "\n".join(objections)
    assert seconds < _SECONDS


def test_the_baseline_is_whole_and_small_and_answers_are_not_in_it() -> None:
    run = ledger.read(BASELINE / "composed.jsonl")
    assert run.is_whole and run.tail and run.tail.control and run.tail.control.caught
    assert all(case.shown is None for case in run.cases)
    assert (BASELINE / "composed.jsonl").stat().st_size < 2_000 * len(run.cases)
