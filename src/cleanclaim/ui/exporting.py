"""A conversation as a file: Markdown to read and file away, JSON to work with."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cleanclaim.storage.conversations import Conversation, Turn


def as_json(conversation: Conversation, turns: list[Turn]) -> str:
    """Give a conversation as JSON: every question with its context and the whole answer."""
    data = {
        "id": conversation.id,
        "title": conversation.title,
        "turns": [
            {
                "question": t.question,
                "context": t.context,
                "removed": t.removed,
                "asked": t.asked.isoformat(),
                "answer": t.answer,
                "fault": t.fault,
            }
            for t in turns
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1)


def as_markdown(conversation: Conversation, turns: list[Turn]) -> str:
    """Give a conversation as Markdown, each answer with its sources and dates."""
    parts = [f"# {conversation.title}"]
    for turn in turns:
        parts += [f"## {turn.question}", f"*Asked {turn.asked:%Y-%m-%d %H:%M} UTC*"]
        parts += [*answer_blocks(turn.answer)] if turn.answer else []
        parts += [f"> {turn.fault}"] if turn.fault else []
    return "\n\n".join(parts) + "\n"


def answer_blocks(answer: Mapping[str, Any]) -> Iterator[str]:
    """Give the blocks of one answer as a coder pastes it: context, text, sources, notices."""
    context = answer["context"]
    said = [
        f"as of {answer['as_of']}",
        f"state {context['state'] or 'all'}",
        f"payer {context['payer'] or 'not given'}",
    ]
    yield " · ".join(said) + (f" · read as `{answer['claim']}`" if answer["claim"] else "")
    yield answer["text"] or answer["short"]
    if answer["citations"]:
        yield "\n".join(
            f"[{c['n']}] {c['document']}, {c['section']} ({c['verified']}"
            f"{', since ' + c['effective_from'] if c['effective_from'] else ''}) {c['url']}"
            for c in answer["citations"]
        )
    yield " ".join(answer["notices"])
