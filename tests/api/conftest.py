"""One application around the project's own assistant, as a client sees it."""

from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from cleanclaim import assemble
from cleanclaim.api import Service, create
from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings
from cleanclaim.tables.library import Library

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture(scope="session")
def service(assistant: Assistant, settings: Settings) -> Service:
    return Service(assistant, Library.open(assemble.build_tables(settings)), now=lambda: NOW)


@pytest.fixture(scope="session")
def client(service: Service) -> TestClient:
    return TestClient(create(service), raise_server_exceptions=False)
