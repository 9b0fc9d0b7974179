"""Weigh runs against each other, against themselves, and against broken rules."""

from pathlib import Path
from typing import Annotated

import typer

from cleanclaim.commands.eval.options import Cases, Day, Noise
from cleanclaim.commands.eval.ordering import ordered


def compare(
    before: Annotated[Path, typer.Argument(help="The earlier run.")],
    after: Annotated[Path, typer.Argument(help="The later run.")],
    gate: Annotated[bool, typer.Option(help="Exit 1 when the later run may not pass.")] = False,
    changed_gold: Annotated[bool, typer.Option(help="Leave out cases whose gold changed, naming them.")] = False,
    noise: Noise = None,
    accepted: Annotated[Path | None, typer.Option(help="Unsafe answers that are known, with reasons.")] = None,
    junit: Annotated[Path | None, typer.Option(help="Where the comparison goes as JUnit XML.")] = None,
) -> None:
    """Compare two runs case by case."""
    from cleanclaim.evals import comparing, ledger, printing
    from cleanclaim.evals.comparing import accepted as accepting
    from cleanclaim.evals.comparing import gate as gating
    from cleanclaim.evals.comparing import junit as junits
    from cleanclaim.evals.comparing import noise as noises

    comparison = comparing.compare(ledger.read(before), ledger.read(after), accept_changed_gold=changed_gold)
    known = accepting.read(accepted) if accepted else ()
    objections = gating.objections(comparison, noises.read(noise) if noise else noises.NONE, known)
    printing.show_comparison(comparison, objections)
    if junit:
        junit.write_text(junits.xml(comparison, objections), encoding="utf-8")
    raise typer.Exit(1 if gate and objections else 0)


def calibrate(
    times: Annotated[int, typer.Option(min=2, help="How many runs of the same.")] = 10,
    cases: Cases = None,
    output: Annotated[Path | None, typer.Option(help="Where the noise band goes.")] = None,
    day: Day = None,
    model: Annotated[str | None, typer.Option(help="Ask this model; composed answers have no noise.")] = None,
    jobs: Annotated[int, typer.Option(min=1, max=64, help="How many are asked at once.")] = 1,
) -> None:
    """Run the same suite again and again: how far A/A runs differ is the noise band."""
    from dataclasses import replace
    from tempfile import TemporaryDirectory

    from cleanclaim import settings
    from cleanclaim.evals import plan
    from cleanclaim.evals.comparing import accepted as accepting
    from cleanclaim.evals.comparing import compare as pair
    from cleanclaim.evals.comparing import gate as gating
    from cleanclaim.evals.comparing import noise as noises

    runs = []
    # Calibration is no part of the trend, so its runs are not kept.
    with TemporaryDirectory() as folder:
        for n in range(times):
            each = ordered(cases, Path(folder) / f"{n}.jsonl", label="calibration", jobs=jobs, day=day)
            # The control is of the validator: one is enough, and every run is held to it.
            runs.append(plan.carry_out(replace(each, model=model, with_control=n == 0)).slim())
            if n:
                runs[n] = runs[n].controlled_as(runs[0])
    # What is unsafe in every run alike is the suite's to say, not the noise's.
    same = accepting.of(runs[0])
    passed = sum(not gating.objections(pair(runs[0], each), accepted=same) for each in runs)
    band = noises.calibrate(runs)
    target = output or settings.read().home / "evals" / "noise.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(band.model_dump_json(indent=1) + "\n", encoding="utf-8")
    print(
        f"A/A: {passed} of {times} runs pass the gate against the first; {band.alike} of {band.pairs} pairs are alike"
    )
    print(f"noise band: {band.worse} cases, in {target}")
    raise typer.Exit(0 if passed == times else 1)


def sensitivity(cases: Cases = None, day: Day = None) -> None:
    """Silence each rule alone and name the cases that notice: what the suite would, and would not, catch."""
    import json

    from cleanclaim.evals import opening
    from cleanclaim.evals.plan import folder
    from cleanclaim.evals.sensitivity import noticed

    plan = ordered(cases, None, day=day)
    found = []
    for each in noticed(lambda: opening.composed(plan.settings, plan.today), plan.asked):
        found.append(each)
        more = f" and {len(each.cases) - 6} more" if len(each.cases) > 6 else ""
        print(f"{each.rule:32} {len(each.cases):>3}  {', '.join(each.cases[:6])}{more}")
    rows = [{"rule": n.rule, "cases that notice": len(n.cases), "such as": ", ".join(n.cases[:6])} for n in found]
    target = folder(plan.settings).parent / "sensitivity.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(rows), encoding="utf-8")
    print(f"{sum(bool(each.cases) for each in found)} of {len(found)} rules would be missed by some case")


def guard(cases: Cases = None, day: Day = None) -> None:
    """Corrupt right answers in eight ways and count what the gate catches; the report shows it."""
    import json

    from cleanclaim.evals import mutation, opening
    from cleanclaim.evals.plan import folder

    plan = ordered(cases, None, day=day)
    asker = opening.composed(plan.settings, plan.today)
    made = mutation.score(asker.assistant, [case.question for case in plan.asked])
    rates = {**made.caught, "all corruptions": made.total}
    rates |= {
        "blocked though right, own wording": made.blocked_own,
        "blocked though right, a model's": made.blocked_worded,
    }
    rows = []
    for name, rate in rates.items():
        low, high = rate.interval
        rows.append(
            {
                "what": name,
                "hits": rate.hits,
                "of": rate.total,
                "share": rate.share,
                "95 % interval": f"{low:.1%} to {high:.1%}",
            }
        )
        print(f"{name:36} {rate}")
    target = folder(plan.settings).parent / "guard.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(rows), encoding="utf-8")
