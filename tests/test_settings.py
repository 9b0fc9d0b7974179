"""Settings have defaults that work, and a value that cannot work names its variable."""

from pathlib import Path

import pytest

from cleanclaim.errors import SettingsError
from cleanclaim.settings import read


def test_nothing_set_works() -> None:
    settings = read({})
    assert (settings.knowledge / "policies").is_dir() and settings.app.is_file() and settings.openai_api_key is None


def test_what_is_set_is_used(tmp_path: Path) -> None:
    assert read({"CLEANCLAIM_HOME": str(tmp_path), "OPENAI_API_KEY": "k"}).home == tmp_path


def test_what_cannot_work_names_its_variable(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SettingsError, match="CLEANCLAIM_HOME"):
        read({"CLEANCLAIM_HOME": str(file)})
    with pytest.raises(SettingsError, match="OPENAI_BASE_URL"):
        read({"OPENAI_BASE_URL": "ftp://nowhere"})


def test_origins_are_a_list_and_never_everyone() -> None:
    ours = ("https://a.example", "https://b.example")
    assert read({"CLEANCLAIM_ORIGINS": "https://a.example, https://b.example"}).origins == ours
    with pytest.raises(SettingsError, match="CLEANCLAIM_ORIGINS"):
        read({"CLEANCLAIM_ORIGINS": "*"})
