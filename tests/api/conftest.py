"""One application around the project's own assistant: as a client in the process sees it, and on a real loopback port."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from cleanclaim import assemble
from cleanclaim.api import Service, create
from cleanclaim.api.metrics import Metrics
from cleanclaim.api.service import KeysKnown
from cleanclaim.assistant import Assistant
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.settings import Settings
from cleanclaim.storage import open_database
from cleanclaim.tables.library import Library

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def service(assistant: Assistant, settings: Settings) -> Service:
    library = Library.open(assemble.build_tables(settings))
    return Service(assistant, library, open_database(settings), assemble.ledger(settings), now=lambda: NOW)


@pytest.fixture(scope="session")
def client(service: Service) -> TestClient:
    return TestClient(create(service), raise_server_exceptions=False)


@pytest.fixture
def own(service: Service, settings: Settings, tmp_path: Path) -> Service:
    """A service with a database of its own, for tests that leave something in it."""
    database = open_database(settings.model_copy(update={"home": tmp_path}))
    ledger = Ledger(tmp_path / "receipts.jsonl", lambda: NOW)
    return replace(service, database=database, ledger=ledger, keys_known=KeysKnown(), metrics=Metrics())


@pytest.fixture(scope="session")
def address(service: Service) -> Iterator[str]:
    """The address of a real server on this machine."""
    server = uvicorn.Server(uvicorn.Config(create(service), port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()
