"""The question-answering API over HTTP. Errors are RFC 9457 problem documents."""

from typing import Annotated, Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from starlette.exceptions import HTTPException

from cleanclaim import __version__, claim, rules
from cleanclaim.answer import Answer, CheckAnswer
from cleanclaim.asking import context, earlier
from cleanclaim.assistant import LONGEST, Assistant
from cleanclaim.errors import CleanClaimError
from cleanclaim.rules import Rule

_LARGEST_BODY = 200_000


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class AskBody(_Body):
    """A question with what is known beside it."""

    question: Annotated[str, StringConstraints(max_length=LONGEST)] = Field(
        examples=["is 20552 right for two muscles?"]
    )
    context: dict[str, str | None] | None = Field(
        default=None, examples=[{"state": "FL", "payer": "medicare", "date_of_service": "2026-11-02"}]
    )
    earlier: list[Annotated[str, StringConstraints(max_length=LONGEST)]] = Field(
        default=[], max_length=50, description="Earlier questions of the conversation, oldest first."
    )
    id: str | None = Field(default=None, max_length=200, description="Echoed as `case`.")


class CheckBody(_Body):
    """A claim in notation."""

    claim: str = Field(examples=["20552-50 x3 | dx M54.12 | state FL"])


class RuleView(BaseModel):
    """A rule as a person reads it."""

    id: str
    title: str
    why: str
    remedy: str
    severity: str
    about: str
    authority: str
    document: str
    section: str
    url: str
    verified: str
    denied: tuple[str, ...]
    clean: tuple[str, ...]


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


_PROBLEM: dict[int | str, dict[str, Any]] = {
    422: {
        "model": Problem,
        "content": {"application/problem+json": {}},
        "description": "What was sent cannot be read.",
    },
}


def create(assistant: Assistant) -> FastAPI:
    """Make the application around an assistant."""
    app = FastAPI(
        title="CleanClaim",
        version=__version__,
        description="Coding answers on pain procedures, checked before they are shown.",
    )
    app.add_exception_handler(CleanClaimError, _unreadable)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)

    @app.middleware("http")
    async def limit_body(request: Request, call_next: Any) -> Any:
        length = request.headers.get("content-length", "0")
        if not length.isdigit() or int(length) > _LARGEST_BODY:
            return _problem(413, f"The body has {length} bytes; expected at most {_LARGEST_BODY:,}.")
        return await call_next(request)

    @app.post("/v1/answers", responses=_PROBLEM)
    def answers(body: AskBody) -> Answer:
        return assistant.answer(body.question, context(body.context), body.id, earlier(body.earlier))

    @app.post("/v1/checks", responses=_PROBLEM)
    def checks(body: CheckBody) -> CheckAnswer:
        return assistant.check(claim.parse(body.claim))

    @app.get("/v1/rules")
    def all_rules() -> list[RuleView]:
        return [_view(rule) for rule in rules.catalogue()]

    @app.get("/v1/rules/{name}", responses={404: {"model": Problem, "description": "No such rule."}})
    def one_rule(name: str) -> RuleView:
        rule = rules.find(name)
        if rule is None:
            raise HTTPException(404, f"“{name[:60]}” is no rule; GET /v1/rules lists them.")
        return _view(rule)

    @app.get("/healthz")
    def healthz() -> dict[str, str]:
        return {"status": "ok", "version": __version__, "knowledge": assistant.knowledge.version}

    return app


def _view(rule: Rule) -> RuleView:
    c = rule.citation
    return RuleView(
        id=rule.id,
        title=rule.title,
        why=rule.why,
        remedy=rule.remedy,
        severity=rule.severity,
        about=rule.about,
        authority=c.authority,
        document=c.document,
        section=c.section,
        url=c.url,
        verified=c.verified,
        denied=rule.denied,
        clean=rule.clean,
    )


def _problem(status: int, detail: str) -> JSONResponse:
    title = {404: "Not found", 405: "Method not allowed", 413: "Too large", 422: "Unreadable"}.get(status, "Error")
    return JSONResponse(
        Problem(title=title, status=status, detail=detail).model_dump(), status, media_type="application/problem+json"
    )


def _unreadable(request: Request, error: Exception) -> JSONResponse:
    return _problem(422, str(error))


def _invalid(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
    return _problem(422, f"{where}: {first['msg']}.")


def _http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return _problem(error.status_code, str(error.detail))
