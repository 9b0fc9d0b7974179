"""The commands that import, list and compare tables."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from cleanclaim import assemble, settings
from cleanclaim.errors import UnreadableFile
from cleanclaim.tables import comparing
from cleanclaim.tables.library import Library
from cleanclaim.tables.store import Store

tables = typer.Typer(help="List the tables, or say what changed between two.", invoke_without_command=True)


def import_(
    kind: Annotated[str, typer.Argument(help="ptp, mue, addon, rvu, icd10cm or hcpcs.")],
    files: Annotated[list[Path], typer.Argument(help="The zips or members as CMS publishes them.")],
    accept_license: Annotated[bool, typer.Option(help="Say that the licences were read and accepted.")] = False,
) -> None:
    """Import an official table; the previous version serves until the new one is whole."""
    from cleanclaim import importing, terminal

    if not accept_license:
        raise UnreadableFile(importing.LICENSE)
    with terminal.progress(f"importing {kind}") as step:
        done = importing.import_files(kind, files, settings.read().home, step)
    print(
        f"{done.release.table} {done.release.version}: {done.rows:,} rows, in force {done.release.effective_from} to "
        f"{done.release.effective_to or 'further notice'}"
    )


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
