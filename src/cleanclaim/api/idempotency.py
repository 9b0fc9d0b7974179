"""`Idempotency-Key`: the same key with the same body gives the same answer, also after the connection was lost."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Annotated

from fastapi import Header, Request, Response

from cleanclaim.api.problems import Refused
from cleanclaim.api.security import caller
from cleanclaim.api.service import Service
from cleanclaim.storage import replies

_JSON = "application/json"
Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="Any name for this request; sent again within a day with the same body it gets the same answer.",
    ),
]


@dataclass(frozen=True)
class Once:
    """Answer a request once under the key it names, or as often as it comes when it names none."""

    service: Service
    owner: str
    asked: bytes
    """What is asked: the address and the body as it came."""
    key: str | None

    def refuse_stream(self) -> None:
        """Refuse the key on a stream, whose events are not kept."""
        if self.key is not None:
            raise Refused(422, "Idempotency-Key is for answers as JSON; a stream is not kept.", "invalid-request")

    def __call__(self, make: Callable[[], str], status: int = 200) -> Response:
        if self.key is None:
            return Response(make(), status, media_type=_JSON)
        database = self.service.database
        digest = sha256(self.asked).hexdigest()
        held = replies.reserve(database, self.owner, self.key, digest, self.service.now())
        if held.state == "other":
            raise Refused(422, "The Idempotency-Key was used for another request.", "key-reused")
        if held.state == "pending":
            raise Refused(409, "The request of this Idempotency-Key is still being answered.", "in-progress")
        if held.body is not None:
            return Response(held.body, status, {"Idempotency-Replayed": "true"}, _JSON)
        try:
            made = make()
        except BaseException:
            replies.forget(database, self.owner, self.key)
            raise
        replies.settle(database, self.owner, self.key, made)
        return Response(made, status, media_type=_JSON)


def once(service: Service) -> Callable[..., Awaitable[Once]]:
    """Give the dependency of routes that may be asked twice and must answer once."""

    async def depend(request: Request, key: Key = None) -> Once:
        asked = request.url.path.encode() + b"\n" + await request.body()
        return Once(service, caller(request).name, asked, key)

    return depend
