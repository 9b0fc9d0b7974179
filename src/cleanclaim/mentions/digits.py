"""Read the digits of a folded text: five of them alone, split over several groups, abbreviated (`20552, 3`), or priced.

>>> [(n.value, n.form) for n in read("20552/3; 205 52 and $20554")]
[('20552', 'plain'), ('20554', 'cued'), ('20553', 'loose'), ('20552', 'loose')]
>>> [n.value for n in read("64490-64493")]
['64490', '64493', '64491', '64492']
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

COUNTED = (
    r"units?|unidad\w*|muscles?|músculos?|musculos?|levels?|nivel\w*|injections?|inyecci\w*|sites?|times|veces|visits?|sessions?|sesi\w*|"
    r"days?|días|dias|weeks?|semanas?|months?|meses|years?|años|mg|ml|mL|mcg|cc|minutes?|hours?|lines?|líneas?|codes?|claims?|patients?|"
    r"pacientes?|areas?|regions?|sides?|needles?|trigger|or more|or fewer|o más|of the|percent|%|more\b|others?\b|separate|distinct"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_YEAR = r"(?:19|20)\d\d"
_DATES = re.compile(
    rf"(?=[\dJFMASONDQ])(?:(?<!\d){_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-])|(?<![\d/])\d{{1,2}}/\d{{1,2}}/{_YEAR}(?![\d/])|"
    rf"(?<![A-Za-z]){_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s{_YEAR})?(?!\d)|(?<![A-Za-z]){_MONTH}\s{_YEAR}(?!\d)|"
    rf"(?<!\d)\d{{1,2}}\s{_MONTH}(?:,?\s{_YEAR})?(?!\d)|(?<!\d){_YEAR}\sQ[1-4](?!\d)|Q[1-4]\s{_YEAR}(?!\d)|"
    rf"(?<![\d.]){_YEAR}(?=,\s\d{{1,3}}(?!\d))|"
    rf"(?:(?<=\b[Ii]n\s)|(?<=\bof\s)|(?<=\b[Ff]rom\s)|(?<=\b[Ss]ince\s)|(?<=\b[Uu]ntil\s)|(?<=\b[Ee]n\s)|(?<=\bde\s)){_YEAR}(?=[,;:]?\s))"
)
_ATOM = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)+|\d+")
_JOINT = re.compile(
    r"(?:[\s_'\"“”‘’]*[^\w\s%$€£]){0,4}[\s_'\"“”‘’]*|[\s\"“”'‘’,;-]*(?:then|followed by|seguido de|luego)[\s\"“”'‘’]*",
    re.IGNORECASE,
)
_AND = re.compile(r",?\s(?:and|y|plus|más|mas)\s", re.IGNORECASE)
"""Joins single digits only: what stands between larger numbers is as a rule a list."""
_CUE = re.compile(
    r"(?:[$€£#/=]|(?<![A-Za-z])(?:CR|contracts?|ZIP(?:\s?codes?)?:?|transmittals?|ver|version|page|id|USD|NPI|TIN|suite|box|"
    r"account|acct|ticket|ICN|código postal)|(?-i:[A-Z][a-z]+,\s[A-Z]{2})|(?<!\d{5})(?<=\d)-)\s?#?$",
    re.IGNORECASE,
)
_COUNT_AFTER = re.compile(
    r"\s?(?:dollars?|dólares|USD|patients?|pacientes|people|personas|rows?|claims?|pairs?|providers?|beneficiar\w*|records?|words?|"
    r"characters?|tokens?|edits)(?![A-Za-z])",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?P<sep>\s?[,/&+]\s?(?:and\s|or\s|y\s|o\s)?|\s?-\s?|\s(?:and|or|to|through|thru|y|o|a|hasta)\s)(?P<tail>\d{{1,4}})(?![\d]|[.,]\d)(?!\s?-?\s?(?:{COUNTED}))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:-|to|through|thru|a|hasta)\s?$|\s(?:to|through|thru|a|hasta)\s$")
_MODIFIER_TAIL = re.compile(r"2[2-7]|3[23]|47|5[0-9]|6[236]|7[36-9]|8[0-2]|9[0-1579]")
_FIVE = 5
_WIDEST = 40


@dataclass(frozen=True)
class Number:
    """Five digits, or more than five in a row (`long`)."""

    value: str
    start: int
    end: int
    form: Literal["plain", "loose", "cued", "long"]
    of: str | None = None


def without_dates(text: str) -> str:
    """Blank the dates and the years beside other numbers: they join nothing."""
    return _DATES.sub(lambda m: "\x00" * len(m[0]), text)


def alone(text: str) -> Iterator[Number]:
    """Give every number of five digits, or more, that stands by itself."""
    for atom in _ATOM.finditer(text):
        number = _alone(atom, text)
        if number:
            yield number


def read(text: str) -> Iterator[Number]:
    """Give every number of five digits a reader could take for a code."""
    atoms = list(_ATOM.finditer(text))
    fives = list(alone(text))
    yield from fives
    for five in fives:
        yield from _abbreviated(five, text)
    yield from _ranges(fives, text)
    yield from _split(atoms, text)


def _alone(atom: "re.Match[str]", text: str) -> Number | None:
    whole, _, cents = atom[0].replace(",", "").partition(".")
    if len(whole) != _FIVE:
        whole += cents.replace(".", "") if "," not in atom[0] else ""
    if "." not in atom[0] and "," not in atom[0] and len(whole) > _FIVE:
        return Number(whole, *atom.span(), "long")
    if len(whole) != _FIVE:
        return None
    cued = _CUE.search(text[max(0, atom.start() - 18) : atom.start()]) or _COUNT_AFTER.match(text, atom.end())
    form: Literal["cued", "loose", "plain"] = "cued" if cued else "plain" if whole == atom[0] else "loose"
    # What stands behind a dot may be a modifier.
    end = atom.start() + _FIVE if atom[0].startswith(f"{whole}.") else atom.end()
    return Number(whole, atom.start(), end, form)


def _abbreviated(five: Number, text: str) -> Iterator[Number]:
    """Read `20552, 3` and `20552/53` as the codes they stand for."""
    at = five.end
    while m := _SHORT.match(text, at):
        at = m.end("tail")
        tail = m["tail"]
        if "-" in m["sep"] and len(tail) == 2 and _MODIFIER_TAIL.fullmatch(tail):
            continue
        if len(tail) < _FIVE:
            yield Number(five.value[: _FIVE - len(tail)] + tail, five.start, m.end("tail"), "loose", five.value)


def _ranges(fives: list[Number], text: str) -> Iterator[Number]:
    """Give what lies between the ends of a range; a wide one means no list of codes."""
    for first, last in pairwise(fives):
        between = text[first.end : last.start]
        if len(between) < 12 and _RANGE.fullmatch(between) and 1 < int(last.value) - int(first.value) <= _WIDEST:
            for value in range(int(first.value) + 1, int(last.value)):
                yield Number(f"{value:05}", first.start, last.end, "loose", first.value)


def _split(atoms: list["re.Match[str]"], text: str) -> Iterator[Number]:
    """Join neighbouring groups that make five digits together."""
    for i, first in enumerate(atoms):
        joined = first[0]
        for before, after in zip(atoms[i:], atoms[i + 1 :], strict=False):
            between = text[before.end() : after.start()]
            is_joined = _JOINT.fullmatch(between) or (len(before[0]) == len(after[0]) == 1 and _AND.fullmatch(between))
            if not is_joined or {".", ","} & set(joined + after[0]):
                break
            joined += after[0]
            if len(joined) == _FIVE:
                yield Number(joined, first.start(), after.end(), "loose")
            if len(joined) >= _FIVE:
                break
