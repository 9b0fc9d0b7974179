"""Every storage test runs on SQLite and on a real PostgreSQL, started here where its programs are installed."""

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, text

from cleanclaim.settings import Settings
from cleanclaim.storage import open_database

PROGRAMS = max(Path("/usr/lib/postgresql").glob("*/bin"), default=None, key=lambda p: float(p.parent.name))


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that lives as long as the tests. It refuses to run as root, so root gives it to another user.

    Its folder is outside pytest's, which every run of pytest that starts beside this one closes to other users again.
    """
    found = shutil.which("initdb")
    programs = PROGRAMS or (Path(found).parent if found else None)
    if programs is None:
        pytest.skip("no PostgreSQL on this machine")
    with TemporaryDirectory(prefix="cleanclaim-postgres-", ignore_cleanup_errors=True) as root:
        yield from _running(programs, Path(root))


def _running(programs: Path, root: Path) -> Iterator[str]:
    user = {}
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        os.chown(root, nobody.pw_uid, nobody.pw_gid)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    data = root / "data"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": root, **user}
    make = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        "cleanclaim",
        "--auth=trust",
        "--no-sync",
        "-E",
        "UTF8",
        "--locale=C",
    ]
    subprocess.run(make, check=True, **quiet)
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": root, "fsync": "off"}
    run = [programs / "postgres", "-D", data, *(f"--{name}={value}" for name, value in options.items())]
    with subprocess.Popen(run, **quiet) as server:
        try:
            address = f"postgresql+psycopg://cleanclaim@127.0.0.1:{port}/"
            _wait(address + "postgres")
            yield address
        finally:
            server.terminate()


def _wait(address: str) -> None:
    engine = create_engine(address)
    for _ in range(100):
        try:
            with engine.connect():
                break
        except Exception:  # noqa: BLE001 - whatever keeps it from answering, we ask again until the time is up
            time.sleep(0.1)
    else:
        raise TimeoutError("PostgreSQL did not start in 10 seconds")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings with a database that is empty and no one else's."""
    if request.param == "sqlite":
        return Settings(home=tmp_path)
    address = request.getfixturevalue("postgres")
    name = f"t{uuid4().hex}"
    engine = create_engine(address + "postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"create database {name}"))
    engine.dispose()
    return Settings(home=tmp_path, database_url=address + name)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_database(settings)
    yield engine
    engine.dispose()
