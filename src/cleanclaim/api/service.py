"""What every resource is handed: the assistant, the tables as filed, and what the operator allows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from cleanclaim.api.metrics import Metrics
from cleanclaim.assistant import Assistant
from cleanclaim.deciding import Desk
from cleanclaim.events import Answered, Event
from cleanclaim.tables.library import Library


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Service:
    """One running API. Everything it needs is handed in; the clock is a function."""

    assistant: Assistant
    library: Library
    log_questions: bool = False
    origins: tuple[str, ...] = ()
    """The web origins that browsers may call from; none unless the operator names them."""
    now: Callable[[], datetime] = _now
    metrics: Metrics = field(default_factory=Metrics)

    def desk(self) -> Desk:
        """Give what deciding needs, as of today."""
        return Desk(self.assistant.knowledge, self.assistant.tables_on, self.assistant.lexicon, self.assistant.today())

    def day(self, on: date | None) -> date:
        return on or self.assistant.today()

    def counted(self, events: Iterator[Event]) -> Iterator[Event]:
        """Pass the events of an answer on, and count it when it is whole."""
        for event in events:
            if isinstance(event, Answered):
                self.metrics.answer(event.answer)
            yield event

    def lacking(self) -> str | None:
        """Say what keeps the service from answering; None when nothing does."""
        if not self.assistant.tables_on(self.assistant.today()).version("procedures").rows:
            return "The tables are empty; `cleanclaim index` builds them."
        return None
