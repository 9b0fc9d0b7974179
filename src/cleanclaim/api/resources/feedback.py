"""What a user thought of an answer."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, Field

from cleanclaim import privacy
from cleanclaim.answer import Answer
from cleanclaim.api import problems
from cleanclaim.api.idempotency import Once, once
from cleanclaim.api.parts import Body, Text
from cleanclaim.api.security import caller, guarded
from cleanclaim.api.service import Service
from cleanclaim.storage import feedback


class Opinion(Body):
    """The answer as it was received, and what is thought of it. Saying it again replaces what was said."""

    answer: Answer
    thumb: Literal["up", "down"]
    reason: Text = Field(default="", max_length=2_000)


class Kept(BaseModel):
    answer_id: str
    thumb: Literal["up", "down"]


def routes(service: Service) -> APIRouter:
    router = guarded(service, "ask", "feedback")

    @router.post("/v1/feedback", status_code=201, response_model=Kept, responses=problems.of(400, 408, 409, 413, 422))
    def give(body: Opinion, request: Request, answered: Annotated[Once, Depends(once(service))]) -> Response:
        """Keep a thumb and a reason with the answer, so that it can become an eval case."""

        def keep() -> str:
            given = _of(body, caller(request).name, service)
            feedback.give(service.database, given)
            return Kept(answer_id=given.answer_id, thumb=given.thumb).model_dump_json()

        return answered(keep, 201)

    return router


def _of(body: Opinion, owner: str, service: Service) -> feedback.Feedback:
    # What was sent may not be what was answered: identifiers are taken out again.
    question = privacy.redact(body.answer.question).text
    answer = body.answer.model_copy(update={"question": question})
    context = {k: v for k, v in answer.context.model_dump(mode="json").items() if v is not None}
    return feedback.Feedback(
        answer_id=answer.id[:64],
        owner=owner,
        thumb=body.thumb,
        reason=privacy.redact(body.reason).text,
        question=question,
        context=context,
        answer=answer.model_dump(mode="json"),
        given=service.now(),
    )
