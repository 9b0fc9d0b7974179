"""An answer as Server-Sent Events: `decision`, then each `code`, `finding`, `citation`, `text`, and `done` at the end."""

import json
import logging
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi.sse import format_sse_event

from cleanclaim.answer import Answer
from cleanclaim.events import Answered, Decided, Event, Wrote

MEDIA = "text/event-stream"
HEADERS = {"X-Accel-Buffering": "no"}
"""Proxies that gather a response before they pass it on are asked not to."""
_LOG = logging.getLogger(__name__)
_LATER = {"text", "codes", "findings", "citations", "versions", "review", "model"}
NAMES = ("decision", "code", "finding", "citation", "text", "done", "error")


def schema(*names: str) -> dict[str, Any]:
    """Give the schema of one event of a stream, named where its events have names."""
    named = {"event": {"type": "string", "enum": list(names)}} if names else {}
    data = {"type": "string", "description": "JSON."}
    return {"type": "object", "required": [*named, "data"], "properties": {**named, "data": data}}


def begun(events: Iterator[Event]) -> Iterator[Event]:
    """Take the first event at once, so that what cannot be read is refused before a stream begins."""
    first = next(events)

    def all_of_them() -> Iterator[Event]:
        yield first
        yield from events

    return all_of_them()


def sse(events: Iterable[Event]) -> Iterator[bytes]:
    """Give the events of one answer; a fault in mid-stream is an `error` event with a problem, and the end."""
    try:
        for event in events:
            yield from _told(event)
    # Whatever fails after the first byte cannot become a status any more; it is told, logged and the stream closed.
    except Exception:  # noqa: BLE001
        _LOG.exception("an answer broke off in mid-stream")
        problem = {"title": "Failed", "status": 500, "detail": "The answer broke off; what was sent is not complete."}
        yield event_of("error", problem)


def event_of(name: str, data: Any) -> bytes:
    """Write one event with its data as JSON."""
    return format_sse_event(event=name, data_str=data if isinstance(data, str) else json.dumps(data))


def _told(event: Event) -> Iterator[bytes]:
    match event:
        case Decided(answer):
            yield from _decided(answer)
        case Wrote(text):
            yield event_of("text", {"text": text})
        case Answered(answer):
            yield event_of("done", answer.model_dump_json())


def _decided(answer: Answer) -> Iterator[bytes]:
    yield event_of("decision", answer.model_dump_json(exclude=_LATER))
    for name, parts in (("code", answer.codes), ("finding", answer.findings), ("citation", answer.citations)):
        for part in parts:
            yield event_of(name, part.model_dump_json())
