"""Bodies within a size and a time, whatever the client says of their length."""

import asyncio
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from cleanclaim.api.bodies import Bodies


async def _echo(scope: Scope, receive: Receive, send: Send) -> None:
    message = await receive()
    await PlainTextResponse(message["body"])(scope, receive, send)


def _status(bodies: Bodies, parts: list[Message], pause: float = 0) -> tuple[int | None, bytes]:
    sent: list[Any] = []

    async def receive() -> Message:
        await asyncio.sleep(pause)
        return parts.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "headers": []}
    asyncio.run(bodies(scope, receive, send))
    return (sent[0]["status"], sent[1]["body"]) if sent else (None, b"")


def _part(body: bytes, more: bool) -> Message:
    return {"type": "http.request", "body": body, "more_body": more}


def test_a_body_in_pieces_is_handed_on_whole() -> None:
    assert _status(Bodies(_echo), [_part(b"one ", True), _part(b"two", False)]) == (200, b"one two")


def test_a_chunked_body_that_grows_too_large_is_refused_before_it_ends() -> None:
    endless = [_part(b"x" * 60, True) for _ in range(1_000)]
    assert _status(Bodies(_echo, largest=100), endless)[0] == 413
    assert len(endless) > 990


def test_a_body_that_comes_too_slowly_is_refused() -> None:
    slow = [_part(b"x", True) for _ in range(100)]
    assert _status(Bodies(_echo, slowest=0.05), slow, pause=0.02)[0] == 408


@pytest.mark.parametrize("before", [[], [_part(b"half", True)]])
def test_a_client_that_leaves_gets_no_answer_and_nothing_runs(before: list[Message]) -> None:
    assert _status(Bodies(_echo), [*before, {"type": "http.disconnect"}]) == (None, b"")
