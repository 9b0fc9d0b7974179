"""Problem documents (RFC 9457): one for everything that cannot be answered, with the rules that explain it."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from cleanclaim.errors import CleanClaimError, InvalidCode, ReceiptUnwritable, UnreadableClaim, UnreadableQuestion

MEDIA = "application/problem+json"
_LONGEST = 1_000
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


class Problem(BaseModel):
    """What was found and what was expected, in one sentence, with the rules that say more."""

    type: str = Field(default="about:blank", examples=["urn:cleanclaim:problem:unreadable-claim"])
    title: str = Field(examples=["Unreadable"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["“2055” is not a claim line; expected a code, modifiers after -, units after x."])
    rules: list[str] = Field(default=[], description="Ids of rules that explain the problem: GET /v1/rules/{id}.")


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


def document(
    status: int,
    detail: str,
    kind: str | None = None,
    rules: tuple[str, ...] = (),
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """Make the response of one problem."""
    # What was sent may hold halves of characters, which no encoding writes.
    readable = detail.encode("utf-8", "replace").decode()[:_LONGEST]
    problem = Problem(
        type=f"urn:cleanclaim:problem:{kind}" if kind else "about:blank",
        title=_TITLES.get(status, "Error"),
        status=status,
        detail=readable,
        rules=list(rules),
    )
    return JSONResponse(problem.model_dump(), status, headers=headers, media_type=MEDIA)


def install(app: FastAPI) -> None:
    """Answer every error of the application with a problem document."""
    app.add_exception_handler(CleanClaimError, _unreadable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(Exception, _failed)


def _unreadable(request: Request, error: Exception) -> JSONResponse:
    kind = next((kind for cause, kind in _TYPES.items() if isinstance(error, cause)), None)
    return document(
        503 if isinstance(error, ReceiptUnwritable) else 422,
        str(error),
        kind,
        ("unknown-code",) if isinstance(error, InvalidCode) else (),
    )


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    if first["type"] == "json_invalid":
        return document(400, f"The body is not JSON: {first.get('ctx', {}).get('error', first['msg'])}.", "malformed")
    where = ".".join(str(part)[:60] for part in first["loc"] if part not in ("body", "query", "path", "header"))
    message = str(first["msg"]).removeprefix("Value error, ").rstrip(".")
    return document(422, f"{where or 'the body'}: {message}.", "invalid-request")


def _refused(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    headers = dict(error.headers) if error.headers else None
    if isinstance(error, Refused):
        return document(error.status_code, error.detail, error.kind, error.rules, headers)
    if error.status_code == 400:
        return document(400, "The body cannot be read; expected JSON in UTF-8.", "malformed")
    known = {
        404: "There is nothing at this address; GET /openapi.json lists what there is.",
        405: f"{request.method} is not answered here; the Allow header says what is.",
        413: "The body is too large.",
    }
    return document(error.status_code, known.get(error.status_code, str(error.detail)), headers=headers)


def _failed(request: Request, error: Exception) -> JSONResponse:
    # Starlette logs the trace; the asker gets no inside of ours.
    return document(500, "The request could not be answered; the log of the service says why.")
