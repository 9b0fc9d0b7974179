"""The command line: ask, check, serve, app, index, eval. Exit 0 answered or clean, 1 a finding that fails, 2 could not."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from cleanclaim.errors import CleanClaimError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="Answer coding questions on pain procedures; every code is checked before it is shown.",
)

State = Annotated[str | None, typer.Option(help="Two-letter state or its name.")]
Payer = Annotated[str | None, typer.Option(help="Payer, such as medicare or aetna.")]
Dos = Annotated[str | None, typer.Option(help="Date of service, such as 2026-11-02.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")]


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="A coding question in plain words.")] = None,
    state: State = None,
    payer: Payer = None,
    dos: Dos = None,
    as_json: Json = False,
    input_: Annotated[Path | None, typer.Option("--input", help="A JSONL file of questions.")] = None,
    output: Annotated[Path | None, typer.Option(help="Where the answers go, one a line.")] = None,
) -> None:
    """Answer one question, or a file of questions."""
    from cleanclaim import asking, assemble, settings

    if (question is None) == (input_ is None):
        raise typer.BadParameter("expected a question or --input, one of the two")
    assistant = assemble.assistant(settings.read())
    if input_ is not None:
        failed = asking.answer_file(assistant, input_, output)
        raise typer.Exit(2 if failed else 0)
    assert question is not None
    answer = assistant.answer(question, asking.context({"state": state, "payer": payer, "date_of_service": dos}))
    if as_json:
        print(answer.model_dump_json(indent=1))
    else:
        from cleanclaim import terminal

        terminal.show_answer(answer)


@app.command()
def check(
    claim: Annotated[str, typer.Argument(help='A claim in notation, such as "20552-50 x3 | dx M54.12 | state FL".')],
    as_json: Json = False,
) -> None:
    """Check a claim by the rules alone."""
    from cleanclaim import assemble, settings
    from cleanclaim.claim import parse

    answer = assemble.checker(settings.read()).check(parse(claim))
    if as_json:
        print(answer.model_dump_json(indent=1))
    else:
        from cleanclaim import terminal

        terminal.show_check(answer)
    raise typer.Exit(1 if any(f.outcome == "fail" for f in answer.findings) else 0)


@app.command()
def index() -> None:
    """Compile the tables, read all knowledge against them and build the retrieval index."""
    from datetime import date

    from cleanclaim import assemble, settings
    from cleanclaim.errors import BrokenKnowledge
    from cleanclaim.knowledge.faults import faults, overdue

    read = settings.read()
    known = assemble.knowledge(read)
    print(f"tables: {assemble.build_tables(read).name}")
    wrong = list(faults(known, assemble.tables(read, known), date.today()))
    if wrong:
        raise BrokenKnowledge(" ".join(wrong[:5]))
    for line in overdue(known, date.today()):
        print(f"warning: {line}", file=sys.stderr)
    assemble.retriever(read, known)
    print(
        f"index: {sum(1 for _ in known.all_passages()):,} passages of {len(known.policies)} policies and {len(known.articles)} articles"
    )


@app.command()
def serve(host: str = "127.0.0.1", port: int = 8000) -> None:
    """Serve the question-answering API over HTTP."""
    import uvicorn

    from cleanclaim import assemble, settings
    from cleanclaim.api import create

    uvicorn.run(create(assemble.assistant(settings.read())), host=host, port=port, log_level="info")


@app.command("app")
def app_(port: int = 8501, headless: bool = False) -> None:
    """Open the chat in a browser."""
    from streamlit.web import cli as streamlit

    from cleanclaim import settings

    arguments = [
        "run",
        str(settings.read().app),
        "--server.address",
        "127.0.0.1",
        "--server.port",
        str(port),
        # Its first-run prompt for an e-mail address would end a start that has no terminal, and asks what we do not need.
        "--server.showEmailPrompt",
        "false",
        "--browser.gatherUsageStats",
        "false",
        "--server.fileWatcherType",
        "none",
        "--client.toolbarMode",
        "minimal",
    ]
    if headless:
        arguments += ["--server.headless", "true"]
    raise SystemExit(streamlit.main(arguments, standalone_mode=False))


@app.command("eval")
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
    result = run.run(assemble.assistant(read), run.load(cases or read.evals / "cases"))
    target = output or read.home / "eval.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(result.model_dump_json(indent=1), encoding="utf-8")
    terminal.show_eval(result)
    print(f"results: {target}")
    raise typer.Exit(0 if result.passes(floor) else 1)


def _add_table_commands() -> None:
    """Add `import` and `tables`; their module loads the tables, so only those commands pay for it."""
    from cleanclaim import table_commands

    app.command("import")(table_commands.import_)
    app.add_typer(table_commands.tables, name="tables")


@app.command()
def schema() -> None:
    """Print the JSON Schema of an answer."""
    from cleanclaim.answer import Answer

    print(json.dumps(Answer.model_json_schema(mode="serialization"), indent=1, sort_keys=True))


def main(arguments: list[str] | None = None) -> Any:
    """Run a command; a named error prints its sentence and exits 2."""
    words = sys.argv[1:] if arguments is None else arguments
    if not {"ask", "check", "serve", "app", "eval", "index"} & set(words[:1]):
        _add_table_commands()
    try:
        return app(arguments, standalone_mode=True)
    except CleanClaimError as error:
        print(f"cleanclaim: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except OSError as error:
        print(f"cleanclaim: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        raise SystemExit(2) from None
