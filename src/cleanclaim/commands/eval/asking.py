"""Ask the cases: a run, and the baseline that later runs are held against."""

from pathlib import Path
from typing import Annotated

import typer

from cleanclaim.commands.eval.options import Cases, Day, Floor, Output
from cleanclaim.commands.eval.ordering import finish, ordered


def bare(context: typer.Context, cases: Cases = None, output: Output = None, floor: Floor = 0.9) -> None:
    """Run the suite; exit 1 below the floor or on any unsafe answer."""
    if context.invoked_subcommand is None:
        finish(ordered(cases, output), floor)


def run(
    cases: Cases = None,
    output: Output = None,
    floor: Floor = 0.9,
    label: Annotated[str, typer.Option(help="A word to know the run by.")] = "",
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many are asked at once; pays with a model.")] = 1,
    resume: Annotated[bool, typer.Option(help="Continue the unfinished run of --output.")] = False,
    day: Day = None,
    control: Annotated[bool, typer.Option(help="Also ask with a validator broken on purpose.")] = True,
    model: Annotated[str | None, typer.Option(help="Ask this model, of any OpenAI-compatible server.")] = None,
    record: Annotated[Path | None, typer.Option(help="Store what the model says in this file.")] = None,
    replay: Annotated[Path | None, typer.Option(help="Answer from what was stored; no model is asked.")] = None,
    grade: Annotated[
        bool, typer.Option(help="Let the model say what it thinks of the wording; never counted.")
    ] = False,
) -> None:
    """Run the suite; exit 1 below the floor or on any unsafe answer."""
    from dataclasses import replace

    plan = ordered(cases, output, label=label, jobs=jobs, resume=resume, day=day, with_control=control)
    finish(replace(plan, model=model, record=record, replay=replay, grade=grade), floor)


def baseline(cases: Cases = None, output: Output = None, day: Day = None) -> None:
    """Write the baseline that later runs are held against: scores only, no answers."""
    from cleanclaim import settings
    from cleanclaim.evals import ledger, plan

    target = output or settings.read().evals / "baseline" / "composed.jsonl"
    done = plan.carry_out(ordered(cases, None, label="baseline", day=day))
    ledger.write(target, done.slim())
    print(f"baseline: {target}, {done.right} of {len(done.cases)} right, {len(done.unsafe)} unsafe")
