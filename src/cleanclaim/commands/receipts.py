"""List, verify and replay the receipts of answers."""

from itertools import islice
from typing import Annotated

import typer

from cleanclaim import assemble, settings
from cleanclaim.commands.options import Json
from cleanclaim.errors import UnreadableFile
from cleanclaim.receipts.chain import Link
from cleanclaim.receipts.verifying import verify as verified

receipts = typer.Typer(help="List, verify and replay the receipts of answers.", no_args_is_help=True)


@receipts.command(name="list")
def list_(last: Annotated[int, typer.Option(min=1, help="How many, the newest first.")] = 20) -> None:
    """List the newest receipts: number, time, id, verdict, the claim as read."""
    for kept in islice(assemble.ledger(settings.read()).newest(), last):
        says = kept.content
        if says.get("kind") == "answer":
            decided = says["derived"]
            print(
                f"{kept.link.n:>7}  {says['at'][:19]}  {says['id']}  {decided['verdict'] or '-':17}  {decided['claim']}"
            )
        else:
            print(f"{kept.link.n:>7}  {says['at'][:19]}  {says.get('of', ''):32}  ({says.get('kind')})")


@receipts.command()
def verify(
    anchor: Annotated[str | None, typer.Option(help="A number and hash noted earlier, such as 812:9f2c….")] = None,
) -> None:
    """Check that no receipt was changed, moved or taken out; exit 1 when one was."""
    ledger = assemble.ledger(settings.read())
    if not ledger.path.exists():
        raise UnreadableFile(f"{ledger.path}: no such file; no answer has left a receipt yet.")
    found = verified(ledger.lines(), _anchor(anchor))
    for fault in found.faults:
        print(fault)
    for note in found.notes:
        print(f"note: {note}")
    print(f"{found.answers:,} answers, {found.first or '-'} to {found.last or '-'}: {ledger.path}")
    if not found.is_whole:
        print(f"The chain does not hold: {len(found.faults)} fault{'s' * (len(found.faults) > 1)}.")
        raise typer.Exit(1)
    print("The chain holds. Only an anchor kept elsewhere can show that its end was not cut off; this one is")
    print(f"{found.end.n}:{found.end.hash}")


@receipts.command()
def replay(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of the answer.")],
    as_json: Json = False,
) -> None:
    """Derive the decision of an answer again and say what differs; exit 1 when anything does."""
    read = settings.read()
    ledger = assemble.ledger(read)
    kept = ledger.find(name)
    if kept is None:
        raise UnreadableFile(f"“{name[:60]}” has no receipt in {ledger.path}; `cleanclaim receipts list` names them.")
    if not kept.is_intact:
        raise UnreadableFile(
            f"receipt {kept.link.n} was changed after it was written; `cleanclaim receipts verify` says more."
        )
    done = assemble.replayer(read).replay(kept, ledger.find(name, "of"))
    if as_json:
        print(done.model_dump_json(indent=1))
    else:
        print(f"receipt {kept.link.n} of {kept.content['at']}: {kept.content['derived']['claim'] or 'no claim'}")
        for changed in done.versions:
            print(f"version: {changed}")
        for said in (*done.differences, *done.passages):
            print(f"differs: {said}")
        same = "with the same versions" if not done.versions else "although versions changed"
        print(
            f"Identical: decision and findings were derived again, {same}." if done.is_identical else "Not identical."
        )
    raise typer.Exit(0 if done.is_identical else 1)


def _anchor(text: str | None) -> Link | None:
    if text is None:
        return None
    n, _, own = text.partition(":")
    if not n.isdecimal() or len(own) != 64:
        raise UnreadableFile(
            f"anchor “{text[:80]}” is none; expected a number, a colon and 64 hex digits, as verify prints."
        )
    return Link(int(n), own)
