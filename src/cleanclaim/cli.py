"""The command line. Exit 0 answered or clean, 1 a finding that fails or a failed eval, 2 could not."""

import sys
from typing import Any

import typer

from cleanclaim import commands
from cleanclaim.errors import CleanClaimError


def _application(words: list[str]) -> typer.Typer:
    app = typer.Typer(
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Answer coding questions on pain procedures; every code is checked before it is shown.",
    )
    # With a callback, one command alone is still a command and not the whole application.
    app.callback()(lambda: None)
    known = commands.names()
    for name in (words[0],) if words and words[0] in known else known:
        commands.add(app, name)
    return app


def main(arguments: list[str] | None = None) -> Any:
    """Run a command; a named error prints its sentence and exits 2."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        return _application(words)(arguments, standalone_mode=True)
    except CleanClaimError as error:
        print(f"cleanclaim: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    except OSError as error:
        print(f"cleanclaim: {error.strerror or error}: {error.filename or ''}".rstrip(": "), file=sys.stderr)
        raise SystemExit(2) from None
