"""Draw runs and comparisons in a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

from cleanclaim.evals.comparing import Comparison
from cleanclaim.evals.run import CaseResult, Run, spend

_console = Console(highlight=False)


def show_run(run: Run) -> None:
    """Print shares by kind, every case that is not fully right with why, and what the run amounts to."""
    _kinds(run)
    # What was kept from tuning stays kept from it: its misses are counted and stand in the results file.
    for case in run.of(held_out=False):
        for failed in case.failed:
            _console.print(f"[yellow]{case.id}[/] {failed.scorer}: {failed.why}", soft_wrap=True)
    for name, cases in (("tuned on", run.of(held_out=False)), ("held out", run.of(held_out=True))):
        if cases:
            _console.print(f"{name}: {sum(c.is_right for c in cases)} of {len(cases)}")
    _usage(run)
    control = run.tail.control if run.tail else None
    if control:
        caught = "caught" if control.caught else "[red]NOT CAUGHT[/]"
        _console.print(
            f"negative control (every rule silenced): {caught}, {len(control.lost)} right answers lost, "
            f"{len(control.unsafe)} made unsafe"
        )
    if run.unsafe:
        _console.print(f"[red]unsafe: {', '.join(run.unsafe)}[/]")
    open_ = f", {run.unjudged} could not be judged" if run.unjudged else ""
    _console.print(
        f"[bold]{run.right} of {len(run.cases)} fully right ({run.share:.1%}), {len(run.unsafe)} unsafe{open_}[/bold]"
    )


def _kinds(run: Run) -> None:
    table = Table(box=None, pad_edge=False)
    for head in ("kind", "cases", "right", "share"):
        table.add_column(head)
    for kind, cases in run.by(lambda c: c.kind).items():
        right = sum(c.is_right for c in cases)
        table.add_row(kind, str(len(cases)), str(right), f"{right / len(cases):.0%}")
    _console.print(table)


def _usage(run: Run) -> None:
    used = spend(c.usage for c in run.cases)
    if used.requests:
        cost = f", cost {used.cost:.4f}" if used.cost is not None else ""
        _console.print(f"model: {used.requests} requests, {used.tokens_in:,} + {used.tokens_out:,} tokens{cost}")


def show_comparison(comparison: Comparison, objections: tuple[str, ...]) -> None:
    """Print what flipped, the change by kind with its interval, and what the gate says."""
    for line in comparison.conditions:
        _console.print(f"[dim]differs: {line}[/dim]", soft_wrap=True)
    for name, ids in (("changed gold", comparison.changed), ("removed", comparison.removed), ("new", comparison.added)):
        if ids:
            _console.print(f"{name}, not compared: {', '.join(ids)}", soft_wrap=True)
    for pair in comparison.worse:
        _console.print(f"[red]worse[/] {pair.id}: {'; '.join(pair.worse)}", soft_wrap=True)
    for pair in comparison.won:
        _console.print(f"[green]better[/] {pair.id}", soft_wrap=True)
    _deltas(comparison)
    for line in objections:
        _console.print(f"[red]gate:[/] {line}", soft_wrap=True)
    if not objections:
        _console.print("[green]gate: may pass[/]")


def _deltas(comparison: Comparison) -> None:
    table = Table(box=None, pad_edge=False)
    for head in ("kind", "cases", "before", "after", "change", "95 % interval", "worse", "better", "p"):
        table.add_column(head)
    for kind, d in (*comparison.by_kind.items(), ("all", comparison.all)):
        moved = f"{d.change:+.1%}" if d.worse or d.better else "="
        interval = f"{d.low:+.1%} to {d.high:+.1%}" if d.worse or d.better else ""
        p = f"{d.p:.3f}" if d.worse or d.better else ""
        table.add_row(
            kind, str(d.cases), f"{d.before:.0%}", f"{d.after:.0%}", moved, interval, str(d.worse), str(d.better), p
        )
    _console.print(table)


@contextmanager
def progress(total: int, done: int) -> Iterator[Callable[[CaseResult], None]]:
    """Show how far a run is, how many answers were wrong so far, and how long it will take."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[wrong]} wrong, {task.fields[unsafe]} unsafe"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("cases", total=total, completed=done, wrong=0, unsafe=0)

        def step(result: CaseResult) -> None:
            fields = bar.tasks[0].fields
            bar.update(
                task,
                advance=1,
                wrong=fields["wrong"] + (not result.is_right),
                unsafe=fields["unsafe"] + result.is_unsafe,
            )

        yield step
