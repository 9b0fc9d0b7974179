"""Serve the application: one process or several, each making it from the settings."""

import gc
import os
from ipaddress import ip_address
from tempfile import TemporaryDirectory

from fastapi import FastAPI

from cleanclaim import assemble, settings
from cleanclaim.api import logs, tracing
from cleanclaim.api.application import create
from cleanclaim.api.metrics import SHARED, Metrics
from cleanclaim.api.service import Service
from cleanclaim.errors import SettingsError
from cleanclaim.storage import Engine, keys, open_database
from cleanclaim.tables.library import Library

_WORKING, _WAITING = 2, 40
"""Threads of a process: composed answers need the processor and hinder each other there, a model's answers wait for it."""
_COLLECTIONS = (50_000, 20, 50)
"""New objects before a collection, and collections before one of older objects; an answer makes some thousands."""
_STARTING = 120
"""Seconds after which a silent worker is replaced; opening the index on a busy machine takes longer than uvicorn's five."""
_LEAVING = 20
"""Seconds that requests under way have when the service is told to stop."""


def application() -> FastAPI:
    """Make the application from the environment; every worker calls it once."""
    read = settings.read()
    app = create(
        Service(
            assemble.assistant(read),
            Library.open(assemble.build_tables(read)),
            open_database(read),
            assemble.ledger(read),
            rate_limit=read.rate_limit,
            log_questions=read.log_questions,
            origins=read.origins,
            metrics=Metrics(read.metrics_folder),
            tracer_provider=tracing.provider(read.traces),
            threads=_WAITING if read.openai_api_key else _WORKING,
        )
    )
    _collect_seldom()
    return app


def _collect_seldom() -> None:
    """Leave what was loaded for good out of garbage collection: going through it stopped every answer for some 50 ms."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTIONS)


def serve(host: str, port: int, workers: int) -> None:
    """Serve until told to stop. Raises SettingsError where others could reach a service that needs no key."""
    import uvicorn

    read = settings.read()
    # Whatever is built at a first start is built once, before the workers ask for it together.
    assemble.assistant(read)
    refuse_open_door(host, open_database(read))
    with TemporaryDirectory(prefix="cleanclaim-metrics-") as folder:
        if workers > 1:
            os.environ[SHARED] = folder
        uvicorn.run(
            f"{__name__}:application",
            factory=True,
            host=host,
            port=port,
            workers=workers,
            access_log=False,
            log_config=logs.CONFIG,
            server_header=False,
            timeout_graceful_shutdown=_LEAVING,
            timeout_worker_healthcheck=_STARTING,
        )


def refuse_open_door(host: str, database: Engine) -> None:
    """Refuse to listen where others can reach a service to which no key was made."""
    if not _is_this_machine(host) and not keys.exist(database):
        raise SettingsError(
            f"--host {host} can be reached by others and there is no key; `cleanclaim keys create NAME` makes one."
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
