"""Run the eval cases, compare runs, gate on the difference, report."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from cleanclaim.evals.plan import Plan

eval_ = typer.Typer(
    help="Score the answers to the eval cases; compare runs, gate on the difference, report.",
    invoke_without_command=True,
)

Cases = Annotated[Path | None, typer.Option(help="A folder or file of cases; the project's own when not given.")]
Output = Annotated[Path | None, typer.Option(help="Where the results go, one JSON object a line.")]
Floor = Annotated[float, typer.Option(help="The least share of fully right answers that passes.")]
Noise_ = Annotated[Path | None, typer.Option("--noise", help="A noise band of `eval calibrate`; none when not given.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by; today when not given.")]


@eval_.callback()
def bare(context: typer.Context, cases: Cases = None, output: Output = None, floor: Floor = 0.9) -> None:
    """Run the suite; exit 1 below the floor or on any unsafe answer."""
    if context.invoked_subcommand is None:
        _finish(_plan(cases, output), floor)


@eval_.command()
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
) -> None:
    """Run the suite; exit 1 below the floor or on any unsafe answer."""
    from dataclasses import replace

    plan = _plan(cases, output, label=label, jobs=jobs, resume=resume, day=day, with_control=control)
    _finish(replace(plan, model=model, record=record, replay=replay), floor)


@eval_.command()
def baseline(cases: Cases = None, output: Output = None, day: Day = None) -> None:
    """Write the baseline that later runs are held against: scores only, no answers."""
    from cleanclaim import settings
    from cleanclaim.evals import ledger, plan

    target = output or settings.read().evals / "baseline" / "composed.jsonl"
    done = plan.carry_out(_plan(cases, None, label="baseline", day=day))
    ledger.write(target, done.slim())
    print(f"baseline: {target}, {done.right} of {len(done.cases)} right, {len(done.unsafe)} unsafe")


@eval_.command()
def compare(
    before: Annotated[Path, typer.Argument(help="The earlier run.")],
    after: Annotated[Path, typer.Argument(help="The later run.")],
    gate: Annotated[bool, typer.Option(help="Exit 1 when the later run may not pass.")] = False,
    changed_gold: Annotated[bool, typer.Option(help="Leave out cases whose gold changed, naming them.")] = False,
    noise: Noise_ = None,
    junit: Annotated[Path | None, typer.Option(help="Where the comparison goes as JUnit XML.")] = None,
) -> None:
    """Compare two runs case by case."""
    from cleanclaim.evals import comparing, ledger, printing
    from cleanclaim.evals.comparing import gate as gating
    from cleanclaim.evals.comparing import junit as junits
    from cleanclaim.evals.comparing import noise as noises

    comparison = comparing.compare(ledger.read(before), ledger.read(after), accept_changed_gold=changed_gold)
    objections = gating.objections(comparison, noises.read(noise) if noise else noises.NONE)
    printing.show_comparison(comparison, objections)
    if junit:
        junit.write_text(junits.xml(comparison, objections), encoding="utf-8")
    raise typer.Exit(1 if gate and objections else 0)


@eval_.command()
def calibrate(
    times: Annotated[int, typer.Option(min=2, help="How many runs of the same.")] = 10,
    cases: Cases = None,
    output: Annotated[Path | None, typer.Option(help="Where the noise band goes.")] = None,
    day: Day = None,
) -> None:
    """Run the same suite again and again: how far A/A runs differ is the noise band."""
    from cleanclaim import settings
    from cleanclaim.evals import plan
    from cleanclaim.evals.comparing import compare as pair
    from cleanclaim.evals.comparing import gate as gating
    from cleanclaim.evals.comparing import noise as noises

    runs = [plan.carry_out(_plan(cases, None, label="calibration", day=day)) for _ in range(times)]
    passed = sum(not gating.objections(pair(runs[0], each)) for each in runs)
    band = noises.calibrate(runs)
    target = output or settings.read().home / "evals" / "noise.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(band.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(
        f"A/A: {passed} of {times} runs pass the gate against the first; {band.alike} of {band.pairs} pairs are alike"
    )
    print(f"noise band: {band.worse} cases, in {target}")
    raise typer.Exit(0 if passed == times else 1)


@eval_.command()
def report(
    run: Annotated[Path | None, typer.Argument(help="The run to report; the newest on file when not given.")] = None,
    before: Annotated[Path | None, typer.Option(help="An earlier run to compare with, such as the baseline.")] = None,
    output: Annotated[Path, typer.Option(help="Where the page goes.")] = Path("eval-report.html"),
    figures: Annotated[bool, typer.Option(help="Print the rows of README's table instead.")] = False,
) -> None:
    """Write one HTML page about a run; it opens from disk and asks no one for anything."""
    from cleanclaim import settings
    from cleanclaim.evals import ledger, plan
    from cleanclaim.evals import report as reporting
    from cleanclaim.evals.comparing import compare as pair
    from cleanclaim.evals.comparing import gate as gating
    from cleanclaim.evals.report import figures as counting

    folder = plan.folder(settings.read())
    stored = ledger.runs_in(folder)
    shown = ledger.read(run) if run else plan.newest(stored, folder)
    if figures:
        print(counting.readme_rows(shown))
        return
    comparison = pair(ledger.read(before), shown, accept_changed_gold=True) if before else None
    objections = gating.objections(comparison) if comparison else ()
    sections = reporting.sections(folder.parent)
    output.write_text(reporting.page(shown, stored, comparison, objections, sections), encoding="utf-8")
    print(f"report: {output.resolve()}")


@eval_.command()
def new(
    answer: Annotated[Path, typer.Argument(help="An answer as JSON, as `ask --json`, the API and the chat give it.")],
    complaint: Annotated[str, typer.Option(help="What is wrong with it.")] = "",
    to: Annotated[Path | None, typer.Option(help="A folder for drafts; one in the home folder when not given.")] = None,
) -> None:
    """Draft a case from an answer; its gold is left for a person to write."""
    from pydantic import ValidationError

    from cleanclaim import settings
    from cleanclaim.answer import Answer
    from cleanclaim.errors import UnreadableFile
    from cleanclaim.evals import drafts

    try:
        value = Answer.model_validate_json(answer.read_text(encoding="utf-8"))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableFile(f"{answer}: no answer as JSON: {where} {first['msg']}.") from None
    path = drafts.write(to or settings.read().home / "evals" / "drafts", value, complaint)
    print(f"draft: {path}; write its gold from a source and move it to the cases")


def _plan(
    cases: Path | None,
    output: Path | None,
    *,
    label: str = "",
    jobs: int = 1,
    resume: bool = False,
    day: datetime | None = None,
    with_control: bool = True,
) -> "Plan":
    from cleanclaim import settings
    from cleanclaim.evals.plan import Plan

    on = day.date() if day else date.today()
    return Plan(
        settings.read(),
        on,
        cases=cases,
        output=output,
        label=label,
        jobs=jobs,
        resume=resume,
        with_control=with_control,
    )


def _finish(plan: "Plan", floor: float) -> None:
    from cleanclaim.evals import plan as planning
    from cleanclaim.evals import printing

    done = planning.carry_out(plan, printing.progress)
    printing.show_run(done)
    print(f"results: {plan.target}")
    raise typer.Exit(0 if done.passes(floor) else 1)
