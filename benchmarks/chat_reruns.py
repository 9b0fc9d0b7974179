"""How long the server takes to draw the chat again in a conversation of 10, 100 and 1,000 messages.

Prints the README's table rows. A rerun is what every click costs; a message is a question or an answer.
"""

import argparse
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from streamlit.testing.v1 import AppTest

from cleanclaim import assemble, settings, ui
from cleanclaim.storage import conversations, open_database
from cleanclaim.ui.people import LOCAL

APP = Path(__file__).parent.parent / "app.py"
QUESTION = "is 20552 the cpt code for a trigger point injection with icd 10 m54.12"


def conversation_of(messages: int) -> str:
    """Keep a conversation of so many messages, each answer a whole one with its cards, sources and checks."""
    engine, now = open_database(settings.read()), datetime.now(UTC)
    answer = assemble.assistant(settings.read()).answer(QUESTION).model_dump(mode="json")
    made = conversations.start(engine, LOCAL, f"{messages} messages", now)
    for n in range(messages // 2):
        turn = conversations.ask(engine, LOCAL, made.id, f"{QUESTION} ({n})", {}, (), now)
        assert turn is not None
        conversations.settle(engine, turn.id, {**answer, "id": f"{made.id}-{n}"})
    return made.id


def cards(times: int) -> list[float]:
    """Time from the question to its decision, which is when the code cards are drawn, in milliseconds."""
    assistant = assemble.assistant(settings.read())
    taken = []
    for _ in range(times + 1):
        started = time.perf_counter()
        next(assistant.stream(QUESTION))
        taken.append((time.perf_counter() - started) * 1000)
    return taken[1:]


def reruns(chat: str, times: int) -> list[float]:
    """Time the reruns of a conversation that is open, in milliseconds: the page's own run, not the harness's polling."""
    taken: list[float] = []
    draw = ui.run

    def timed() -> None:
        started = time.perf_counter()
        draw()
        taken.append((time.perf_counter() - started) * 1000)

    page = AppTest.from_file(str(APP), default_timeout=120)
    page.query_params["chat"] = chat
    ui.run = timed
    try:
        for _ in range(times + 1):
            page.run()
            assert not page.exception and page.chat_message, "the conversation was not drawn"
    finally:
        ui.run = draw
    return taken[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=15, help="reruns of each conversation")
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLEANCLAIM_DATABASE_URL"] = f"sqlite:///{folder}/history.sqlite"
        taken = cards(times)
        print(
            f"| code cards after the question | p50 {statistics.median(taken):.0f} ms, slowest {max(taken):.0f} ms "
            "| `python benchmarks/chat_reruns.py` |"
        )
        for messages in (10, 100, 1_000):
            taken = reruns(conversation_of(messages), times)
            print(
                f"| rerun of the chat, {messages:,} messages | p50 {statistics.median(taken):.0f} ms, "
                f"slowest {max(taken):.0f} ms | `python benchmarks/chat_reruns.py` |"
            )


if __name__ == "__main__":
    main()
