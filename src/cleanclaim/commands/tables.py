"""List the tables, or say what changed between two."""

from datetime import date
from pathlib import Path

import typer

from cleanclaim import assemble, settings
from cleanclaim.errors import UnreadableFile
from cleanclaim.tables import comparing
from cleanclaim.tables.library import Library
from cleanclaim.tables.store import Store

tables = typer.Typer(help="List the tables, or say what changed between two.", invoke_without_command=True)


@tables.callback()
def list_(context: typer.Context) -> None:
    """List every table: version, dates, rows, source and age."""
    from cleanclaim import terminal

    if context.invoked_subcommand is None:
        terminal.show_tables(Library.open(assemble.build_tables(settings.read())), date.today())


@tables.command()
def diff(older: Path, newer: Path) -> None:
    """Say which rows of the pain injection family changed between two compiled table files."""
    family = {row.code for row in Library.open(assemble.build_tables(settings.read())).curated.all("procedures")}
    for path in (older, newer):
        if not path.is_file():
            raise UnreadableFile(f"{path}: no such file; `cleanclaim tables` names the files.")
    for line in comparing.differences(Store(older), Store(newer), family):
        print(line)
