"""The database opens itself: tables up to date, many processes at once, and one sentence when it cannot."""

import subprocess
import sys

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine, inspect

from cleanclaim.errors import SettingsError
from cleanclaim.settings import Settings
from cleanclaim.storage import database, open_database
from cleanclaim.storage.schema import METADATA


def test_the_migrations_make_exactly_the_tables_the_code_names(engine: Engine) -> None:
    database.load_tables()
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_opening_again_changes_nothing(settings: Settings, engine: Engine) -> None:
    before = inspect(engine).get_table_names()
    again = open_database(settings)
    assert inspect(again).get_table_names() == before
    again.dispose()


def test_processes_that_start_at_once_all_get_their_tables(settings: Settings) -> None:
    script = (
        "import sys; from pathlib import Path; from cleanclaim.settings import Settings;"
        "from cleanclaim.storage import open_database, preferences;"
        "home, url, name = sys.argv[1:];"
        "engine = open_database(Settings(home=Path(home), database_url=url or None));"
        "preferences.prefer(engine, name, 'seen', True); assert preferences.preferred(engine, name, 'seen') is True"
    )
    given = (str(settings.home), settings.database_url or "")
    started = [subprocess.Popen([sys.executable, "-c", script, *given, f"p{n}"]) for n in range(5)]
    assert [process.wait(120) for process in started] == [0] * 5


def test_a_write_that_fails_half_way_leaves_nothing(engine: Engine) -> None:
    from cleanclaim.storage import preferences, writing

    with pytest.raises(ZeroDivisionError), writing(engine) as connection:
        connection.execute(preferences.PREFERENCES.insert().values(owner="a", name="b", value=1))
        raise ZeroDivisionError
    assert preferences.preferred(engine, "a", "b") is None


def test_a_database_that_cannot_be_reached_is_said_in_one_sentence_without_its_password(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    settings = Settings(home=tmp_path_factory.mktemp("h"), database_url="postgresql://me:secret@127.0.0.1:1/none")
    with pytest.raises(SettingsError, match="CLEANCLAIM_DATABASE_URL") as caught:
        open_database(settings)
    assert "secret" not in str(caught.value)
