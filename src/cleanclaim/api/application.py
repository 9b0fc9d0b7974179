"""Make the application: middleware around resources, each found by walking `resources/`."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from cleanclaim import __version__
from cleanclaim.api import documenting, problems, resources
from cleanclaim.api.access import Access
from cleanclaim.api.bodies import Bodies
from cleanclaim.api.headers import Headers
from cleanclaim.api.service import Service

_DESCRIPTION = (
    "Coding answers on pain procedures, each checked by deterministic rules before it is shown. "
    "Whatever cannot be answered is an RFC 9457 problem document."
)


def create(service: Service) -> FastAPI:
    """Make the application around a service."""
    app = FastAPI(
        title="CleanClaim",
        version=__version__,
        description=_DESCRIPTION,
        # The packaged pages load scripts from elsewhere; ours stands alone.
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan(service),
        telemetry={
            "tracing": service.tracer_provider is not None,
            "tracer_provider": service.tracer_provider,
            "metrics": False,
            "logs": False,
            "operation_spans": False,
        },
    )
    problems.install(app)
    for module in sorted(m.name for m in iter_modules(resources.__path__)):
        app.include_router(import_module(f"{resources.__name__}.{module}").routes(service))
    documenting.install(app)
    _surround(app, service)
    return app


def _lifespan(service: Service) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def running(app: FastAPI) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = service.threads
        yield

    return running


def _surround(app: Any, service: Service) -> None:
    """Add the middleware, innermost first."""
    app.add_middleware(Bodies)
    if service.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=service.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["Authorization", "Content-Type", "Idempotency-Key"],
        )
    app.add_middleware(Headers)
    app.add_middleware(Access, service=service)
