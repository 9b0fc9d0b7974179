"""Draw answers and checks in a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from cleanclaim.answer import Answer, CheckAnswer, CodeEntry
from cleanclaim.finding import Check, Finding
from cleanclaim.tables.library import Library

if TYPE_CHECKING:
    from cleanclaim.batch.running import Summary

_COLOR = {
    "pass": "green",
    "covered": "green",
    "conditional": "yellow",
    "depends": "yellow",
    "fail": "red",
    "not_covered": "red",
    "not_checked": "dim",
}
_console = Console(highlight=False)


def show_answer(answer: Answer) -> None:
    """Print verdict, codes, prose and where it comes from."""
    from rich.markdown import Markdown  # a tenth of a second that `check` need not pay

    if answer.verdict:
        _console.print(
            f"[bold]{answer.verdict.replace('_', ' ')}[/bold]   as of {answer.as_of}   read as: {answer.claim or '-'}"
        )
    _codes([c for c in answer.codes if c.stance != "mentioned"])
    _console.print(Markdown(answer.text))
    for c in answer.citations:
        _console.print(f"[dim][{c.n}] {c.document}, {c.section} ({c.verified}) {c.url}[/dim]")
    for notice in answer.notices:
        _console.print(f"[dim]{notice}[/dim]")


def show_check(answer: CheckAnswer) -> None:
    """Print the findings on a claim and what was and was not checked."""
    _console.print(f"{answer.claim}   as of {answer.as_of}")
    _codes(list(answer.codes))
    for finding in answer.findings:
        _finding(finding)
    if not answer.findings:
        _console.print("No problem found in what was checked.")
    for each in answer.checks:
        _check(each)


def _codes(entries: list[CodeEntry]) -> None:
    if not entries:
        return
    table = Table(box=None, pad_edge=False)
    for head in ("code", "label", "stance", "coding", "coverage"):
        table.add_column(head)
    for e in entries:
        code = "-".join((e.code, *e.modifiers)) + (f" x{e.units}" if e.units and e.units > 1 else "")
        table.add_row(
            code, e.label, e.stance, f"[{_COLOR[e.coding]}]{e.coding}[/]", f"[{_COLOR[e.coverage]}]{e.coverage}[/]"
        )
    _console.print(table)


def _finding(finding: Finding) -> None:
    color = "red" if finding.outcome == "fail" else "yellow"
    _console.print(f"[{color}]{finding.outcome}[/] {finding.rule}: {finding.message}")
    _console.print(f"     {finding.remedy}\n     [dim]{finding.citation}[/dim]")


def _check(each: Check) -> None:
    state = "[green]checked[/]" if each.state == "checked" else "[yellow]not checked[/]"
    rows = f", {each.rows:,} rows" if each.rows is not None else ""
    version = f" ({each.version}{rows})" if each.version else ""
    _console.print(f"{state} {each.check}{version}{': ' + each.why if each.why else ''}")


def show_tables(library: Library, today: date) -> None:
    """Print every table with its version, rows, dates and age, then its file and source."""
    for store in (library.curated, *library.imported):
        for release in store.releases.values():
            until = release.effective_to
            age = f"ended {(today - until).days} days ago" if until and until < today else "in force"
            dates = f"{release.effective_from} to {until or 'open'}"
            print(f"{release.table:16} {release.version:38} {store.count(release.table):>10,} rows  {dates}  {age}")
            print(f"{'':16} {store.path.name}: {release.source}")


@contextmanager
def progress(label: str) -> Iterator[Callable[[int], None]]:
    """Show how many rows were read while something long runs."""
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description} {task.completed:,} rows"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=None)
        yield lambda rows: bar.update(task, completed=rows)


@contextmanager
def reading(label: str, size: int) -> Iterator[Callable[[int], None]]:
    """Show on stderr how much of a file was read, and how long the rest will take."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        DownloadColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bar:
        task = bar.add_task(label, total=size)
        yield lambda read: bar.update(task, completed=read)


def show_summary(summary: "Summary", seconds: float, target: Path) -> None:
    """Print on stderr what came of a batch: outcomes, rules by how many claims they found, what was not checked."""
    console = Console(stderr=True, highlight=False)
    done = summary.results - summary.continued_after
    again = f", continued after {summary.continued_after:,}" if summary.continued_after else ""
    console.print(
        f"{summary.claims:,} claims, {done:,} results in {seconds:.1f} s ({done / seconds:,.0f}/s){again}: {target}"
    )
    words = {"no_finding": "no finding in what was checked"}
    for outcome, count in summary.outcomes.most_common():
        console.print(f"{count:>9,}  {words.get(outcome, outcome)}")
    for head, counted in (("found", summary.rules), ("not checked, or on another release", summary.not_checked)):
        if counted:
            console.print(f"{head}:")
        for name, count in counted.most_common(12):
            console.print(f"{count:>9,}  {name}")
