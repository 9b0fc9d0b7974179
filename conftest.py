"""The assistant every end-to-end test asks: the project's own knowledge, its own home folder, a fixed day."""

from collections.abc import Iterator
from datetime import date

import pytest

from cleanclaim import assemble
from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings, read

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLEANCLAIM_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("OPENAI_API_KEY", raising=False)
        # Answers of tests are handed to no one; the tests of receipts keep books of their own.
        patch.setenv("CLEANCLAIM_RECEIPTS", "off")
        yield read()


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Assistant:
    return assemble.assistant(settings, lambda: TODAY)
