"""The endpoint of OpenAI's chat API, so that its clients and chat front ends can ask: gated text, the answer beside it."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from cleanclaim import asking
from cleanclaim.answer import Answer
from cleanclaim.api import problems, streaming
from cleanclaim.api.idempotency import Once, once
from cleanclaim.api.parts import ContextBody, Words
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.errors import UnreadableQuestion
from cleanclaim.events import Answered, Decided, Event, Wrote

MODEL = "cleanclaim"
_KNOWN = ("state", "payer", "date_of_service")


class _Open(BaseModel):
    """What clients of that API send holds much that has no meaning here; it is let pass."""

    model_config = ConfigDict(extra="ignore", strict=True)


class TextPart(_Open):
    type: Literal["text"]
    text: Words


class Message(_Open):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: Words | list[TextPart] | None = None

    @property
    def text(self) -> str:
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content)
        return self.content or ""


class Chat(_Open):
    """The last user message is the question; earlier user messages are the conversation's earlier questions.

    System messages change nothing: what is shown is decided by code. `context` (or its fields in `metadata`) says
    state, payer and date of service.
    """

    model: str = Field(default=MODEL, max_length=100, examples=[MODEL])
    messages: list[Message] = Field(
        min_length=1, max_length=200, examples=[[{"role": "user", "content": "is 20552 right for two muscles?"}]]
    )
    stream: bool | None = False
    n: Literal[1] | None = 1
    context: ContextBody | None = None
    metadata: dict[str, Any] | None = Field(default=None, examples=[{"state": "FL"}])


class Reply(BaseModel):
    role: Literal["assistant"] = "assistant"
    content: str
    refusal: None = None


class Choice(BaseModel):
    index: int = 0
    message: Reply
    finish_reason: Literal["stop"] = "stop"
    logprobs: None = None


class Completion(BaseModel):
    """A chat completion with the whole answer in `cleanclaim`. Tokens are not counted: none are generated here."""

    id: str
    object: Literal["chat.completion"] = "chat.completion"
    created: int
    model: str = MODEL
    choices: list[Choice]
    cleanclaim: Answer


class Model(BaseModel):
    id: str = MODEL
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = "cleanclaim"


class Models(BaseModel):
    object: Literal["list"] = "list"
    data: list[Model]


def routes(service: Service) -> APIRouter:
    router = guarded(service, "ask", "OpenAI-compatible")
    documented: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "The completion; as chunks ending in [DONE] where `stream` is true.",
            "content": {streaming.MEDIA: {"schema": streaming.schema()}},
        },
        **problems.of(400, 404, 408, 409, 413, 422),
    }

    @router.post("/v1/chat/completions", response_model=Completion, responses=documented)
    def complete(body: Chat, once: Annotated[Once, Depends(once(service))]) -> Response:
        """Answer the last user message."""
        _known(body.model)
        earlier, question = _asked(body)
        events = service.assistant.stream(question, asking.context(_context(body)), None, earlier)
        created = int(service.now().timestamp())
        if body.stream:
            once.refuse_stream()
            return StreamingResponse(
                _chunks(service.counted(streaming.begun(events)), created),
                media_type=streaming.MEDIA,
                headers=streaming.HEADERS,
            )
        return once(lambda: _completion(service.whole(events), created).model_dump_json())

    @router.get("/v1/models")
    def models() -> Models:
        """List the one model there is."""
        return Models(data=[Model()])

    @router.get("/v1/models/{name}", responses=problems.of(404, 422))
    def model(name: str) -> Model:
        """Give the one model there is."""
        _known(name)
        return Model()

    return router


def _known(name: str) -> None:
    if name != MODEL:
        raise Refused(404, f"“{name[:60]}” is no model here; expected {MODEL}.", "unknown-model")


def _asked(body: Chat) -> tuple[tuple[str, ...], str]:
    said = [message.text for message in body.messages if message.role == "user"]
    if not said or body.messages[-1].role != "user":
        raise UnreadableQuestion("The last message is not the user's; expected a question there.")
    return asking.earlier([text for text in said[:-1] if text.strip()]), said[-1]


def _context(body: Chat) -> dict[str, Any]:
    beside = {key: value for key, value in (body.metadata or {}).items() if key in _KNOWN}
    return beside | (body.context.model_dump(exclude_none=True) if body.context else {})


def _completion(answer: Answer, created: int) -> Completion:
    choice = Choice(message=Reply(content=answer.text))
    return Completion(id=_id(answer), created=created, choices=[choice], cleanclaim=answer)


def _id(answer: Answer) -> str:
    return f"chatcmpl-{answer.id}"


def _chunks(events: Iterator[Event], created: int) -> Iterator[bytes]:
    name = ""

    def chunk(delta: dict[str, Any], finish: str | None = None, **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        made = {"id": name, "object": "chat.completion.chunk", "created": created, "model": MODEL}
        return _line(json.dumps({**made, "choices": [choice], **more}))

    for event in events:
        match event:
            case Decided(answer):
                name = _id(answer)
                yield chunk({"role": "assistant", "content": ""})
            case Wrote(text):
                yield chunk({"content": text})
            case Answered(answer):
                yield chunk({}, "stop", cleanclaim=answer.model_dump(mode="json"))
    yield _line("[DONE]")


def _line(data: str) -> bytes:
    return f"data: {data}\n\n".encode()
