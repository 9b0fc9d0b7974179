"""The settings, read once: every variable with a default that works. The only reader of the environment."""

from functools import cached_property
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from cleanclaim.errors import SettingsError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def _data(name: str) -> Path:
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _CHECKOUT / name


class Settings(BaseSettings):
    """What an operator may set."""

    model_config = SettingsConfigDict(env_prefix="CLEANCLAIM_", extra="ignore", frozen=True)

    home: Path = Field(
        default_factory=lambda: (_CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path.home()) / ".cleanclaim"
    )
    model: str = "gpt-4.1-mini"
    openai_api_key: str | None = Field(default=None, validation_alias="OPENAI_API_KEY")
    openai_base_url: str | None = Field(default=None, validation_alias="OPENAI_BASE_URL")

    @cached_property
    def knowledge(self) -> Path:
        return _data("knowledge")

    @cached_property
    def app(self) -> Path:
        packaged = _PACKAGE / "_data" / "app.py"
        return packaged if packaged.is_file() else _CHECKOUT / "app.py"

    @cached_property
    def evals(self) -> Path:
        return _data("evals")


def read() -> Settings:
    """Read the environment; raise SettingsError naming the variable that cannot work."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(map(str, first["loc"])).upper()
        raise SettingsError(f"CLEANCLAIM_{name.removeprefix('CLEANCLAIM_')}: {first['msg']}.") from None
