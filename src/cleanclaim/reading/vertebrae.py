"""Read vertebrae: joints by their two vertebrae (`L4-5`), spans of them (`L3-S1`), and vertebrae or roots named one by one."""

import re
from collections.abc import Iterator

from cleanclaim.reading import sides

_CHAIN = re.compile(
    r"(?<![\w/-])[clts]\d{1,2}(?:\s?[-/]\s?[clts]?\d{1,2}(?!\d|\s?(?:mg|ml|cc))|\s?,\s?\d(?![\d./-]|\s?(?:mg|ml|cc|muscles)))*(?!\w)"
)
_TOKEN = re.compile(r"([clts])?(\d{1,2})")
_BELOW = {"c": 0, "t": 7, "l": 19, "s": 24}
"""How many vertebrae lie above the first of each part."""
_REACH = 30
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


def sided(folded: str) -> tuple[str, ...]:
    """Give the side of each level, 50, RT or LT, where every level has its own and they differ: `L5-S1 bilateral, L4-5 left`."""
    chains = list(_CHAIN.finditer(folded))
    if len(chains) < 2:
        return ()
    ends = [0, *(chain.end() for chain in chains)]
    starts = [*(chain.start() for chain in chains), min(len(folded), ends[-1] + _REACH)]
    # A side before the first level stands before each of them; else each stands behind its own.
    leads = sides.last_before(folded[: starts[0]][-_REACH:]) is not None
    gaps = zip(ends, starts, strict=True) if leads else zip(ends[1:], starts[1:], strict=True)
    said = [sides.SPOKEN.search(folded[start:end]) for start, end in gaps][: len(chains)]
    found: list[str] = []
    for chain, side in zip(chains, said, strict=True):
        if side is None and not (leads and found):
            return ()
        # `right L4 and L5, left S1`: a side before one level reaches to the next side.
        own = sides.MODIFIERS[str(side.lastgroup)] if side else found[-1]
        joints, alone = read(chain[0])
        found += [own] * (joints + alone)
    return tuple(found) if len(set(found)) > 1 else ()


def _places(chain: str) -> Iterator[int]:
    part, before = "", 0
    for letter, digits in _TOKEN.findall(chain):
        number = int(digits)
        # `L5-1` goes over to the sacrum.
        part = letter or (part if number > before else _NEXT[part])
        before = number
        yield _BELOW[part] + number
