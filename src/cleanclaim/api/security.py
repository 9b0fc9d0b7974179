"""Who may ask what: once a first key was made, every request needs one with the scope of what it asks."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Security
from fastapi.dependencies.models import Dependant
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.concurrency import run_in_threadpool

from cleanclaim.api import limiting, problems
from cleanclaim.api.problems import Refused
from cleanclaim.api.service import Service
from cleanclaim.storage import keys

SCOPES = {
    "ask": "ask questions and give feedback",
    "check": "check claims",
    "read": "read codes, policies, coverage, rules and tables",
    "operate": "read metrics and receipts",
}
_BEARER = HTTPBearer(auto_error=False, scheme_name="key", description="A key that `cleanclaim keys create` made.")
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="cleanclaim"'}


@dataclass(frozen=True)
class Caller:
    """Who asks: a key, or nobody in particular on a service without keys."""

    name: str
    has_key: bool


ANYONE = Caller("anyone", has_key=False)


def guarded(service: Service, scope: str, tag: str) -> APIRouter:
    """Give a router whose every route needs a scope."""
    return APIRouter(
        tags=[tag],
        dependencies=[Depends(_admission(service, scope)), Depends(refuse_unknown)],
        responses=problems.of(401, 403, 422, 429, 503),
    )


def refuse_unknown(request: Request) -> None:
    """Refuse a query parameter that the address does not have: `stat=OH`, passed over, would answer for every state."""
    known = _parameters(request.scope["route"].dependant)
    unknown = next((name for name in request.query_params if name not in known), None)
    if unknown is not None:
        expected = f"expected only {', '.join(sorted(known))}" if known else "it takes none"
        raise Refused(422, f"“{unknown[:40]}” is no parameter of this address; {expected}.", "invalid-request")


def _parameters(needs: Dependant) -> set[str]:
    """Name the query parameters of a route and of all it depends on."""
    own = {field.alias for field in needs.query_params}
    return own.union(*(_parameters(each) for each in needs.dependencies))


def caller(request: Request) -> Caller:
    """Give who was admitted."""
    admitted: Caller = request.state.caller
    return admitted


def _admission(service: Service, scope: str) -> Callable[..., Awaitable[None]]:
    Given = Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)]  # noqa: N806 - a type

    async def admit(request: Request, given: Given) -> None:
        admitted = ANYONE
        if service.keys_known.are_known_to_exist() or await run_in_threadpool(_exist, service):
            token = given.credentials if given else None
            admitted = await run_in_threadpool(_holder, service, token, scope)
        request.state.caller = admitted
        request.state.logged = {"caller": admitted.name}
        await limiting.admit(service, request, admitted.name, admitted.has_key)

    return admit


def _exist(service: Service) -> bool:
    return service.keys_known.look(lambda: keys.exist(service.database))


def _holder(service: Service, token: str | None, scope: str) -> Caller:
    if token is None:
        raise Refused(401, "A key is needed: send Authorization: Bearer KEY.", "key-needed", headers=_CHALLENGE)
    key = keys.holder(service.database, token)
    if key is None:
        raise Refused(401, "The key is not known or was revoked.", "key-unknown", headers=_CHALLENGE)
    if scope not in key.scopes:
        raise Refused(403, f"The key may not {SCOPES[scope]}; it lacks the scope {scope}.", "scope-missing")
    return Caller(f"key:{key.id}", has_key=True)
