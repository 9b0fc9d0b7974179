"""Search the passages."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from cleanclaim import privacy
from cleanclaim.api import problems
from cleanclaim.api.parts import On, State, state_of
from cleanclaim.api.resources.policies import Payer
from cleanclaim.api.service import Service
from cleanclaim.knowledge import Passage
from cleanclaim.reading import places


class Found(BaseModel):
    """Passages in force, best first; `fault` says why the vectors did not help, where they could not."""

    query: str
    on: date
    passages: list[Passage]
    fault: str | None


def routes(service: Service) -> APIRouter:
    router = APIRouter(tags=["search"])

    @router.get("/v1/search", responses=problems.of(422))
    def search(
        q: Annotated[str, Query(min_length=1, max_length=2_000, examples=["how many sessions a year"])],
        state: State = None,
        payer: Payer = None,
        on: On = None,
        limit: Annotated[int, Query(ge=1, le=50)] = 6,
    ) -> Found:
        """Find passages of policies and articles; state, payer and date are filters."""
        retriever, day = service.assistant.retriever, service.day(on)
        words = privacy.redact(q).text
        named = places.canonical_payer(payer) or None if payer else None
        passages = retriever.search(words, day, state_of(state), named, limit=limit)
        return Found(query=words, on=day, passages=passages, fault=retriever.fault)

    return router
