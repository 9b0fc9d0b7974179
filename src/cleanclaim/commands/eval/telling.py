"""Tell of runs and cases: the report, an export, the card, a draft of a case."""

from pathlib import Path
from typing import Annotated

import typer


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


def export(
    output: Annotated[Path, typer.Argument(help="A name that ends in .json or .eval.")],
    run: Annotated[Path | None, typer.Option(help="The run; the newest on file when not given.")] = None,
) -> None:
    """Write a run as a log for the viewer of inspect-ai, which is not installed with this."""
    from cleanclaim import settings
    from cleanclaim.evals import inspecting, ledger, plan

    folder = plan.folder(settings.read())
    inspecting.write(ledger.read(run) if run else plan.newest(ledger.runs_in(folder), folder), output)
    print(f"log: {output}")


def card(write: Annotated[bool, typer.Option(help="Write them into evals/README.md.")] = False) -> None:
    """Count the figures of the benchmark's card."""
    from cleanclaim import settings
    from cleanclaim.evals import card as counting
    from cleanclaim.evals.case import load

    folder = settings.read().evals
    cases = load(folder / "cases")
    if not write:
        print(counting.figures(cases))
        return
    file = folder / "README.md"
    file.write_text(counting.rewritten(file.read_text(encoding="utf-8"), cases), encoding="utf-8")
    print(f"card: {file}")


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
