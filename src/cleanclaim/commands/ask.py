"""Ask one question, or a file of questions."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleanclaim.commands.options import Dos, Json, Mac, Payer, Pos, State

if TYPE_CHECKING:
    from cleanclaim.settings import Settings


def ask(
    question: Annotated[str | None, typer.Argument(help="A coding question in plain words.")] = None,
    state: State = None,
    payer: Payer = None,
    dos: Dos = None,
    mac: Mac = None,
    pos: Pos = None,
    as_json: Json = False,
    input_: Annotated[Path | None, typer.Option("--input", help="A JSONL file of questions.")] = None,
    offline: Annotated[bool, typer.Option("--offline", help="Leave the model out, though a key is set.")] = False,
    output: Annotated[Path | None, typer.Option(help="Where the answers go, one a line.")] = None,
) -> None:
    """Answer one question, or a file of questions."""
    from cleanclaim import asking, assemble

    if (question is None) == (input_ is None):
        raise typer.BadParameter("expected a question or --input, one of the two")
    assistant = assemble.assistant(_settings(offline))
    if input_ is not None:
        failed = asking.answer_file(assistant, input_, output)
        raise typer.Exit(2 if failed else 0)
    assert question is not None
    told = {"state": state, "payer": payer, "date_of_service": dos, "mac": mac, "place_of_service": pos}
    answer = assistant.answer(question, asking.context(told))
    if as_json:
        print(answer.model_dump_json(indent=1))
    else:
        from cleanclaim import terminal

        terminal.show_answer(answer)


def _settings(offline: bool) -> "Settings":
    from cleanclaim import settings

    given = settings.read()
    return given.model_copy(update={"openai_api_key": None}) if offline else given
