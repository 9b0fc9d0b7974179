"""Find the sentences of the passages that come nearest to what is asked, where code decides nothing itself."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from cleanclaim.knowledge import Passage
from cleanclaim.retrieval import analyzer

_HEADING = 2.0
"""What a word of the heading counts, beside 1 for a word of the text."""
_LABEL = 2.0
"""What it counts to be a section that declares to answer the kind of question asked."""
_TOPIC = 1.0
"""What it counts to be of a document on a topic that the question names."""
_FOUND_FIRST = 1.5
"""What it counts to be what the search found first; half of it for the second."""
SENTENCE = re.compile(r"(?<=[.!?])(?<!\bch\.)(?<!\bPub\.)(?<!\bno\.)(?<!\bvs\.)(?<!\bsec\.)\s+(?=[A-Z0-9`])")
"""The gap between two sentences; `ch. 3` is none."""


@dataclass(frozen=True)
class Nearest:
    """The passage nearest to a question, and its sentences that answer it."""

    passage: Passage
    words: str


def find(
    question: str,
    passages: Sequence[Passage],
    asks: tuple[str, ...],
    topics: tuple[str, ...] = (),
    *,
    whole: bool = False,
) -> Nearest | None:
    """Give the nearest passage with two neighbouring sentences of it; None where nothing is near.

    `whole` asks for a passage that is of the kind asked, or speaks of most of the question's words beside its codes.
    """
    asked = _words(question)
    if not passages or not asked:
        return None
    common = Counter(word for p in passages for word in _words(f"{p.section} {p.text}"))
    worth = {word: 1.0 / sqrt(common[word] or 1) for word in asked}

    def near(at: int) -> float:
        passage = passages[at]
        heading, text = _words(passage.section), _words(passage.text)
        words = sum(worth[w] * (_HEADING * (w in heading) + (w in text)) for w in asked)
        kind = _LABEL * bool(set(asks) & set(passage.answers[:1])) + _TOPIC * bool(set(topics) & set(passage.topics))
        return words + kind + _FOUND_FIRST / (1 + at)

    best = passages[max(range(len(passages)), key=near)]
    held, besides = asked & _words(f"{best.section} {best.text}"), {w for w in asked if w.isalpha()}
    is_labelled = bool(set(asks) & set(best.answers[:1]))
    if not held or (whole and not is_labelled and 2 * len(held & besides) <= len(besides)):
        return None
    return Nearest(best, _window(best, worth))


def asks_more_than_codes(question: str, asks: tuple[str, ...]) -> bool:
    """Say whether a question whose kind is not known has words that something could be said of."""
    return not asks and any(word.isalpha() for word in _words(question))


def _window(passage: Passage, worth: dict[str, float]) -> str:
    """Give the two neighbouring sentences that hold most of what is asked; where they tie, the first ones."""
    sentences = SENTENCE.split(passage.text.replace("\n", " "))

    def holds(at: int) -> float:
        held = _words(" ".join(sentences[at : at + 2]))
        return sum(value for word, value in worth.items() if word in held)

    start = max(range(max(1, len(sentences) - 1)), key=holds)
    return " ".join(sentences[start : start + 2])


def _words(text: str) -> frozenset[str]:
    """Give the words of a text as the search knows them, without those that every question holds."""
    return frozenset(analyzer.words(text)) - _EMPTY


_EMPTY = frozenset(
    analyzer.words("any bill billed code cpt day get need same use together visit today also stand mean")
)
