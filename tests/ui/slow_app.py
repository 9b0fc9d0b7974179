"""The pages with an assistant that writes slowly, as a model does, and a disk that keeps slowly: for tests of stopping
and of many at once."""

import time
from collections.abc import Iterator
from typing import Any

from cleanclaim import ui
from cleanclaim.assistant import Assistant
from cleanclaim.events import Event, Wrote
from cleanclaim.storage import Engine, conversations

if not hasattr(Assistant, "quick_stream"):
    Assistant.quick_stream = Assistant.stream  # type: ignore[attr-defined]

    def stream(self: Any, question: str, *given: Any, **named: Any) -> Iterator[Event]:
        for event in self.quick_stream(question, *given, **named):
            if isinstance(event, Wrote):
                time.sleep(0.5 if "slowly" in question else 0.05 if "unhurried" in question else 0)
            yield event

    quick_settle = conversations.settle

    def settle(engine: Engine, turn: str, answer: dict[str, Any] | None, fault: str | None = None) -> None:
        if fault:
            time.sleep(1)
        quick_settle(engine, turn, answer, fault)

    Assistant.stream = stream  # type: ignore[method-assign,assignment]
    conversations.settle = settle

ui.run()
