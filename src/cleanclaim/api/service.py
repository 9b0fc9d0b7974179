"""What every resource is handed: the assistant, the tables as filed, and what the operator allows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from time import monotonic
from typing import Any

from cleanclaim import storage
from cleanclaim.answer import Answer
from cleanclaim.api import tracing
from cleanclaim.api.metrics import Metrics
from cleanclaim.assistant import Assistant
from cleanclaim.deciding import Desk
from cleanclaim.events import Answered, Event
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.receipts.replay import Replayer
from cleanclaim.storage import Engine
from cleanclaim.tables.library import Library

_BELIEVED = 1.0
"""Seconds."""


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass
class KeysKnown:
    """Whether a key was ever made. Yes is for ever; no is believed for a second, so that a first key closes the door."""

    _yes: bool = False
    _asked: float = float("-inf")

    def are_known_to_exist(self) -> bool:
        return self._yes

    def look(self, ask: Callable[[], bool]) -> bool:
        """Ask the database, or believe what it said a moment ago."""
        if not self._yes and monotonic() - self._asked >= _BELIEVED:
            self._yes, self._asked = ask(), monotonic()
        return self._yes


@dataclass(frozen=True)
class Service:
    """One running API. Everything it needs is handed in; the clock is a function."""

    assistant: Assistant
    library: Library
    database: Engine
    ledger: Ledger
    rate_limit: int | None = None
    """Requests a minute for each caller; None leaves it to the default of keys."""
    log_questions: bool = False
    origins: tuple[str, ...] = ()
    """The web origins that browsers may call from; none unless the operator names them."""
    tracer_provider: Any = None
    """What sends OpenTelemetry spans; None sends none."""
    threads: int = 40
    """How many requests a process works on at a time: few where each needs the processor, many where each waits for a model."""
    now: Callable[[], datetime] = _now
    metrics: Metrics = field(default_factory=Metrics)
    keys_known: KeysKnown = field(default_factory=KeysKnown)

    def desk(self) -> Desk:
        """Give what deciding needs, as of today."""
        return Desk(self.assistant.knowledge, self.assistant.tables_on, self.assistant.lexicon, self.assistant.today())

    def replayer(self) -> Replayer:
        """Give what derives decisions again."""
        return Replayer(self.assistant.knowledge, self.assistant.tables_on, self.assistant.lexicon)

    def day(self, on: date | None) -> date:
        return on or self.assistant.today()

    def counted(self, events: Iterator[Event]) -> Iterator[Event]:
        """Pass the events of an answer on, and count it when it is whole."""
        for event in events:
            if isinstance(event, Answered):
                self.metrics.answer(event.answer)
                tracing.note(event.answer)
            yield event

    def whole(self, events: Iterator[Event]) -> Answer:
        """Give the answer its events end with."""
        *_, last = self.counted(events)
        assert isinstance(last, Answered)
        return last.answer

    def lacking(self) -> str | None:
        """Say what keeps the service from answering; None when nothing does."""
        if not self.assistant.tables_on(self.assistant.today()).version("procedures").rows:
            return "The tables are empty; `cleanclaim index` builds them."
        fault = storage.fault_of(self.database)
        return f"The database does not answer: {fault}." if fault else None
