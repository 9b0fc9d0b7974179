"""Check claims by the rules alone: one, or up to a thousand with errors a claim."""

from collections.abc import Iterable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, Field, SkipValidation

from cleanclaim.answer import CheckAnswer
from cleanclaim.api import problems
from cleanclaim.api.idempotency import Once, once
from cleanclaim.api.parts import Body
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.batch.results import ClaimError, Outcome, error_of, outcome_of, unreadable
from cleanclaim.batch.sent import read
from cleanclaim.claim import Claim
from cleanclaim.errors import CleanClaimError

MOST = 1_000
Sent = Annotated[str | Claim, SkipValidation]
# A claim of a batch that cannot be read gets errors of its own and costs the others nothing: whatever it is, it is let in.
Each = Annotated[Any, Field(description="As `claim`.", examples=["20552-50 x3 | dx M54.12 | state FL"])]


class Claims(Body):
    """A claim in notation or in parts, or several of them."""

    claim: Sent | None = Field(
        default=None,
        examples=["20552-50 x3 | dx M54.12 | state FL", {"lines": [{"code": "20553"}], "diagnoses": ["M79.18"]}],
    )
    claims: list[Each] | None = Field(default=None, min_length=1, max_length=MOST)


class ClaimResult(BaseModel):
    """One claim of a batch."""

    index: int
    outcome: Outcome = Field(
        description="`no_finding` is not clean: `answer.checks` says what was and was not checked."
    )
    errors: list[ClaimError]
    answer: CheckAnswer | None = None


class Batch(BaseModel):
    """The results in the order the claims were sent, and how many came to what."""

    results: list[ClaimResult]
    counts: dict[str, int]


def routes(service: Service) -> APIRouter:
    router = guarded(service, "check", "checks")

    @router.post("/v1/checks", response_model=CheckAnswer | Batch, responses=problems.of(400, 408, 409, 413, 422))
    def check(body: Claims, once: Annotated[Once, Depends(once(service))]) -> Response:
        """Check one claim (`claim`), or up to 1,000 (`claims`)."""
        if (body.claim is None) == (body.claims is None):
            raise Refused(422, "expected claim or claims, one of the two.", "invalid-request")

        def make() -> str:
            made: BaseModel = _one(service, body.claim) if body.claims is None else _batch(service, body.claims)
            return made.model_dump_json()

        return once(make)

    return router


def _one(service: Service, sent: Any) -> CheckAnswer:
    answer = service.assistant.check(read(sent))
    service.metrics.claim(answer)
    return answer


def _batch(service: Service, sent: Iterable[Any]) -> Batch:
    results = [_result(service, at, each) for at, each in enumerate(sent)]
    outcomes = [r.outcome for r in results]
    return Batch(results=results, counts={o: outcomes.count(o) for o in dict.fromkeys(outcomes)})


def _result(service: Service, index: int, sent: Any) -> ClaimResult:
    try:
        answer = _one(service, sent)
    except CleanClaimError as error:
        unread = unreadable(problems.writable(str(error)))
        return ClaimResult(index=index, outcome="unreadable", errors=[unread])
    errors = [error_of(finding) for finding in answer.findings]
    return ClaimResult(index=index, outcome=outcome_of(answer.findings), errors=errors, answer=answer)
