"""Run the eval cases, compare runs, gate on the difference, report."""

import typer

from cleanclaim.commands.eval import asking, telling, weighing

eval_ = typer.Typer(
    help="Score the answers to the eval cases; compare runs, gate on the difference, report.",
    invoke_without_command=True,
    callback=asking.bare,
)
for _command in (
    asking.run,
    asking.baseline,
    weighing.compare,
    weighing.calibrate,
    weighing.sensitivity,
    weighing.guard,
    telling.report,
    telling.export,
    telling.card,
    telling.new,
):
    eval_.command()(_command)
