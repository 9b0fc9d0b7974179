"""Import an official table."""

from pathlib import Path
from typing import Annotated

import typer

from cleanclaim import settings
from cleanclaim.errors import UnreadableFile


def import_(
    kind: Annotated[str, typer.Argument(help="ptp, mue, addon, rvu, icd10cm, hcpcs or mcd.")],
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
