"""The ports a model answers through, one method each, and the count of what it cost. No vendor's word is in here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import monotonic
from typing import Any, Protocol

from cleanclaim.answer import Usage
from cleanclaim.reading.filling import Given


@dataclass
class Meter:
    """Counts the calls, tokens and seconds of one question; `prices` are dollars per million tokens in and out."""

    prices: tuple[float, float] | None = None
    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    _began: float = field(default_factory=monotonic)

    def add(self, tokens_in: int, tokens_out: int) -> None:
        self.calls += 1
        self.tokens_in += tokens_in
        self.tokens_out += tokens_out

    def usage(self) -> Usage:
        """Give the count so far; the cost is None where the prices are not known."""
        cost = None
        if self.prices:
            cost = round((self.tokens_in * self.prices[0] + self.tokens_out * self.prices[1]) / 1e6, 6)
        return Usage(
            calls=self.calls,
            tokens_in=self.tokens_in,
            tokens_out=self.tokens_out,
            seconds=round(monotonic() - self._began, 3),
            cost_usd=cost,
        )


@dataclass(frozen=True)
class ToolSpec:
    """A tool as a model is told of it; `parameters` is a JSON Schema."""

    name: str
    description: str
    parameters: Mapping[str, Any]


class Toolbox(Protocol):
    """The tools of one question."""

    @property
    def specs(self) -> tuple[ToolSpec, ...]: ...

    def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        """Give a tool's answer as text; what cannot be done is said in it, never raised."""
        ...

    @property
    def is_done(self) -> bool:
        """Say whether the model has put forward its claim."""
        ...


class Reads(Protocol):
    def read(self, question: str, meter: Meter) -> tuple[Given, ...]:
        """Give the facts a question states, each with its words; raise ModelUnavailable."""
        ...


class LooksUp(Protocol):
    def look_up(self, briefing: str, tools: Toolbox, meter: Meter) -> None:
        """Call tools until the claim is put forward or the rounds are used up; raise ModelUnavailable."""
        ...


class Writes(Protocol):
    def write(self, briefing: str, meter: Meter) -> Iterator[str]:
        """Stream the prose; raise ModelUnavailable when it does not come to its end."""
        ...


class Model(Reads, LooksUp, Writes, Protocol):
    """A model that reads, looks up and writes."""

    @property
    def name(self) -> str: ...

    @property
    def prices(self) -> tuple[float, float] | None: ...
