"""A run as a log of inspect-ai, for its viewer. inspect-ai is no part of the installation: `pip install inspect-ai`."""

from importlib import import_module
from pathlib import Path
from typing import Any

from cleanclaim.errors import SettingsError
from cleanclaim.evals.run import CaseResult, Run

_VALUE = {"right": "C", "wrong": "I", "cannot_judge": "N"}
"""inspect's own letters: correct, incorrect, no answer."""


def write(run: Run, target: Path) -> None:
    """Write the log; its name ends in .json or .eval, which says in which of inspect's forms."""
    if target.suffix not in (".json", ".eval"):
        raise SettingsError(f"{target.name}: expected a name that ends in .json or .eval.")
    try:
        logs = import_module("inspect_ai.log")
        scoring = import_module("inspect_ai.scorer")
    except ModuleNotFoundError:
        raise SettingsError(
            "inspect-ai is not installed; `pip install inspect-ai` brings it, and nothing else needs it."
        ) from None
    head, usable = run.head, run.cases
    log = logs.EvalLog(
        status="success" if run.is_whole else "cancelled",
        eval=logs.EvalSpec(
            created=head.started.isoformat(),
            task="cleanclaim",
            dataset=logs.EvalDataset(name=f"suite {head.conditions.suite}", samples=len(usable)),
            model=head.conditions.model or "none/composed",
            config=logs.EvalConfig(),
            metadata=head.conditions.model_dump(mode="json"),
        ),
        results=logs.EvalResults(
            total_samples=head.cases,
            completed_samples=len(usable),
            scores=[_summary(logs, run)],
        ),
        samples=[_sample(logs, scoring, case) for case in usable],
    )
    logs.write_eval_log(log, str(target))


def _summary(logs: Any, run: Run) -> Any:
    metrics = {
        "right": logs.EvalMetric(name="right", value=run.share),
        "unsafe": logs.EvalMetric(name="unsafe", value=len(run.unsafe)),
    }
    return logs.EvalScore(name="case", scorer="case", metrics=metrics)


def _sample(logs: Any, scoring: Any, case: CaseResult) -> Any:
    shown = case.shown
    output = import_module("inspect_ai.model").ModelOutput.from_content(
        model=(shown.model if shown else None) or "none/composed", content=shown.text if shown else ""
    )
    scores = {
        s.scorer: scoring.Score(value=_VALUE[s.outcome], explanation=s.why, metadata={"unsafe": s.unsafe})
        for s in case.scores
    }
    whole = scoring.Score(value=_VALUE[case.outcome], answer=shown.short if shown else None)
    return logs.EvalSample(
        id=case.id,
        epoch=1,
        input=shown.question if shown else case.id,
        target=shown.why if shown else "",
        output=output,
        scores={"case": whole, **scores},
        metadata={
            "kind": case.kind,
            "held_out": case.held_out,
            "seconds": case.seconds,
            "gold": shown.gold if shown else {},
        },
    )
