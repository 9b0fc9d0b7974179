"""What the record must show, as the governing documents say it: their own sections, item by item."""

import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, ConfigDict

from cleanclaim.citation import Grade
from cleanclaim.knowledge import Knowledge, Passage, Policy

_LEAD = re.compile(r"^[^.:]{1,160}:\s+")
_SENTENCE = re.compile(r"[^.]+(?:\.(?!\s+[A-Z]|\s*$)[^.]*)*\.?")
_LISTING = re.compile(r"\b(?:record shows|record names|asked for|asks for)\s+(?=[^.]*,)")
_COMMA = re.compile(r",\s+(?:and\s+)?(?![^()]*\))|\s+and\s+(?=[^,()]*$)")


class Item(BaseModel):
    """One thing to look for in the record: the words of the passage from `start` to `end`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    start: int
    end: int


class Requirement(BaseModel):
    """One section on documentation, with its items; a section nobody could read has a note instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    document: str
    section: str
    passage: str
    url: str
    verified: Grade
    items: tuple[Item, ...] = ()
    note: str = ""
    is_general: bool = False
    """Guidance for everybody, not this payer's own rule."""


def checklist(known: Knowledge, policies: Iterable[Policy], codes: Iterable[str]) -> tuple[Requirement, ...]:
    """Give what the policies' sections on documentation ask for, those that are about nothing else first.

    Where no policy has such a section, the general articles on the codes answer, and are marked so.
    """
    passages = [p for policy in policies for p in _passages(known, policy) if "documentation" in p.answers]
    if passages:
        return tuple(_requirement(p) for p in sorted(passages, key=lambda p: p.answers.index("documentation")))
    wanted = set(codes)
    general = (a for a in known.articles if wanted & set(a.codes))
    return tuple(
        _requirement(p).model_copy(update={"is_general": True})
        for article in general
        for p in article.sections
        if p.answers[:1] == ("documentation",) and p.section.lower().startswith(("what to document", "checklist"))
    )


def _passages(known: Knowledge, policy: Policy) -> Iterable[Passage]:
    return policy.sections or known.passages_of(n for n in (policy.id, policy.article) if n)


def _requirement(passage: Passage) -> Requirement:
    unread = passage.verified == "unverified"
    return Requirement(
        document=passage.document,
        section=passage.section,
        passage=passage.id,
        url=passage.url,
        verified=passage.verified,
        items=() if unread else tuple(items(passage.text)),
        note=passage.text if unread else "",
    )


def items(text: str) -> Iterator[Item]:
    """Cut a section into its items: a listing at its commas, anything else at its sentences.

    >>> [i.text for i in items("CGS: the record shows the dose, the sites (by side, too), and the plan of care. No more.")]
    ['the dose', 'the sites (by side, too)', 'the plan of care', 'No more.']
    """
    lead = _LEAD.match(text)
    for sentence in _SENTENCE.finditer(text, lead.end() if lead else 0):
        start, end = _trimmed(text, *sentence.span())
        if start == end:
            continue
        pieces = tuple(_pieces(text, start, end))
        yield from pieces or (Item(text=text[start:end], start=start, end=end),)


def _pieces(text: str, start: int, end: int) -> Iterator[Item]:
    listing = _LISTING.search(text, start, end)
    if not listing:
        return
    stop = end - 1 if text[end - 1] == "." else end
    cuts = [(m.start(), m.end()) for m in _COMMA.finditer(text, listing.end(), stop)]
    edges = zip([listing.end(), *(b for _, b in cuts)], [*(a for a, _ in cuts), stop], strict=True)
    found = [Item(text=text[a:b], start=a, end=b) for a, b in edges]
    # A single word is no item: the commas stood inside a phrase, and the sentence stays whole.
    if len(found) > 2 and all(len(each.text.split()) > 1 for each in found):
        yield from found


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    whole = text[start:end]
    return start + len(whole) - len(whole.lstrip()), start + len(whole.rstrip())
