"""Read numbers said in words, English or Spanish: `two zero five five two`, `twenty-five fifty-two`, `M seventy-nine point one eight`.

>>> [(n.readings, n.start, n.end) for n in numbers("it is two zero five five two, I think")]
[(('20552',), 6, 28)]
>>> next(numbers("twenty five fifty two")).readings
('2552', '20552', '25502', '205502')
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

_UNITS = {
    w: str(n)
    for n, words in enumerate(
        "zero oh nought cero|one uno|two dos|three tres|four cuatro|five cinco|six seis|seven siete|eight ocho|nine nueve".split(
            "|"
        )
    )
    for w in words.split()
}
_TEENS = {
    w: str(n)
    for n, words in enumerate(
        "ten diez|eleven|twelve doce|thirteen trece|fourteen catorce|fifteen quince|sixteen dieciseis|seventeen diecisiete|"
        "eighteen dieciocho|nineteen diecinueve".split("|"),
        10,
    )
    for w in words.split()
}
_TENS = {
    w: str(n * 10)
    for n, words in enumerate(
        "twenty veinte|thirty treinta|forty fourty cuarenta|fifty cincuenta|sixty sesenta|seventy setenta|eighty ochenta|ninety noventa".split(
            "|"
        ),
        2,
    )
    for w in words.split()
}
_TEENS |= {
    w: str(n)
    for n, words in enumerate(
        "veintiuno veintiun veintiuna|veintidos|veintitres|veinticuatro|veinticinco|veintiseis|veintisiete|veintiocho|veintinueve".split(
            "|"
        ),
        21,
    )
    for w in words.split()
}
_HUNDREDS = {
    f"{stem}{end}": n * 100
    for n, stem in enumerate(
        "doscient trescient cuatrocient quinient seiscient setecient ochocient novecient".split(), 2
    )
    for end in ("os", "as")
} | {"cien": 100, "ciento": 100}
_SCALES = {"hundred": 100, "thousand": 1000, "mil": 1000, "k": 1000} | _HUNDREDS
_TWICE = {"double": 2, "doble": 2, "triple": 3}
WORDS = frozenset({*_UNITS, *_TEENS, *_TENS, *_SCALES, "point", "dot", "punto"} - {"k"})
_WORD = "|".join(sorted({*_UNITS, *_TEENS, *_TENS, *_SCALES} - {"k"}, key=len, reverse=True))
_DIGIT = "|".join(_UNITS)
_JOINED = rf"(?:(?:{'|'.join(_TWICE)})\s(?=(?:{_DIGIT}|\d)(?![A-Za-z\d])))?"
_SEQUENCE = re.compile(
    rf"(?<![A-Za-z\d])(?:{_JOINED}(?:{_WORD})(?![A-Za-z])|\d{{1,3}}(?:\s?(?:thousand|mil)(?![A-Za-z])|[kK](?=\s?\d{{3}})))"
    rf"(?:(?:[\s,.-]{{1,3}}(?:(?:and|y)\s)?|(?<=[kl])){_JOINED}(?:(?:{_WORD}|o(?=[\s-]{{1,3}}(?:{_DIGIT})(?![A-Za-z])))(?![A-Za-z])|0h(?![A-Za-z])|\d{{1,4}}(?!\d)))*",
    re.IGNORECASE,
)
_SPANISH = frozenset("cero uno dos tres cuatro cinco seis siete ocho nueve".split())
_PART = re.compile(r"0h|[a-z]+|\d+")
_MOST_READINGS = 64


@dataclass(frozen=True)
class Said:
    """A number in words: every way its digits can be read, and where it stands."""

    readings: tuple[str, ...]
    start: int
    end: int


def numbers(text: str) -> Iterator[Said]:
    """Give every run of number words."""
    for match in _SEQUENCE.finditer(text):
        parts = [p for p in _PART.findall(match[0].lower()) if p not in ("and", "y")]
        # `o` is a zero among English digits and `or` among Spanish ones.
        is_spanish = not _SPANISH.isdisjoint(parts)
        parts = ["oh" if p in ("o", "0h") else p for p in parts if not (p == "o" and is_spanish)]
        yield Said(_readings(list(_repeated(parts))), match.start(), match.end())


def _repeated(parts: list[str]) -> Iterator[str]:
    """Write `double five` as five five."""
    for before, part in zip(("", *parts), parts, strict=False):
        if part not in _TWICE:
            yield from [part] * _TWICE.get(before, 1)


def _readings(parts: list[str]) -> tuple[str, ...]:
    if any(p in _SCALES for p in parts):
        return ("".join(map(str, _cardinals(parts))),)
    choices: list[tuple[str, ...]] = []
    at = 0
    while at < len(parts):
        word, following = parts[at], parts[at + 1] if at + 1 < len(parts) else ""
        if word in _TENS and _UNITS.get(following, "0") != "0":
            tens, unit = _TENS[word], _UNITS[following]
            choices.append((tens[0] + unit, tens + unit))
            at += 2
            continue
        choices.append((_UNITS.get(word) or _TEENS.get(word) or _TENS.get(word) or word,))
        at += 1
    firsts = [c[0] for c in choices]
    # Each pair of tens and unit can be read apart (20 5) or together (25); reading the first pair apart comes first.
    many = product(*(reversed(c) for c in choices)) if 2 ** len(choices) <= _MOST_READINGS else iter([firsts])
    found = dict.fromkeys(("".join(firsts), *("".join(c) for c in many)))
    ordered = sorted(found, key=lambda r: (len(r), r != "".join(firsts), r))
    return tuple(ordered)


def _cardinals(parts: list[str]) -> Iterator[int]:
    """Read parts as numbers one behind the other: each goes on while the next part is smaller than its last place.

    >>> [list(_cardinals(t.split())) for t in ("twenty thousand five hundred fifty nine", "two hundred five fifty nine")]
    [[20559], [205, 59]]
    """
    thousands = current = 0
    room = 10**6
    for part in parts:
        if part in ("thousand", "mil", "k"):
            thousands, current, room = thousands + max(current, 1) * 1000, 0, 1000
            continue
        if part == "hundred":
            current, room = max(current, 1) * 100, 100
            continue
        value = _SCALES.get(part) or int(_UNITS.get(part) or _TEENS.get(part) or _TENS.get(part) or part)
        if value >= room:
            yield thousands + current
            thousands = current = 0
        current += value
        room = 100 if part in _HUNDREDS else 10 if part in _TENS else 1
    yield thousands + current


def in_digits(text: str) -> str:
    """Write every number word in digits, each at its first reading.

    >>> in_digits("bill twenty-five units of J3301")
    'bill 25 units of J3301'
    """
    out, done = [], 0
    for said in numbers(text):
        out += [text[done : said.start], said.readings[0]]
        done = said.end
    return "".join((*out, text[done:]))
