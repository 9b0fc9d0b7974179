"""Problem documents (RFC 9457): one for everything that cannot be answered, with the rules that explain it."""

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from cleanclaim.errors import CleanClaimError, InvalidCode, ReceiptUnwritable, UnreadableClaim, UnreadableQuestion
from cleanclaim.storage import DatabaseFault

_LOG = logging.getLogger(__name__)
MEDIA = "application/problem+json"
_LONGEST = 1_000
_OPENAI = ("/v1/chat", "/v1/models")
_TITLES = {
    400: "Malformed",
    401: "Key needed",
    403: "Not allowed",
    404: "Not found",
    405: "Method not allowed",
    408: "Too slow",
    409: "In progress",
    413: "Too large",
    422: "Unreadable",
    429: "Too many requests",
    500: "Failed",
    503: "Not ready",
}
_TYPES: dict[type[Exception], str] = {
    InvalidCode: "invalid-code",
    UnreadableClaim: "unreadable-claim",
    UnreadableQuestion: "unreadable-question",
    ReceiptUnwritable: "receipt-unwritable",
}

_ASKERS = (InvalidCode, UnreadableClaim, UnreadableQuestion)
"""What the asker can put right; the rest is the operator's."""


class OpenAIError(BaseModel):
    """The same in the form that OpenAI's clients show."""

    message: str
    type: str = "invalid_request_error"
    code: str | None = None


class Problem(BaseModel):
    """What was found and what was expected, in one sentence, with the rules that say more."""

    type: str = Field(default="about:blank", examples=["urn:cleanclaim:problem:unreadable-claim"])
    title: str = Field(examples=["Unreadable"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["“2055” is not a claim line; expected a code, modifiers after -, units after x."])
    rules: list[str] = Field(default=[], description="Ids of rules that explain the problem: GET /v1/rules/{id}.")
    error: OpenAIError | None = Field(default=None, description="Only from the OpenAI-compatible addresses.")


class Refused(HTTPException):
    """A request that is refused, with the kind of problem and the rules that explain it."""

    def __init__(
        self,
        status: int,
        detail: str,
        kind: str | None = None,
        rules: tuple[str, ...] = (),
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail, headers)
        self.kind, self.rules = kind, rules


def of(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Document the problems a route may answer with."""
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _TITLES[status], "content": content} for status in statuses}


def writable(text: str) -> str:
    """Give a text that can be sent: what was asked may hold halves of characters, which no encoding writes."""
    return text.encode("utf-8", "replace").decode()


def document(
    status: int,
    detail: str,
    kind: str | None = None,
    rules: tuple[str, ...] = (),
    headers: Mapping[str, str] | None = None,
    path: str = "",
) -> JSONResponse:
    """Make the response of one problem, as the clients of that path read it."""
    readable = writable(detail)[:_LONGEST]
    problem = Problem(
        type=f"urn:cleanclaim:problem:{kind}" if kind else "about:blank",
        title=_TITLES.get(status, "Error"),
        status=status,
        detail=readable,
        rules=list(rules),
        error=OpenAIError(message=readable, code=kind) if path.startswith(_OPENAI) else None,
    )
    return JSONResponse(problem.model_dump(exclude_none=True), status, headers=headers, media_type=MEDIA)


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem document."""
    app.add_exception_handler(CleanClaimError, _unreadable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(DatabaseFault, _database)
    app.add_exception_handler(Exception, _failed)


def _unreadable(request: Request, error: Exception) -> JSONResponse:
    kind = next((kind for cause, kind in _TYPES.items() if isinstance(error, cause)), None)
    rules = ("unknown-code",) if isinstance(error, InvalidCode) else ()
    return _of(request, 422 if isinstance(error, _ASKERS) else 503, str(error), kind or "not-ready", rules)


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        why = first.get("ctx", {}).get("error", first["msg"])
        return _of(request, 400, f"The body is not JSON: {why}.", "malformed")
    where = ".".join(str(part)[:60] for part in first["loc"] if part not in ("body", "query", "path", "header"))
    message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    return _of(request, 422, f"{where or 'the body'}: {message}.", "invalid-request")


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if isinstance(error, Refused):
        return _of(request, error.status_code, error.detail, error.kind, error.rules, error.headers)
    known = {
        400: "The body cannot be read; expected JSON in UTF-8.",
        404: "There is nothing at this address; GET /openapi.json lists what there is.",
        405: f"{request.method} is not answered here; the Allow header says what is.",
    }
    detail = known.get(error.status_code, str(error.detail))
    return _of(request, error.status_code, detail, headers=error.headers)


def _database(request: Request, error: Exception) -> JSONResponse:
    _LOG.error("the database failed", exc_info=error)
    return _of(request, 503, "The database does not answer.", "not-ready")


def _failed(request: Request, error: Exception) -> JSONResponse:
    # Starlette logs the trace; the asker gets no inside of ours.
    return _of(request, 500, "The request could not be answered; the log of the service says why.")


def _of(
    request: Request,
    status: int,
    detail: str,
    kind: str | None = None,
    rules: tuple[str, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    return document(status, detail, kind, rules, headers, request.url.path)
