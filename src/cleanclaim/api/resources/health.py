"""Whether the service lives and is ready, and what it has counted."""

from fastapi import APIRouter, Response
from pydantic import BaseModel

from cleanclaim import __version__
from cleanclaim.api import metrics, problems
from cleanclaim.api.problems import Refused
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service


class Health(BaseModel):
    status: str
    version: str
    knowledge: str


def routes(service: Service) -> APIRouter:
    router = APIRouter(tags=["operation"])
    alive = Health(status="ok", version=__version__, knowledge=service.assistant.knowledge.version)

    @router.get("/healthz")
    async def healthz() -> Health:
        """Say that the process lives."""
        return alive

    @router.get("/readyz", responses=problems.of(503))
    def readyz() -> Health:
        """Say whether a question would be answered: tables, index and database are asked."""
        lacking = service.lacking()
        if lacking:
            raise Refused(503, lacking, "not-ready")
        return alive

    counting = guarded(service, "operate", "operation")

    @counting.get(
        "/metrics",
        response_class=Response,
        responses={200: {"content": {metrics.MEDIA: {"schema": {"type": "string"}}}}},
    )
    def counted() -> Response:
        """Give the counters for Prometheus."""
        return Response(service.metrics.text(), media_type=metrics.MEDIA)

    router.include_router(counting)
    return router
