"""Make, list and revoke keys of the API."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from cleanclaim import settings
from cleanclaim.errors import SettingsError

keys = typer.Typer(help="Make, list and revoke keys of the API.", no_args_is_help=True)


@keys.command()
def create(
    name: Annotated[str, typer.Argument(help="Whose key it is.")],
    scope: Annotated[
        list[str] | None, typer.Option(help="ask, check, read or operate; repeat it. All but operate when not given.")
    ] = None,
) -> None:
    """Make a key and print its token, once; from the first key on every request needs one."""
    from cleanclaim.api.security import SCOPES
    from cleanclaim.storage import keys as stored
    from cleanclaim.storage import open_database

    scopes = tuple(dict.fromkeys(scope or ("ask", "check", "read")))
    unknown = [each for each in scopes if each not in SCOPES]
    if unknown:
        raise SettingsError(f"“{unknown[0]}” is no scope; expected {', '.join(SCOPES)}.")
    made, token = stored.create(open_database(settings.read()), name[:200], scopes, datetime.now(UTC))
    typer.echo(f"{made.id}  {made.name}  {' '.join(made.scopes)}", err=True)
    typer.echo("The token is shown this once and cannot be shown again:", err=True)
    typer.echo(token)


@keys.command("list")
def list_() -> None:
    """List every key with its scopes and dates."""
    from cleanclaim.storage import keys as stored
    from cleanclaim.storage import open_database

    for key in stored.listed(open_database(settings.read())):
        state = f"revoked {key.revoked:%Y-%m-%d}" if key.revoked else "holds"
        print(f"{key.id}  {key.created:%Y-%m-%d}  {state:18}  {' '.join(key.scopes):28}  {key.name}")


@keys.command()
def revoke(key: Annotated[str, typer.Argument(help="The key's id, as `cleanclaim keys list` names it.")]) -> None:
    """Revoke a key at once."""
    from cleanclaim.storage import keys as stored
    from cleanclaim.storage import open_database

    if not stored.revoke(open_database(settings.read()), key, datetime.now(UTC)):
        raise SettingsError(f"“{key[:40]}” is no key that holds; `cleanclaim keys list` names them.")
    print(f"{key} revoked")
