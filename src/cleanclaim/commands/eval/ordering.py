"""Make a plan of what was typed, carry it out, and say what came of it."""

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from cleanclaim.evals.plan import Plan


def ordered(
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


def finish(plan: "Plan", floor: float) -> None:
    from cleanclaim.evals import plan as planning
    from cleanclaim.evals import printing

    done = planning.carry_out(plan, printing.progress)
    printing.show_run(done)
    print(f"results: {plan.target}")
    raise typer.Exit(0 if done.passes(floor) else 1)
