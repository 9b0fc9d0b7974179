"""Find the sentences of the passages that come nearest to what is asked, where code decides nothing itself."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from cleanclaim.knowledge import Passage

_HEADING = 2.0
"""What a word of the heading counts, beside 1 for a word of the text."""
_LABEL = 1.5
"""What it counts to be a section that declares to answer the kind of question asked."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z0-9`])")


@dataclass(frozen=True)
class Nearest:
    """The passage nearest to a question, and its sentences that answer it."""

    passage: Passage
    words: str


def find(question: str, passages: Sequence[Passage], asks: tuple[str, ...]) -> Nearest | None:
    """Give the nearest passage with two neighbouring sentences of it; None where nothing is near."""
    asked = stems(question)
    if not passages or not asked:
        return None
    common = Counter(stem for p in passages for stem in stems(f"{p.section} {p.text}"))
    worth = {stem: 1.0 / sqrt(common[stem] or 1) for stem in asked}

    def near(passage: Passage) -> float:
        heading, text = stems(passage.section), stems(passage.text)
        words = sum(worth[s] * (_HEADING * (s in heading) + (s in text)) for s in asked)
        return words + _LABEL * bool(set(asks) & set(passage.answers[:1]))

    best = max(passages, key=near)
    if not asked & stems(f"{best.section} {best.text}"):
        return None
    return Nearest(best, _window(best, worth))


def _window(passage: Passage, worth: dict[str, float]) -> str:
    """Give the two neighbouring sentences that hold most of what is asked; where they tie, the first ones."""
    sentences = _SENTENCE.split(passage.text.replace("\n", " "))

    def holds(at: int) -> float:
        held = stems(" ".join(sentences[at : at + 2]))
        return sum(value for stem, value in worth.items() if stem in held)

    start = max(range(max(1, len(sentences) - 1)), key=holds)
    return " ".join(sentences[start : start + 2])


def stems(text: str) -> frozenset[str]:
    """Give the beginnings of the words of a text, and its numbers."""
    return frozenset(
        word[:5] for word in re.findall(r"[a-z]{3,}|[a-z]?\d[\w.]*\w|\d+", text.lower()) if word not in _EMPTY
    )


_EMPTY = frozenset(
    "the and for with that this what which when where who why how does can you are was were has have had not".split()
)
