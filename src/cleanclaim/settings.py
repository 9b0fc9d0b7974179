"""The settings, read once: every variable with a default that works. The only reader of the environment.

Plain pydantic: pydantic-settings would cost `cleanclaim check` a tenth of a second for a handful of variables.
"""

import os
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from cleanclaim.errors import SettingsError

_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent
_VARIABLES = {
    "chroma_url": "CLEANCLAIM_CHROMA_URL",
    "database_url": "CLEANCLAIM_DATABASE_URL",
    "embeddings": "CLEANCLAIM_EMBEDDINGS",
    "home": "CLEANCLAIM_HOME",
    "log_questions": "CLEANCLAIM_LOG_QUESTIONS",
    "metrics_folder": "PROMETHEUS_MULTIPROC_DIR",
    "model": "CLEANCLAIM_MODEL",
    "model_prices": "CLEANCLAIM_MODEL_PRICES",
    "model_timeout": "CLEANCLAIM_MODEL_TIMEOUT",
    "openai_api_key": "OPENAI_API_KEY",
    "openai_base_url": "OPENAI_BASE_URL",
    "receipts": "CLEANCLAIM_RECEIPTS",
    "receipt_questions": "CLEANCLAIM_RECEIPT_QUESTIONS",
    "origins": "CLEANCLAIM_ORIGINS",
    "rate_limit": "CLEANCLAIM_RATE_LIMIT",
    "traces": "CLEANCLAIM_TRACES",
}


def _data(name: str) -> Path:
    """Find what ships beside the code: in the package when installed, in the checkout when not."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.exists() else _CHECKOUT / name


def _home() -> Path:
    return (_CHECKOUT if (_CHECKOUT / "pyproject.toml").is_file() else Path.home()) / ".cleanclaim"


def _words(text: object) -> object:
    return tuple(text.replace(",", " ").split()) if isinstance(text, str) else text


Origin = Annotated[str, Field(pattern=r"^https?://[^/*\s]+$")]


class Settings(BaseModel):
    """What an operator may set."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    chroma_url: str | None = Field(default=None, pattern=r"^https?://")
    database_url: str | None = Field(default=None, pattern=r"^(sqlite|postgresql)(\+\w+)?://")
    embeddings: Literal["corpus", "minilm", "openai"] = "corpus"
    home: Path = Field(default_factory=_home)
    log_questions: bool = False
    """Whether the API's log holds the questions, redacted."""
    metrics_folder: str | None = None
    """Where several workers count together; `cleanclaim serve` names it."""
    model: str = Field(default="gpt-4.1-mini", min_length=1)
    model_prices: str | None = Field(default=None, pattern=r"^\d+(\.\d+)?/\d+(\.\d+)?$")
    """Dollars per million tokens in and out, such as 0.40/1.60; without it no cost is counted."""
    model_timeout: float = Field(default=20.0, gt=0, le=600)
    """The most seconds between two signs of life of the model."""
    openai_api_key: str | None = None
    openai_base_url: str | None = Field(default=None, pattern=r"^https?://")
    receipts: Literal["required", "optional", "off"] = "required"
    """Whether an answer without a receipt is withheld, given with a notice, or given without receipts altogether."""
    receipt_questions: Literal["hash", "redacted"] = "hash"
    """What a receipt keeps of the question: its hash alone, or its redacted words too."""
    origins: Annotated[tuple[Origin, ...], BeforeValidator(_words)] = ()
    """The web origins whose pages may call the API, with commas between."""
    rate_limit: int | None = Field(default=None, ge=1)
    """Requests of the API a minute for each caller."""
    traces: str | None = Field(default=None, pattern=r"^https?://")
    """The address of an OpenTelemetry collector that the API sends its spans to, over OTLP."""

    @property
    def prices(self) -> tuple[float, float] | None:
        if self.model_prices is None:
            return None
        into, out = self.model_prices.split("/")
        return float(into), float(out)

    @cached_property
    def knowledge(self) -> Path:
        return _data("knowledge")

    @cached_property
    def app(self) -> Path:
        return _data("app.py")

    @cached_property
    def evals(self) -> Path:
        return _data("evals")


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the environment; raise SettingsError naming the variable that cannot work."""
    given = {field: environment[name] for field, name in _VARIABLES.items() if environment.get(name)}
    try:
        settings = Settings.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{_VARIABLES[str(first['loc'][0])]}: {first['msg']}.") from None
    if settings.home.exists() and not settings.home.is_dir():
        raise SettingsError(f"CLEANCLAIM_HOME: {settings.home} is a file; expected a folder or a name for a new one.")
    return settings
