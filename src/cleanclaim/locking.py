"""One builder at a time in a home folder."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Hold the home folder's build lock; a second builder waits."""
    home.mkdir(parents=True, exist_ok=True)
    with (home / "build.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
