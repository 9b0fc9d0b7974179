"""An exported conversation holds everything that was asked and answered, with sources and dates."""

import json
from datetime import UTC, datetime

from cleanclaim.assistant import Assistant
from cleanclaim.storage.conversations import Conversation, Turn
from cleanclaim.ui import exporting

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
CONVERSATION = Conversation("c", "Knee and trigger points", NOW)


def conversation(assistant: Assistant) -> list[Turn]:
    answer = assistant.answer("Can 20610 and 20552 be billed together?").model_dump(mode="json")
    return [
        Turn("a", 0, "Can 20610 and 20552 be billed together?", {"state": "FL"}, (), answer, None, NOW),
        Turn("b", 1, "???", {}, ("name",), None, "It holds no word.", NOW),
    ]


def test_markdown_reads_as_the_conversation_with_sources_and_notices(assistant: Assistant) -> None:
    turns = conversation(assistant)
    text = exporting.as_markdown(CONVERSATION, turns)
    answer = turns[0].answer
    assert answer
    assert (
        text.startswith("# Knee and trigger points\n")
        and "2026-11-23 09:30 UTC" in text
        and "> It holds no word." in text
    )
    assert answer["text"] in text and answer["claim"] in text and "Not a guarantee of payment" in text
    assert all(f"[{c['n']}] {c['document']}" in text and c["url"] in text for c in answer["citations"])


def test_json_holds_every_answer_whole(assistant: Assistant) -> None:
    turns = conversation(assistant)
    data = json.loads(exporting.as_json(CONVERSATION, turns))
    assert [t["question"] for t in data["turns"]] == [t.question for t in turns]
    assert data["turns"][0]["answer"] == turns[0].answer and data["turns"][1]["fault"] == "It holds no word."
