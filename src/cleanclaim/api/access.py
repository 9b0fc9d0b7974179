"""One structured line a request, and its count and time in the metrics. No question, no query, no body is written."""

import logging
from time import perf_counter
from typing import Any
from uuid import uuid4

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cleanclaim.api.service import Service

LOG = logging.getLogger("cleanclaim.access")


class Access:
    """Log and count requests by the route that answered, never by the path that was asked."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app, self.service = app, service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun, status = perf_counter(), 0
        noted: dict[str, Any] = scope.setdefault("state", {})
        request = uuid4().hex
        noted["headers"] = {"X-Request-Id": request}

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            seconds = perf_counter() - begun
            route = getattr(scope.get("route"), "path", "none")
            self.service.metrics.request(scope["method"], route, status, seconds)
            if LOG.isEnabledFor(logging.INFO):
                fields = {
                    "request": request,
                    "method": scope["method"],
                    "route": route,
                    "status": status,
                    "ms": round(seconds * 1000, 1),
                    **noted.get("logged", {}),
                }
                LOG.info("request", extra={"fields": fields})
