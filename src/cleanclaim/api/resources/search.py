"""Search the passages."""

from typing import Annotated

from fastapi import APIRouter, Query

from cleanclaim import lookup
from cleanclaim.api import problems
from cleanclaim.api.parts import On, State, state_of
from cleanclaim.api.resources.policies import Payer
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.lookup import FoundPassages
from cleanclaim.reading import places


def routes(service: Service) -> APIRouter:
    router = guarded(service, "read", "search")

    @router.get("/v1/search", responses=problems.of(422))
    def search(
        q: Annotated[str, Query(min_length=1, max_length=2_000, examples=["how many sessions a year"])],
        state: State = None,
        payer: Payer = None,
        on: On = None,
        limit: Annotated[int, Query(ge=1, le=50)] = 6,
    ) -> FoundPassages:
        """Find passages of policies and articles; state, payer and date are filters."""
        named = places.canonical_payer(payer) or None if payer else None
        return lookup.passages(service.assistant.retriever, q, service.day(on), state_of(state), named, limit)

    return router
