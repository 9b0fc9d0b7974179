"""Answer a question: whole as JSON, or as events while it is made."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from cleanclaim import asking, privacy
from cleanclaim.answer import Answer
from cleanclaim.api import problems, streaming
from cleanclaim.api.idempotency import Once, once
from cleanclaim.api.parts import Body, ContextBody, Text, Words
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service

_STREAM = (
    'event: decision\ndata: {"verdict": "depends", "short": "…"}\n\n'
    'event: code\ndata: {"code": "20552"}\n\nevent: text\ndata: {"text": "…"}\n\nevent: done\ndata: {"id": "…"}\n\n'
)


class Question(Body):
    """A question with what is known beside it."""

    question: Words = Field(examples=["Can 20610 and 20552 be billed together?"])
    context: ContextBody | None = None
    earlier: list[Words] = Field(
        default=[], max_length=50, description="Earlier questions of the conversation, oldest first."
    )
    id: Annotated[Text, Field(max_length=200)] | None = Field(default=None, description="Echoed as `case`.")
    stream: bool = Field(default=False, description="Answer as Server-Sent Events.")


def routes(service: Service) -> APIRouter:
    router = guarded(service, "ask", "answers")
    documented: dict[int | str, dict[str, Any]] = {
        200: {
            "description": "The checked answer; as events where `stream` or the Accept header asks for them.",
            "content": {streaming.MEDIA: {"schema": streaming.schema(*streaming.NAMES), "example": _STREAM}},
        },
        **problems.of(400, 408, 409, 413, 422),
    }

    @router.post("/v1/answers", response_model=Answer, responses=documented)
    def answer(
        body: Question,
        request: Request,
        once: Annotated[Once, Depends(once(service))],
        accept: Annotated[str, Header()] = "*/*",
    ) -> Response:
        """Answer a coding question; every code in it was checked by the rules."""
        told = asking.context(body.context.model_dump() if body.context else None)
        events = service.assistant.stream(body.question, told, body.id, asking.earlier(body.earlier))
        if service.log_questions:
            # As the assistant reads it: without identifiers.
            request.state.logged |= {"question": privacy.redact(body.question).text}
        if body.stream or streaming.MEDIA in accept:
            once.refuse_stream()
            return StreamingResponse(
                streaming.sse(service.counted(streaming.begun(events))),
                media_type=streaming.MEDIA,
                headers=streaming.HEADERS,
            )
        return once(lambda: service.whole(events).model_dump_json())

    return router
