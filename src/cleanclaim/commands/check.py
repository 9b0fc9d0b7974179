"""Check a claim, or a file of claims, by the rules alone."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanclaim.commands.options import Json

if TYPE_CHECKING:
    from cleanclaim.checking import Checker


def check(
    claim: Annotated[
        str | None, typer.Argument(help='A claim in notation, such as "20552-50 x3 | dx M54.12 | state FL".')
    ] = None,
    as_json: Json = False,
    input_: Annotated[Path | None, typer.Option("--input", help="A file of claims: CSV, JSONL or X12 837P.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where the results go, one line of JSON a claim.")] = None,
    format_: Annotated[
        str | None, typer.Option("--format", help="csv, jsonl or 837, where the file does not tell.")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="A column or field to leave unread; may be repeated.")
    ] = None,
) -> None:
    """Check one claim, or a file of claims (--input, --output); a run that was killed goes on where it stopped."""
    from cleanclaim import assemble, settings

    if (claim is None) == (input_ is None):
        raise typer.BadParameter("expected a claim or --input, one of the two")
    checker = assemble.checker(settings.read())
    if input_ is not None:
        raise typer.Exit(_batch(checker, input_, output, format_, frozenset(ignore or ())))
    from cleanclaim.claim import parse

    assert claim is not None
    answer = checker.check(parse(claim))
    if as_json:
        print(answer.model_dump_json(indent=1))
    else:
        from cleanclaim import terminal

        terminal.show_check(answer)
    raise typer.Exit(1 if any(f.outcome == "fail" for f in answer.findings) else 0)


def _batch(checker: "Checker", source: Path, target: Path | None, kind: str | None, ignored: frozenset[str]) -> int:
    """Check a file of claims and give the exit code."""
    from time import perf_counter

    from cleanclaim import terminal
    from cleanclaim.batch.formats import KINDS, kind_of
    from cleanclaim.batch.running import Batch

    if target is None:
        raise typer.BadParameter("expected --output, a file for the results")
    if kind is not None and kind not in KINDS:
        raise typer.BadParameter(f"format {kind} is none; expected {', '.join(KINDS)}")
    batch = Batch(checker, kind or kind_of(source), ignored)
    began = perf_counter()
    with terminal.reading(source.name, source.stat().st_size) as step:
        summary = batch.run(source, target, step)
    terminal.show_summary(summary, perf_counter() - began, target)
    return summary.exit_code
