"""Run the eval cases."""

from pathlib import Path
from typing import Annotated

import typer


def eval_(
    cases: Annotated[
        Path | None, typer.Option(help="A folder or file of cases; the project's own when not given.")
    ] = None,
    output: Annotated[Path | None, typer.Option(help="Where the results go as JSON.")] = None,
    floor: Annotated[float, typer.Option(help="The least share of fully right answers that passes.")] = 0.9,
) -> None:
    """Score the answers to the eval cases; exit 1 below the floor or on any unsafe answer."""
    from cleanclaim import assemble, settings, terminal
    from cleanclaim.evals import run

    read = settings.read()
    # Scored answers are handed to no one, so they leave no receipts.
    result = run.run(assemble.assistant(read.model_copy(update={"receipts": "off"})), run.load(cases or read.evals / "cases"))
    target = output or read.home / "eval.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(result.model_dump_json(indent=1), encoding="utf-8")
    terminal.show_eval(result)
    print(f"results: {target}")
    raise typer.Exit(0 if result.passes(floor) else 1)
