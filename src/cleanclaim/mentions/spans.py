"""Recognise every span that is, or could be read as, a code, modifier, document number, citation or address.

`plain` spans are codes as they are written; `loose` ones are codes a reader could put together (split, spelled out,
abbreviated, undotted); `cued` ones are five digits that the words before call something else (a price, a ZIP code).
What is a code on a date is not known here: the gate asks the code set.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cleanclaim.codes import icd10cm
from cleanclaim.mentions import digits, spoken
from cleanclaim.mentions.folding import Folded, fold

Kind = Literal["code", "modifier", "document", "citation", "link", "number", "odd"]
Form = Literal["plain", "loose", "cued"]


@dataclass(frozen=True)
class Span:
    """One span of the source text, with its canonical value; `surface` is what was folded of it."""

    kind: Kind
    value: str
    start: int
    end: int
    surface: str = ""
    form: Form = "plain"
    of: str | None = None
    """The code a modifier stands on, or the first code of a range."""


_LINK = re.compile(r"(?:https?://|www\.)[^\s<>()\]|]+", re.IGNORECASE)
_CITATION = re.compile(r"\[\s?(\d{1,3}(?:\s*[,;-]\s*\d{1,3})*)\s?\]")
_DOCUMENTS = (
    re.compile(r"(?<![0-9A-Za-z])(?P<id>[Dd]?[LA]-?\d(?:[ .-]?\d){4,5})(?!\d)"),
    re.compile(r"(?<![0-9A-Za-z])(?P<id>d?[la]\d{5,6})(?![0-9A-Za-z])"),
    re.compile(
        r"(?<![A-Za-z])(?P<id>(?:CPB|CMM|CG-?SURG|CG-?MED|NCD|CR|SE|MM)(?:\s?(?:#|no\.?)?\s?|-)\d[\d.-]*\d)(?![A-Za-z])"
    ),
    re.compile(
        r"(?<![A-Za-z])(?i:LCD|LCA|article|artículo|articulo|policy|policies|NCA)(?:\s(?i:no\.?|number|id))?\s?#?(?P<id>\d{5})(?!\d)"
    ),
)
_ICD = re.compile(r"(?<![0-9A-Za-z.$])(?P<id>[A-Za-z]\d[\dABab]\.[0-9A-Za-z]{1,4})(?![0-9A-Za-z])")
_ICD_SPACED = re.compile(
    r"(?<![0-9A-Za-z])(?P<id>[A-Za-wyz][\s-]?\d[\s-]?[\dABab][\s-]{0,2}(?:\.|\s(?i:point|dot|punto)\s)[\s-]{0,2}\d(?:[\s-]?[0-9]){0,3}[A-Z]?)(?![0-9A-Za-z])"
)
_ICD_UNDOTTED = re.compile(r"(?<![0-9A-Za-z.])(?P<id>[A-Z]\s?\d[\dAB](?:[\s,-]?[0-9A-Z]{1,4}))(?![0-9A-Za-z])")
_ICD_LOWER = re.compile(r"(?<![0-9A-Za-z.])(?P<id>[a-z]\d[\dab][0-9a-z]{1,4})(?![0-9A-Za-z.])")
_CATEGORY = re.compile(r"(?<![0-9A-Za-z.-])(?P<id>[A-Z]\d[\dAB])(?![0-9A-Za-z]|\.\w|-\d)")
_HCPCS = re.compile(r"(?<![0-9A-Za-z.])(?P<id>(?:[A-CEGHJ-LP-V]\d|M[01])\d{3})(?![0-9A-Za-z])", re.IGNORECASE)
_HCPCS_SPLIT = re.compile(
    r"(?<![0-9A-Za-z.])(?P<id>(?:[B-CEGHJ-LP-V]|A(?!\s(?:19|20)\d\d))[\s.-]?\d(?:[\s.-]?\d){3})(?![0-9A-Za-z]|[.,]\d|-\d|\s\d)"
)
_LETTERED = re.compile(r"(?<![0-9A-Za-z.,])(?P<id>\d{4}[\s-]?[TFUM]|\d{4}[tfum])(?![0-9A-Za-z])")
_MISPLACED = re.compile(r"(?<![0-9A-Za-z.])(?P<id>(?=[0-9A-Z]{5}(?![0-9A-Za-z]))\d{1,3}[A-WYZ]\d{1,3})")
"""Four digits around a letter: a code with two characters exchanged, which is no code and reads as one."""
_FIVE_ALIKE = re.compile(r"(?<![0-9A-Za-z.])(?P<id>(?=(?:[OolISZBszi|]*\d){3})[0-9OolISZBszi|]{5})(?![0-9A-Za-z])")
_ODD = re.compile(r"[^\W\d_A-Za-z]\s?\d{2}|\d{4}\s?[^\W\d_A-Za-z]|(?<=\d)[^\W\d_A-Za-z]+(?=\d)")
_ALIKE = str.maketrans("OolISZBszi|", "00115285211")
_ALPHA = "AT|CQ|E[1-4]|F[1-9A]|GA|GC|GN|GO|GP|GX|GY|GZ|JW|JZ|KX|LC|LD|LM|LT|Q[56]|QW|RC|RI|RT|SG|T[1-9A]|TC|X[EPSU]"
_MODIFIER = rf"(?:\d\d|{_ALPHA})"
_ON_A_CODE = re.compile(rf"(?P<chain>(?:(?:\s?-\s?|[.:_+])(?:{_MODIFIER}|[A-Z]{{2}})(?![0-9A-Za-z]))+)", re.IGNORECASE)
_BESIDE_A_CODE = re.compile(
    r"(?P<chain>\s(?:2[2-7]|3[23]|47|5[0-9]|6[236]|7[36-9]|8[0-2]|9[0-1579]))(?![0-9A-Za-z%-]|[.,]\d)"
    + rf"(?!\s*(?:{digits.COUNTED}))",
    re.IGNORECASE,
)
_WORDED = re.compile(
    rf"(?<![A-Za-z])(?:modifiers?|mods?|modificador(?:es)?)\.?\s*(?:is\s|are\s|of\s|es\s|son\s|number\s|code\s)?[-:#(]?\s?(?P<chain>-?{_MODIFIER}(?![0-9A-Za-z])(?:\s?(?:,\s?(?:and|or|y|o)?|/|&|\+|\band\b|\bor\b|\by\b|\bo\b)\s?-?{_MODIFIER}(?![0-9A-Za-z]))*)",
    re.IGNORECASE,
)
_BEFORE_THE_WORD = re.compile(
    rf"(?<![0-9A-Za-z.])(?P<chain>-?{_MODIFIER})\s?(?:-\s?)?(?:modifiers?|mod)(?![A-Za-z])", re.IGNORECASE
)
_TOLD = re.compile(
    r"(?<![A-Za-z])(?:(?i:append|appending|add|adding|attach|apply|use|using|with|without|needs?|plus|agregue|añada|anexe|use|con|sin)\s(?:(?i:a|an|the|el|un)\s)?-?"
    rf"(?P<chain>(?:2[2-7]|5[0-9]|7[36-9]|9[15]|{_ALPHA}))|\(?(?:or|o)\s(?P<other>5[0-9]|{_ALPHA})(?=\)))(?![0-9A-Za-z%-]|\.\d|\s?(?i:{digits.COUNTED}|gauge|g\b|needle))"
)
_DASHED = re.compile(rf"(?<![0-9A-Za-z.)\]])(?<!\d\s)-(?P<chain>{_MODIFIER})(?![0-9A-Za-z.%]|\s?(?:mg|ml|%|°))")
_SPACED = re.compile(
    r"(?<![A-Za-z])(?:modifiers?|mods?|modificador(?:es)?)\.?\s[-#(]?(?P<id>\d[\s-]\d|[LR][\s-]T|X[\s-][EPSU])(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_MOST_READINGS = 8
_ONE_MODIFIER = re.compile(rf"{_MODIFIER}|[A-Z]{{2}}", re.IGNORECASE)


def recognise(text: str) -> tuple[Span, ...]:
    """Give every span of a text in order; spans may overlap, and each must be judged."""
    found = dict.fromkeys(_Recogniser(fold(text)).spans())
    return tuple(sorted(found, key=lambda s: (s.start, s.end)))


def plain_codes(text: str) -> tuple[Span, ...]:
    """Give only the codes that are written as codes, in order: the part of `recognise` that needs no second reading."""
    recogniser = _Recogniser(fold(text))
    recogniser.take_surroundings()
    return tuple(sorted(recogniser.plain(), key=lambda s: s.start))


class _Recogniser:
    """One pass over one folded text; what an earlier pattern took is blank for the later ones."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.text = folded.text
        self._end_of: dict[Span, int] = {}

    def spans(self) -> Iterator[Span]:
        yield from self.take_surroundings()
        self.text = digits.without_dates(self.text)
        yield from (self._make("odd", "", m.start(), m.end(), "loose") for m in _ODD.finditer(self.text))
        yield from (self._make("number", m["id"], *m.span("id"), "loose") for m in _MISPLACED.finditer(self.text))
        yield from self._codes()
        yield from self._said(list(spoken.numbers(self.text)))

    def take_surroundings(self) -> list[Span]:
        """Take what holds digits and is no code: addresses, citations, document numbers."""
        targets = [Span("link", url, start, end, url) for url, start, end in self.folded.targets]
        unseen = [Span("odd", "", a, b, form="loose") for inner, a, b in self.folded.unseen if recognise(inner)]
        links, citations = list(self._take(_LINK, "link")), list(self._citations())
        documents = [span for pattern in _DOCUMENTS for span in self._take(pattern, "document")]
        return [*targets, *unseen, *links, *citations, *documents]

    def plain(self) -> Iterator[Span]:
        """Give the codes written as codes."""
        bare = self.text
        for pattern in (_ICD, _HCPCS, _LETTERED):
            for m in pattern.finditer(self.text):
                bare = _blanked(bare, *m.span("id"))
                if m["id"].isupper():
                    code = icd10cm.validate(m["id"]) if pattern is _ICD else re.sub(r"[\s-]", "", m["id"])
                    yield self._make("code", code, *m.span("id"), "plain" if code == m["id"] else "loose")
        yield from (self._make("code", n.value, n.start, n.end) for n in digits.alone(bare) if n.form == "plain")

    def _codes(self) -> Iterator[Span]:
        services = [s for s in self.plain() if s.form == "plain"]
        diagnoses = [s for s in services if "." in s.value]
        yield from services
        yield from self._loose_diagnoses({(s.start, s.value) for s in services})
        further = list(self._loose_services())
        yield from further
        services = [s for s in (*services, *further) if s.kind == "code" and s not in diagnoses]
        yield from self._modifiers(services)

    def _loose_diagnoses(self, known: set[tuple[int, str]]) -> Iterator[Span]:
        for pattern in (_ICD, _ICD_SPACED, _ICD_UNDOTTED, _ICD_LOWER, _CATEGORY):
            for m in pattern.finditer(self.text):
                written = re.sub(r"[\s,-]|(?i:point|dot|punto)", "", m["id"])
                if icd10cm.PATTERN.fullmatch(written.upper()) and not _HCPCS.fullmatch(m["id"]):
                    span = self._make("code", icd10cm.validate(written), *m.span("id"), "loose")
                    if (span.start, span.value) not in known:
                        yield span

    def _loose_services(self) -> Iterator[Span]:
        bare = self.text
        for pattern in (_ICD, _HCPCS, _LETTERED):
            for m in pattern.finditer(self.text):
                bare = _blanked(bare, *m.span("id"))
                if pattern is not _ICD and not (m["id"].isupper() and m["id"].isalnum()):
                    yield self._make("code", re.sub(r"[\s-]", "", m["id"]).upper(), *m.span("id"), "loose")
        for pattern in (_HCPCS_SPLIT, _FIVE_ALIKE):
            for m in pattern.finditer(bare):
                written = re.sub(r"[\s.-]", "", m["id"]) if pattern is _HCPCS_SPLIT else m["id"].translate(_ALIKE)
                if written != m["id"]:
                    yield self._make("code", written.upper(), *m.span("id"), "loose")
        for number in digits.read(bare):
            if number.form != "plain":
                kind: Kind = "number" if number.form == "long" else "code"
                form: Form = "cued" if number.form == "cued" else "loose"
                yield self._make(kind, number.value, number.start, number.end, form, number.of)

    def _modifiers(self, services: list[Span]) -> Iterator[Span]:
        for m in (m for p in (_WORDED, _BEFORE_THE_WORD, _DASHED, _TOLD) for m in p.finditer(self.text)):
            yield from self._chain(m, None)
        for m in _SPACED.finditer(self.text):
            yield self._make("modifier", re.sub(r"[\s-]", "", m["id"]).upper(), *m.span("id"))
        for span in services:
            for pattern in (_ON_A_CODE, _BESIDE_A_CODE):
                chain = pattern.match(self.text, self._end_of[span])
                if chain:
                    yield from self._chain(chain, span.value)

    def _chain(self, match: "re.Match[str]", of: str | None) -> Iterator[Span]:
        name = "chain" if match["chain"] else "other"
        start = match.start(name)
        for m in _ONE_MODIFIER.finditer(match[name]):
            if m[0].lower() not in ("or", "an", "nd"):
                yield self._make("modifier", m[0].upper(), start + m.start(), start + m.end(), "plain", of)

    def _make(self, kind: Kind, value: str, start: int, end: int, form: Form = "plain", of: str | None = None) -> Span:
        surface = " ".join(self.text[start:end].split())
        span = Span(kind, value, *self.folded.span(start, end), surface, form, of)
        self._end_of[span] = end
        return span

    def _take(self, pattern: "re.Pattern[str]", kind: Kind) -> Iterator[Span]:
        for m in pattern.finditer(self.text):
            start, end = m.span("id") if "id" in pattern.groupindex else m.span()
            value = re.sub(r"[\s#-]|no\.?", "", self.text[start:end]).upper() if kind == "document" else m[0]
            yield self._make(kind, value.rstrip(".,;:") if kind == "link" else value, start, end)
            self.text = _blanked(self.text, *m.span())

    def _citations(self) -> Iterator[Span]:
        for m in _CITATION.finditer(self.text):
            yield self._make("citation", m[1], *m.span())
            self.text = _blanked(self.text, *m.span())

    def _said(self, said: list[spoken.Said]) -> Iterator[Span]:
        """Read the text once more for each way its number words can be written in digits."""
        seen: set[str] = set()
        for at in range(min(max((len(n.readings) for n in said), default=0), _MOST_READINGS)):
            text, places = _written(self.text, said, at)
            if text in seen:
                continue
            seen.add(text)
            for span in _Recogniser(Folded(text, *places))._codes():
                if any(n.start < span.end and span.start < n.end for n in said):
                    start, end = self.folded.span(span.start, span.end)
                    form: Form = "plain" if span.kind == "modifier" else "loose"
                    yield Span(span.kind, span.value, start, end, self.text[span.start : span.end], form, span.of)


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + "\x00" * (end - start) + text[end:]


def _written(text: str, said: list[spoken.Said], at: int) -> tuple[str, tuple[tuple[int, ...], tuple[int, ...]]]:
    """Write the number words in digits, each at its `at`-th reading, with the place of every character."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    done = 0
    for number in said:
        reading = number.readings[min(at, len(number.readings) - 1)]
        out += [text[done : number.start], reading]
        starts += [*range(done, number.start), *[number.start] * len(reading)]
        ends += [*range(done + 1, number.start + 1), *[number.end] * len(reading)]
        done = number.end
    out.append(text[done:])
    starts += range(done, len(text))
    ends += range(done + 1, len(text) + 1)
    return "".join(out), (tuple(starts), tuple(ends))
