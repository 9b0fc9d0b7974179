"""Check a claim by the rules alone."""

from typing import Annotated

import typer

from cleanclaim.commands.options import Json


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
