"""The commands, one file each: the file's name is the command and it holds a function or a Typer of that name.

Only the file of the command that was asked for is imported, so each pays for its own imports alone.
"""

from importlib import import_module
from pkgutil import iter_modules

import typer

_SHARED = {"options"}


def names() -> tuple[str, ...]:
    """Name every command as it is typed."""
    return tuple(m.name.rstrip("_") for m in iter_modules(__path__) if m.name not in _SHARED)


def add(app: typer.Typer, name: str) -> None:
    """Add one command to the application."""
    module = next(m.name for m in iter_modules(__path__) if m.name.rstrip("_") == name)
    found = import_module(f"{__name__}.{module}")
    command = getattr(found, name, None) or getattr(found, f"{name}_")
    if isinstance(command, typer.Typer):
        app.add_typer(command, name=name)
    else:
        app.command(name)(command)
