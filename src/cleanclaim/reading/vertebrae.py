"""Read vertebrae: joints by their two vertebrae (`L4-5`), spans of them (`L3-S1`), and vertebrae or roots named one by one."""

import re
from collections.abc import Iterator

_CHAIN = re.compile(
    r"(?<![\w/-])[clts]\d{1,2}(?:\s?[-/]\s?[clts]?\d{1,2}(?!\d|\s?(?:mg|ml|cc))|\s?,\s?\d(?![\d./-]|\s?(?:mg|ml|cc|muscles)))*(?!\w)"
)
_TOKEN = re.compile(r"([clts])?(\d{1,2})")
_BELOW = {"c": 0, "t": 7, "l": 19, "s": 24}
"""How many vertebrae lie above the first of each part."""
_NEXT = {"c": "t", "t": "l", "l": "s", "s": "s"}


def read(folded: str) -> tuple[int, int]:
    """Give how many joints are named by two vertebrae or lie in a span of them, and how many vertebrae stand alone."""
    joints: set[int] = set()
    alone: set[int] = set()
    for match in _CHAIN.finditer(folded):
        places = list(_places(match[0]))
        span = len(places) == 2 and places[1] > places[0] and "," not in match[0]
        if span and (places[1] - places[0] == 1 or "/" not in match[0]):
            joints.update(range(*places))
        else:
            alone.update(places)
    return len(joints), len(alone)


def _places(chain: str) -> Iterator[int]:
    part, before = "", 0
    for letter, digits in _TOKEN.findall(chain):
        number = int(digits)
        # `L5-1` goes over to the sacrum.
        part = letter or (part if number > before else _NEXT[part])
        before = number
        yield _BELOW[part] + number
