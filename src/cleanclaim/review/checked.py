"""What was checked for one answer: the closed world by which the gate judges every span and sentence."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from cleanclaim import mentions
from cleanclaim.answer import CodeEntry, Verdict
from cleanclaim.mentions import Span
from cleanclaim.mentions.folding import fold

Known = Literal["code", "no_code", "unknown"]


def _unknown(code: str) -> Known:
    return "unknown"


def _apart(first: str, second: str) -> bool:
    return False


def _outside(code: str) -> str:
    return ""


@dataclass(frozen=True)
class Named:
    """What some texts name, gathered once: it may be mentioned, which is less than being recommended."""

    codes: frozenset[str] = frozenset()
    surfaces: frozenset[str] = frozenset()
    """Spans that are no plain codes (split, priced, long numbers), as they are written."""
    modifiers: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    documents: frozenset[str] = frozenset()
    units: frozenset[tuple[str, int]] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Named":
        """Gather what texts name."""
        from cleanclaim.review.units import units_of

        whole = tuple(texts)
        spans = [s for text in whole for s in mentions.recognise(text)]
        return cls(
            codes=frozenset(s.value for s in spans if s.kind == "code" and s.form == "plain"),
            surfaces=frozenset(surface_of(s) for s in spans if s.kind in ("code", "number") and s.form != "plain"),
            modifiers=frozenset(s.value for s in spans if s.kind == "modifier"),
            pairs=frozenset((s.of, s.value) for s in spans if s.kind == "modifier" and s.of),
            documents=frozenset(s.value for s in spans if s.kind == "document"),
            units=frozenset((u.code, u.count) for text in whole for u in units_of(text)),
        )


def stands_on(modifier: Span, spans: Iterable[Span], text: str) -> tuple[str, ...]:
    """Give the code a modifier is put on: its own, else the next in its clause, else the one before it; or none."""
    if modifier.of:
        return (modifier.of,)
    codes = [s for s in spans if s.kind == "code" and s.form == "plain"]
    after = next((s for s in codes if s.start >= modifier.end), None)
    if after and not re.search(r"[;.]", text[modifier.end : after.start]):
        return (after.value,)
    return tuple(s.value for s in codes if s.end <= modifier.start)[-1:]


def number_of(document: str) -> str:
    """Give a document's number without what varies in writing it: dots, dashes, the letter before five digits."""
    plain = document.upper().replace("-", "").replace(".", "").replace(" ", "")
    digits = plain.lstrip("DLA")
    return digits if digits.isdigit() and len(digits) == 5 and not plain.startswith("N") else plain


_SOURCES = re.compile(r"\s?\[[\d\s,;-]+\]")


def plainly(sentence: str) -> str:
    """Give the words of a sentence without markup, list marker, citation and end, to compare it with another."""
    return " ".join(_SOURCES.sub("", fold(sentence).text).split()).strip(" .>#|-").casefold()


def surface_of(span: Span) -> str:
    return span.surface.casefold()


@dataclass(frozen=True)
class Checked:
    """Decided codes with their entries, what may be mentioned, and whom to ask about codes nobody checked."""

    entries: Mapping[str, CodeEntry] = field(default_factory=dict)
    named: Named = Named()
    pairs: frozenset[tuple[str, str]] = frozenset()
    """The (code, modifier) pairs the decision recommends, alone or under a condition it states."""
    units: frozenset[tuple[str, int]] = frozenset()
    """The (code, units) pairs the decision recommends."""
    own: frozenset[str] = frozenset()
    """The decision's own sentences, as `plainly` gives them: repeating one is always right."""
    documents: frozenset[str] = frozenset()
    """The documents the answer stands on; those its texts name may be named as well."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """The contractor of each document that is one contractor's, by `number_of`."""
    links: frozenset[str] = frozenset()
    passages: int = 0
    verdict: Verdict | None = None
    asks_leave: bool = False
    """Whether the question asks if something may be billed or is covered, so that leave given or refused answers it."""
    is_clean: bool = False
    language: Literal["en", "es"] = "en"
    knows: Callable[[str], Known] = _unknown
    """The code set: is this form a code, surely none, or can that not be known here?"""
    bundles: Callable[[str, str], bool] = _apart
    """Whether an edit bundles two codes, so that they never stand together without a modifier."""
    why_not: Callable[[str], str] = _outside
    """The title of the rule that a code by itself fails; empty when it fails none."""

    @property
    def recommends(self) -> frozenset[str]:
        return frozenset(c for c, e in self.entries.items() if e.stance == "recommended" and e.system != "ICD-10-CM")

    def is_own(self, text: str) -> bool:
        """Say whether a text is made of the decision's own sentences and nothing else."""
        left = plainly(text)
        while left and left not in self.own:
            first = max((s for s in self.own if s and left.startswith((f"{s}. ", f"{s} "))), key=len, default="")
            if not first:
                return False
            left = left[len(first) :].strip(" .")
        return bool(left)

    def is_named(self, document: str) -> bool:
        """Say whether a document is on file for this answer, however its number is written."""
        return number_of(document) in {number_of(d) for d in self.documents | self.named.documents}

    def may_mention(self, code: str) -> bool:
        return code in self.entries or code in self.named.codes
