"""The options that the commands of `eval` share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

Cases = Annotated[Path | None, typer.Option(help="A folder or file of cases; the project's own when not given.")]
Output = Annotated[Path | None, typer.Option(help="Where the results go, one JSON object a line.")]
Floor = Annotated[float, typer.Option(help="The least share of fully right answers that passes.")]
Noise = Annotated[Path | None, typer.Option("--noise", help="A noise band of `eval calibrate`; none when not given.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day to judge by; today when not given.")]
