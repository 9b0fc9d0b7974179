"""The receipt of an answer, and its decision derived again."""

from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel

from cleanclaim.api import problems
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.receipts.chain import Kept
from cleanclaim.receipts.replay import Replay

Id = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$", description="The id of the answer.")]


class ReceiptView(BaseModel):
    """A line of the book: its place in the chain, and whether its hash is still the hash of its bytes."""

    n: int
    hash: str
    previous: str
    is_intact: bool
    receipt: dict[str, Any]


class ReplayView(BaseModel):
    """What was derived again, against the receipt."""

    is_identical: bool
    replay: Replay


def routes(service: Service) -> APIRouter:
    router = guarded(service, "operate", "receipts")

    def kept(name: str) -> Kept:
        found = service.ledger.find(name)
        if found is None:
            raise Refused(404, f"“{name}” has no receipt.", "unknown-receipt")
        return found

    @router.get("/v1/receipts/{name}", responses=problems.of(404, 422))
    def receipt(name: Id) -> ReceiptView:
        """Give the receipt of an answer; it holds no question."""
        found = kept(name)
        return ReceiptView(
            n=found.link.n,
            hash=found.link.hash,
            previous=found.previous,
            is_intact=found.is_intact,
            receipt=found.content,
        )

    @router.get("/v1/receipts/{name}/replay", responses=problems.of(404, 409, 422))
    def replay(name: Id) -> ReplayView:
        """Derive decision and findings again and say what differs."""
        found = kept(name)
        if not found.is_intact:
            raise Refused(409, "The receipt was changed after it was written.", "receipt-changed")
        done = service.replayer().replay(found)
        return ReplayView(is_identical=done.is_identical, replay=done)

    return router
