"""An answer as events: the decision first, the text in pieces, the whole at the end."""

import json
from collections.abc import Iterator
from typing import Any

from starlette.testclient import TestClient

from cleanclaim.api import streaming
from cleanclaim.events import Event

QUESTION = "Can 20610 and 20552 be billed together?"


def events_of(text: str) -> list[tuple[str, Any]]:
    blocks = [dict(line.split(": ", 1) for line in block.splitlines()) for block in text.strip().split("\n\n")]
    return [(block["event"], json.loads(block["data"])) for block in blocks]


def test_the_events_come_in_order_and_their_text_is_the_answers(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": QUESTION, "stream": True})
    assert response.headers["content-type"].startswith("text/event-stream")
    events = events_of(response.text)
    names = list(dict.fromkeys(name for name, _ in events))
    assert names == ["decision", "code", "finding", "citation", "text", "done"]
    done = events[-1][1]
    assert "".join(data["text"] for name, data in events if name == "text") == done["text"]
    assert [data for name, data in events if name == "code"] == done["codes"]
    assert events[0][1]["verdict"] == done["verdict"] and "text" not in events[0][1]


def test_the_accept_header_asks_for_events_too(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": QUESTION}, headers={"accept": "text/event-stream"})
    assert events_of(response.text)[-1][0] == "done"


def test_what_cannot_be_read_is_a_problem_before_any_stream(client: TestClient) -> None:
    response = client.post("/v1/answers", json={"question": " ", "stream": True})
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")


def test_a_fault_in_mid_stream_is_told_and_nothing_follows() -> None:
    def broken() -> Iterator[Event]:
        raise RuntimeError("secret inside")
        yield

    text = b"".join(streaming.sse(broken())).decode()
    assert [name for name, _ in events_of(text)] == ["error"] and "secret" not in text
