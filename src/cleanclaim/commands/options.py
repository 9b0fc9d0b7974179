"""The options that several commands take."""

from typing import Annotated

import typer

State = Annotated[str | None, typer.Option(help="Two-letter state or its name.")]
Payer = Annotated[str | None, typer.Option(help="Payer, such as medicare or aetna.")]
Dos = Annotated[str | None, typer.Option(help="Date of service, such as 2026-11-02.")]
Mac = Annotated[str | None, typer.Option(help="Medicare contractor, where no state tells it.")]
Pos = Annotated[str | None, typer.Option(help="Place of service, two digits such as 11.")]
Json = Annotated[bool, typer.Option("--json", help="Print the whole answer as JSON.")]
