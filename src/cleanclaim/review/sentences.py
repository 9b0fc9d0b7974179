"""Judge a sentence as a whole: what it recommends, calls covered or clean, whose document it names.

Everything is decided on words, so it errs towards withholding: a refusal counts only where it stands right before the
verb or the code, or right behind the code.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from cleanclaim.knowledge.document import MACS
from cleanclaim.mentions import Span
from cleanclaim.mentions.folding import fold
from cleanclaim.review import stated, words
from cleanclaim.review.checked import Checked, number_of, stands_on
from cleanclaim.review.objection import Fault, Objection
from cleanclaim.review.units import units_of


@dataclass(frozen=True)
class Sentence:
    """A sentence with its spans; `before` of its characters were shown already."""

    text: str
    spans: tuple[Span, ...]
    before: int = 0
    earlier: tuple[str, ...] = ()
    """The codes that the text named last before this sentence."""
    is_opening: bool = False
    """Whether the text begins with it."""

    @property
    def codes(self) -> tuple[Span, ...]:
        return tuple(s for s in self.spans if s.kind == "code")


@dataclass(frozen=True)
class _Place:
    """The words around one code or modifier, folded: its own clause, and the one that a list carries on."""

    head: str
    wide_head: str
    tail: str

    @property
    def clause(self) -> str:
        return f"{self.wide_head} X {self.tail}"

    @property
    def is_refused(self) -> bool:
        """Say whether the words refuse it, with exactly one negation, standing where it governs."""
        return any(_refuses(head, self.tail) for head in dict.fromkeys((self.head, self.wide_head)))

    @property
    def is_recommended(self) -> bool:
        return bool(words.VERB.search(self.clause) or words.DECLARED.search(self.clause))


def _refuses(head: str, tail: str) -> bool:
    if words.REFUSED_BEFORE.search(head):
        return True
    if len(words.NEGATION.findall(f"{head} X {tail}")) != 1:
        return False
    return bool(words.REFUSED_VERB.search(head) or words.REFUSED_AFTER.search(tail))


def objections(sentence: Sentence, checked: Checked) -> Iterator[Objection]:
    """Give everything that stands against a sentence as a whole."""
    for judge in (_verdict, _clean, _codes, _modifiers, _unmodified, _units, _contractors, _coverage, _pointing_back):
        for fault, rule, detail in judge(sentence, checked):
            yield Objection(fault, sentence.before, len(sentence.text), rule, detail)


_WORDED = re.compile(
    r"(?<![A-Za-z])(?!(?:and|cpt|hcpcs|codes?|modifiers?|the)(?![A-Za-z]))[A-Za-zÀ-ÿ]{3}", re.IGNORECASE
)
_STOP = re.compile(r"[.!?]\s")
_ASIDE = re.compile(r"^\s?\([^()]{0,120}\)")
_Objects = Iterator[tuple[Fault, str, str]]


def _place(sentence: Sentence, span: Span) -> _Place:
    head, tail = fold(sentence.text[: span.start]).text, fold(sentence.text[span.end :]).text
    head = head[max((m.end() for m in _STOP.finditer(head)), default=0) :]
    tail = _ASIDE.sub("", tail)
    starts = [0, *(m.end() for m in words.CLAUSE.finditer(head))]
    own = wide = starts[-1]
    # A list of codes is one clause: "report 20552, 20553" recommends both.
    while starts and not _WORDED.search(head[wide:]):
        wide = starts.pop()
    end = words.CLAUSE.search(tail)
    return _Place(head[own:], head[wide:], tail[: end.start()] if end else tail)


def _is_bare(sentence: Sentence) -> bool:
    """Say whether a sentence is little more than its codes: a bare code answers, so it recommends."""
    text = sentence.text
    for span in sorted(sentence.codes, key=lambda s: -s.start):
        text = text[: span.start] + " " + text[span.end :]
    return len(re.findall(r"[A-Za-zÀ-ÿ]{3,}", text)) < 2


def _codes(sentence: Sentence, checked: Checked) -> _Objects:
    conditional = bool(words.CONDITION.search(fold(sentence.text).text))
    is_bare = _is_bare(sentence)
    for span in sentence.codes:
        place, entry = _place(sentence, span), checked.entries.get(span.value)
        if place.is_refused or not checked.may_mention(span.value):
            continue
        if entry is None:
            if is_bare or place.is_recommended:
                yield "not_decided", checked.why_not(span.value), f"it recommends {span.value}, which is not decided"
        elif entry.stance == "rejected":
            if place.is_recommended or not words.EXPLAINS.search(fold(sentence.text).text):
                yield "rejected", checked.why_not(span.value), f"it recommends {span.value}, which the rules reject"
        elif entry.stance == "mentioned" and checked.recommends and entry.system != "ICD-10-CM":
            if is_bare or (place.is_recommended and not conditional):
                yield (
                    "rejected",
                    "",
                    f"it recommends {span.value}; the decision is {', '.join(sorted(checked.recommends))}",
                )
        elif entry.coding == "fail" and place.is_recommended:
            yield "rejected", checked.why_not(span.value), f"it recommends {span.value}, which fails its checks"


def _modifiers(sentence: Sentence, checked: Checked) -> _Objects:
    for span in (s for s in sentence.spans if s.kind == "modifier"):
        place = _place(sentence, span)
        if place.is_refused or not (place.is_recommended or span.of):
            continue
        on = stands_on(span, sentence.spans, sentence.text)
        fits = any(m == span.value and (not on or code in on) for code, m in checked.pairs)
        quoted = span.of and not place.is_recommended and (span.of, span.value) in checked.named.pairs
        if not fits and not quoted:
            yield (
                "modifier",
                "",
                f"it recommends modifier {span.value} on {', '.join(on) or 'a line'}",
            )


def _unmodified(sentence: Sentence, checked: Checked) -> _Objects:
    """Object where codes that an edit bundles are recommended together and none of them carries a modifier."""
    text = fold(sentence.text).text
    if words.CONDITION.search(text) and not words.TOGETHER.search(text):
        return
    places = {s.value: _place(sentence, s) for s in sentence.codes if s.form == "plain"}
    told = [code for code, place in places.items() if place.is_recommended and not place.is_refused]
    given = {
        (code, s.value)
        for s in sentence.spans
        if s.kind == "modifier"
        for code in stands_on(s, sentence.spans, sentence.text)
    }
    for first, second in combinations(told, 2):
        if not given & checked.pairs and checked.bundles(first, second):
            yield "modifier", "", f"it recommends {first} with {second}, which an edit bundles, without a modifier"


def _units(sentence: Sentence, checked: Checked) -> _Objects:
    recommends = bool(words.VERB.search(sentence.text) or words.DECLARED.search(sentence.text))
    for given in units_of(sentence.text):
        decided = {n for code, n in checked.units if code == given.code}
        quoted = not recommends and (given.code, given.count) in checked.named.units
        if given.count == 1 or given.count in decided or quoted:
            continue
        span = next((s for s in sentence.codes if s.value == given.code), None)
        if span is None or not _place(sentence, span).is_refused:
            yield "units", "", f"it gives {given.code} {given.count} units; the decision gives {decided or 'one'}"


def _contractors(sentence: Sentence, checked: Checked) -> _Objects:
    """Object where a contractor is named and every document beside it is another's."""
    text = fold(sentence.text).text
    named = {c for c in MACS if re.search(rf"(?<!\w){c}(?!\w)", text)}
    owners = {checked.owners.get(number_of(s.value)) for s in sentence.spans if s.kind == "document"}
    if named and owners - {None} and not named & owners:
        yield "contractor", "", f"it gives {', '.join(sorted(named))} a document of another contractor"


def _coverage(sentence: Sentence, checked: Checked) -> _Objects:
    text = fold(sentence.text).text
    if not words.COVERED.search(text) or words.CONDITION.search(text):
        return
    for span in sentence.codes:
        entry, place = checked.entries.get(span.value), _place(sentence, span)
        if entry and words.COVERED.search(place.clause) and entry.coverage == "not_covered" and not place.is_refused:
            yield "coverage", "", f"it calls {span.value} covered, which it is not"


def _clean(sentence: Sentence, checked: Checked) -> _Objects:
    text = fold(sentence.text).text
    found = words.CLEAN.search(text)
    if found and not checked.is_clean and not words.NEGATION.search(text[: found.start()]):
        yield "clean", "", "it calls the claim clean or sure to be paid"


def _verdict(sentence: Sentence, checked: Checked) -> _Objects:
    said = stated.stated(sentence.text, sentence.is_opening, checked.asks_leave)
    if said and not stated.may_stand(said, checked.verdict):
        decided = f"the verdict is {checked.verdict}" if checked.verdict else "no verdict was decided, so give none"
        yield "verdict", "", f"it says {said}; {decided}"


def _pointing_back(sentence: Sentence, checked: Checked) -> _Objects:
    """Object to `Use that one.` after a rejected code."""
    if sentence.codes or not sentence.earlier:
        return
    text = fold(sentence.text).text
    entry = checked.entries.get(sentence.earlier[-1])
    is_out = entry is None or entry.stance == "rejected"
    recommends = words.VERB.search(text) or words.DECLARED.search(text)
    if is_out and recommends and words.POINTS_BACK.search(text) and not words.REFUSED_VERB.search(text):
        yield "rejected", "", f"it recommends {sentence.earlier[-1]} by pointing back at it"
