"""Read a request's body whole, within a size and a time, before anything works on it; chunked ones too."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cleanclaim.api import problems

LARGEST = 2_000_000
SLOWEST = 10.0
"""Seconds a client has for sending its body."""


class Bodies:
    """Refuse bodies that are too large (413) or come too slowly (408); hand the others on in one piece."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST, slowest: float = SLOWEST) -> None:
        self.app, self.largest, self.slowest = app, largest, slowest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self.app(scope, receive, send)
            return
        try:
            async with asyncio.timeout(self.slowest):
                body = await self._read(receive)
        except TimeoutError:
            detail = f"The body did not arrive within {self.slowest:g} seconds."
            await self._refuse(problems.document(408, detail, "too-slow", headers=_CLOSE), scope, receive, send)
            return
        except _TooLarge:
            detail = f"The body is larger than {self.largest:,} bytes."
            await self._refuse(problems.document(413, detail, "too-large", headers=_CLOSE), scope, receive, send)
            return
        if body is not None:
            await self.app(scope, _replaying(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        """Give the whole body; None when the client went away."""
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            part = message.get("body", b"")
            parts.append(part)
            size, more = size + len(part), message.get("more_body", False)
            if size > self.largest:
                raise _TooLarge
        return b"".join(parts)

    async def _refuse(self, response: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        await response(scope, receive, send)


# What was not read of the body would be taken for the next request.
_CLOSE = {"Connection": "close"}


class _TooLarge(Exception):
    pass


def _replaying(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
