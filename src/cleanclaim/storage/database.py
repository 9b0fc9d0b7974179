"""Open the database and bring its tables up to date; safe when several processes start at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from cleanclaim.errors import SettingsError
from cleanclaim.settings import Settings

_MIGRATIONS = Path(__file__).with_name("migrations")
_WAIT = 30
"""Seconds a writer waits for another one."""
_LOCK = 7_274_953_210
"""The advisory lock of PostgreSQL under which tables are brought up to date; any number no one else uses."""


def open_database(settings: Settings) -> Engine:
    """Open the database of the settings with its tables up to date; raise SettingsError when it cannot be reached."""
    url = settings.database_url
    if url is None:
        settings.home.mkdir(parents=True, exist_ok=True)
        url = f"sqlite:///{settings.home / 'cleanclaim.sqlite'}"
    try:
        engine = _engine(url)
        _bring_up_to_date(engine)
    except (SQLAlchemyError, ImportError) as error:
        # The address may hold a password: it is named without.
        where = make_url(url).render_as_string(hide_password=True)
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise SettingsError(f"CLEANCLAIM_DATABASE_URL: {where} cannot be opened: {reason}.") from error
    return engine


def fault_of(engine: Engine) -> str | None:
    """Say in a word why the database does not answer; None when it does."""
    try:
        with engine.connect() as connection:
            connection.execute(text("select 1"))
    except SQLAlchemyError as error:
        return type(error).__name__
    return None


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Give a connection whose changes are kept together, or not at all."""
    # SQLite gives the lock to who asks first; one that reads before it asks could be refused at the write.
    with engine.execution_options(begin="BEGIN IMMEDIATE").begin() as connection:
        yield connection


def load_tables() -> None:
    """Import every file of the family, so that the metadata knows all tables."""
    package = import_module("cleanclaim.storage")
    for module in iter_modules(package.__path__):
        if not module.ispkg:
            import_module(f"{package.__name__}.{module.name}")


def _engine(url: str) -> Engine:
    engine = create_engine(url, pool_pre_ping=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver's own transactions leave table changes outside; ours hold everything.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (f"busy_timeout={_WAIT * 1000}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("begin", "BEGIN")))


def _bring_up_to_date(engine: Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    wanted = set(ScriptDirectory.from_config(config).get_heads())
    with engine.connect() as connection:
        if set(MigrationContext.configure(connection).get_current_heads()) == wanted:
            return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "heads")
