"""Tell several questions in one text apart: `is it covered in Ohio, how often, and can I bill the visit?`."""

import re

from cleanclaim.reading import asks
from cleanclaim.reading.scenario import Scenario
from cleanclaim.reading.text import fold

_MOST = 5
_ASKING = (
    r"(?:how|what|whats|which|can|could|do|does|did|is|are|should|would|will|who|when|where|why|any|"
    r"cual|cuanto|cuantas|cuantos|cada cuanto|como|que|puedo|se puede|necesit\w+|cubre|hace falta)\b"
)
# Marks that end a question; a number before one; and, without a mark, a comma or a conjunction before a word that asks.
_ENDS = re.compile(
    rf"\?+|[!;\n]+|\.\s+(?=\S)|(?:^|\s)\(?[1-9][.)]\s+|,\s*(?:(?:and|also|plus|y|e)\s+)?(?={_ASKING})|"
    rf"\s+(?:and|also|plus|y|tambien)\s+(?:also\s+)?(?={_ASKING})"
)
_OF_CODING = {
    "selection",
    "units",
    "modifier",
    "together",
    "drug",
    "guidance",
    "global",
    "validity",
    "mue",
    "diagnosis",
}
"""Kinds that one decision on one claim answers together."""
_LIKE = {"noncovered": "coverage", "payer": "coverage", "document": "coverage"}
_REFUSED = ("refuse-falsify", "refuse-shopping", "refuse-skip", "refuse-descriptors")
_NO_SUBJECT = {"clinical", "refuse-care", "greeting"}


def split(question: str, whole: Scenario) -> tuple[str, ...]:
    """Give the parts of a text that ask different things, each with the facts told before it; none where it is one."""
    kinds = {subject(kind) for kind in whole.asks if kind not in _NO_SUBJECT}
    if len(kinds) < 2 and len(whole.claim.lines) < 2:
        return ()
    if whole.is_choice or set(_REFUSED) & set(whole.asks) or "out-of-scope" in whole.topics:
        return ()
    asking: list[str] = []
    told: list[str] = []
    for words in _pieces(question):
        own = _kinds(words)
        if not own:
            told.append(words)
        elif asking and not told and _is_more_of(words, asking[-1]):
            asking[-1] += f", {words}"
        else:
            asking.append(". ".join((*told, words)))
            told = []
    if told and asking:
        asking[0] += ". " + ". ".join(told)
    return tuple(asking) if 1 < len(asking) <= _MOST else ()


def subject(kind: str) -> str:
    """Give what a kind of question is about: the claim's coding is one subject."""
    return "coding" if kind in _OF_CODING else _LIKE.get(kind, kind)


def subject_of(kinds: tuple[str, ...]) -> str:
    """Give the one subject that heads the answer to a question: what it asks besides the claim's coding, else that."""
    found = [subject(kind) for kind in kinds if kind not in _NO_SUBJECT] or ["coding"]
    return next((each for each in found if each not in ("coding", "together")), "coding")


def _kinds(words: str) -> set[str]:
    folded = fold(words)
    kinds = {subject(kind) for kind in asks.read_asks(folded) if kind not in _NO_SUBJECT}
    return kinds if asks.read_form(folded) != "statement" or asks.names_what(folded) else set()


def _is_more_of(words: str, before: str) -> bool:
    """Say whether a question asks more of the same claim: its code, then its units and modifier."""
    new = set(asks.read_asks(fold(words))) - set(asks.read_asks(fold(before)))
    return _kinds(words) <= _kinds(before) and "drug" not in new and not _codes(words) - _codes(before)


def _codes(words: str) -> set[str]:
    return set(re.findall(r"(?<!\d)\d{5}(?!\d)", words))


def _pieces(question: str) -> list[str]:
    folded = fold(question)
    found, start = [], 0
    for match in _ENDS.finditer(folded):
        # The question mark stays with its question: it says that one is asked.
        end = match.end() if match[0].startswith("?") else match.start()
        found.append(question[start:end])
        start = match.end()
    found.append(question[start:])
    return [words.strip() for words in found if re.search(r"\w\w", words)]
