"""Read fingers and toes by side and name, as the modifiers that tell them apart (FA-F9, TA-T9)."""

import re

_FINGERS = {
    "thumb": 0,
    "index": 1,
    "pointer": 1,
    "middle": 2,
    "long": 2,
    "ring": 3,
    "small": 4,
    "little": 4,
    "pinky": 4,
}
_ORDINALS = {
    "1st": 0,
    "first": 0,
    "2nd": 1,
    "second": 1,
    "3rd": 2,
    "third": 2,
    "4th": 3,
    "fourth": 3,
    "5th": 4,
    "fifth": 4,
}
_TOES = {"great": 0, "big": 0, "hallux": 0, "little": 4, "small": 4}
_NAMES = "|".join(sorted({*_FINGERS, *_ORDINALS, *_TOES}, key=len, reverse=True))
_HAND = re.compile(
    r"\bfingers?\b|\bthumbs?\b|trigger finger|\bdigits?\b|dedo en gatillo|\bhand\b(?=[^.;?]{0,30}\b(?:index|middle|ring|small|little|pinky|thumb)\b)|\bmcp\b|\bpip\b|\bdip\b"
)
_FOOT = re.compile(r"\btoes?\b|\bhallux\b|\bmtp\b")
_SIDED = re.compile(
    rf"(?:(?<![\w'])(?P<side>right|rt|r|left|lt|l)\s+(?:hand\W+|foot\W+)?(?:trigger\s+)?)?(?<![\w])(?P<name>{_NAMES})(?![\w-])"
)
_WHOLE = re.compile(r"(?<![\w'])(?P<side>right|rt|r|left|lt|l)\s+(?:hand|foot)\b")
_LEFT_HAND = ("FA", "F1", "F2", "F3", "F4")
_RIGHT_HAND = ("F5", "F6", "F7", "F8", "F9")
_LEFT_FOOT = ("TA", "T1", "T2", "T3", "T4")
_RIGHT_FOOT = ("T5", "T6", "T7", "T8", "T9")


_COUNTED = re.compile(
    r"(?<![\w.])(?P<n>[2-9]|two|three|four|five)\s+(?:(?:different|separate|trigger|right|left|rt|lt|r|l)\s+){0,3}(?:fingers?|thumbs?|digits|toes?|(?:mtp|mcp|pip|dip) joints?)\b|"
    r"\btrigger (?:fingers?|thumbs?)(?: injections?)?\s*x\s?(?P<x>[2-9])\b"
)
_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5}


def count(folded: str) -> int | None:
    """Give how many fingers or toes are told by number alone: `2 trigger fingers`."""
    match = _COUNTED.search(folded)
    if match is None:
        return None
    number = match["n"] or match["x"]
    return _WORDS.get(number) or int(number)


def _sole_side(folded: str) -> str | None:
    """Give the one side of the text: `trigger thumb left`."""
    found = {word[0] for word in re.findall(r"(?<![\w'])(right|rt|left|lt)\b", folded)}
    return found.pop() if len(found) == 1 else None


def read(folded: str) -> tuple[str, ...]:
    """Give the modifier of each finger or toe named with its side; none where the words do not say the side."""
    hand, foot = bool(_HAND.search(folded)), bool(_FOOT.search(folded))
    if not (hand or foot):
        return ()
    names = {**_ORDINALS, **(_TOES if foot and not hand else _FINGERS)}
    found: list[str] = []
    whole = _WHOLE.search(folded)
    side: str | None = whole["side"] if whole else _sole_side(folded)
    for match in _SIDED.finditer(folded):
        side = match["side"] or side
        if side is None or match["name"] not in names:
            continue
        left = side.startswith("l")
        series = (_LEFT_FOOT if left else _RIGHT_FOOT) if foot and not hand else (_LEFT_HAND if left else _RIGHT_HAND)
        found.append(series[names[match["name"]]])
    return tuple(dict.fromkeys(found))
