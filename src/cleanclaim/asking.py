"""Questions as data: the context fields every surface accepts, and files of questions answered line by line."""

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

from cleanclaim import privacy
from cleanclaim.assistant import Assistant
from cleanclaim.errors import CleanClaimError, UnreadableQuestion
from cleanclaim.reading import Context, dates, places

MOST_EARLIER = 8
_FIELDS = {"state", "payer", "date_of_service", "mac", "place_of_service"}


def context(given: Mapping[str, Any] | None) -> Context:
    """Read the context beside a question; raise UnreadableQuestion naming what is wrong."""
    given = given or {}
    if not isinstance(given, Mapping):
        raise UnreadableQuestion(
            f"context is {type(given).__name__}; expected an object with {', '.join(sorted(_FIELDS))}."
        )
    unknown = set(given) - _FIELDS
    if unknown:
        raise UnreadableQuestion(f"context holds “{sorted(unknown)[0]}”; expected only {', '.join(sorted(_FIELDS))}.")
    for key, value in given.items():
        if value is not None and not isinstance(value, str):
            raise UnreadableQuestion(f"{key} is {type(value).__name__}; expected text.")
    state, payer, day = (given.get(k) or None for k in ("state", "payer", "date_of_service"))
    canonical = places.canonical_state(state) if state else None
    if state and canonical is None:
        raise UnreadableQuestion(f"state “{state[:40]}” is no state; expected two letters such as FL.")
    if payer and (kinds := privacy.redact(payer).removed):
        raise UnreadableQuestion(f"payer holds a {kinds[0]}; expected a payer such as medicare or aetna.")
    on = dates.parse(day) if day else None
    if day and on is None:
        raise UnreadableQuestion(
            f"date of service “{day[:40]}” is no date; expected year-month-day such as 2026-11-02."
        )
    return Context(
        state=canonical,
        payer=places.canonical_payer(payer) if payer else None,
        date_of_service=on,
        mac=_mac(given.get("mac") or None),
        place_of_service=_place(given.get("place_of_service") or None),
    )


def _mac(given: str | None) -> str | None:
    known = {mac.lower(): mac for mac in places.macs()}
    if given and given.lower() not in known:
        raise UnreadableQuestion(
            f"mac “{given[:40]}” is no Medicare contractor; expected one of {', '.join(places.macs())}."
        )
    return known[given.lower()] if given else None


def _place(given: str | None) -> str | None:
    if given and not re.fullmatch("[0-9]{2}", given):
        raise UnreadableQuestion(f"place of service “{given[:40]}” is no place; expected two digits such as 11.")
    return given


def earlier(given: Any) -> tuple[str, ...]:
    """Read the earlier questions of the conversation, oldest first; only the last ones are used."""
    if given is None:
        return ()
    if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
        raise UnreadableQuestion("earlier is not a list of texts; expected the earlier questions, oldest first.")
    return tuple(given[-MOST_EARLIER:])


def answer_line(assistant: Assistant, line: str, number: int) -> dict[str, Any]:
    """Answer one line of a file: the answer with the line's id as `case`, or an object with `error`."""
    case: str | None = None
    try:
        try:
            given = json.loads(line)
        except ValueError:
            raise UnreadableQuestion(f"line {number} is not JSON; expected an object with question.") from None
        if not isinstance(given, dict):
            raise UnreadableQuestion(f"line {number} is not an object; expected an object with question.")
        case = None if given.get("id") is None else str(given["id"])
        question = given.get("question")
        if not isinstance(question, str):
            raise UnreadableQuestion(f"line {number} has no question in words; expected an object with question.")
        answered = assistant.answer(question, context(given.get("context")), case, earlier(given.get("earlier")))
        answer: dict[str, Any] = answered.model_dump(mode="json")
        return answer
    except CleanClaimError as error:
        return {"case": case, "line": number, "error": str(error)}


def answer_file(assistant: Assistant, source: Path, target: Path | None) -> int:
    """Answer every line of a JSONL file; a bad line gets an answer line with `error` and the run goes on.

    Gives the number of lines that could not be answered.
    """
    failed = 0
    with source.open(encoding="utf-8", errors="replace") as lines:
        out: IO[str] = target.open("w", encoding="utf-8") if target else sys.stdout
        try:
            for answered in _answers(assistant, lines):
                failed += "error" in answered
                out.write(json.dumps(answered, ensure_ascii=False) + "\n")
        finally:
            if target:
                out.close()
    return failed


def _answers(assistant: Assistant, lines: Iterator[str] | IO[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield answer_line(assistant, line, number)
