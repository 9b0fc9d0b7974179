"""List what people said of answers, and make draft cases of it."""

from pathlib import Path
from typing import Annotated, Literal

import typer


def feedback(
    thumb: Annotated[Literal["up", "down"] | None, typer.Option(help="Only the thumbs up, or only those down.")] = None,
    drafts: Annotated[
        bool, typer.Option("--drafts", help="Make a draft case of each; one that is there stays.")
    ] = False,
    to: Annotated[Path | None, typer.Option(help="A folder for drafts; one in the home folder when not given.")] = None,
) -> None:
    """List the feedback on answers, newest first, and make draft cases of it."""
    from pydantic import ValidationError

    from cleanclaim import settings
    from cleanclaim.answer import Answer
    from cleanclaim.errors import UnreadableFile
    from cleanclaim.evals import drafts as drafting
    from cleanclaim.storage import feedback as stored
    from cleanclaim.storage import open_database

    given = settings.read()
    folder = to or given.home / "evals" / "drafts"
    for each in stored.listed(open_database(given), thumb):
        print(f"{each.given:%Y-%m-%d} {each.thumb:4} {each.question}{f' — {each.reason}' if each.reason else ''}")
        if not drafts:
            continue
        try:
            print(f"  draft: {drafting.write(folder, Answer.model_validate(each.answer), each.reason)}")
        except UnreadableFile as error:
            print(f"  {error}")
        except ValidationError:
            print("  no draft: another version of CleanClaim gave this answer; ask the question again.")
