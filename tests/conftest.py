"""What tests share: the tables compiled once, the knowledge as shipped, and both bound to a date."""

from collections.abc import Callable
from datetime import date

import pytest

from cleanclaim import knowledge as shipped
from cleanclaim.tables import curated, icd10cm
from cleanclaim.tables import store as storing
from cleanclaim.tables.dated import DatedTables
from cleanclaim.tables.library import Library
from fixed import KNOWLEDGE, TODAY


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> storing.Store:
    """The curated tables and the packaged year of ICD-10-CM, compiled once."""
    path = tmp_path_factory.mktemp("tables") / "tables.sqlite"
    tables = curated.read(KNOWLEDGE / "tables")
    tables["icd10cm"] = list(icd10cm.compile_packaged_year())
    storing.write(path, tables)
    return storing.Store(path)


@pytest.fixture(scope="session")
def knowledge() -> shipped.Knowledge:
    return shipped.load(KNOWLEDGE)


@pytest.fixture(scope="session")
def tables_on(store: storing.Store, knowledge: shipped.Knowledge) -> Callable[[date | None], DatedTables]:
    """Give the tables and policies as of a date of service."""

    def bind(on: date | None = None) -> DatedTables:
        return DatedTables(Library(store), on or TODAY, knowledge)

    return bind
