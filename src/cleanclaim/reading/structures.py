"""Read the targets that are no muscles: joints, tendons, nerves, each with its own side.

A bare part of the body (`shoulder`, `knee`) is also where something else lies, so it counts as a joint only where nothing
more exact is named beside it and, among muscles, only where its injection is spoken of.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cleanclaim.reading import sides
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Fact

Span = tuple[int, int]

_COMPLAINT = re.compile(r"\s+(?:pain|ache|complaints?|problems?|issues?|symptoms?|strain|sprain)\b")
_MUSCULAR = re.compile(r"\s+(?:muscles?|blade|girdle)\b")
_INJECTED = re.compile(r"\binj|aspirat|arthrocent|\bjoint inj")
# `kenalog 40 in the left knee`, `kenalog 40 mg/ml, 2 ml in the knee`: a drug that is given into it.
_INTO = re.compile(
    r"^[^.;,]{0,20}(?:,\s*\d+(?:\.\d+)?\s*(?:ml|cc|mg)\s)?\b(?:in|into|to|en)\s+(?:(?:the|his|her|el|la|right|left|rt|lt|r|l|both|bilateral)\s+)*$"
)
# `kenalog 80 mg total, 40 hip bursa, 40 knee`: a place with its share of the drug.
_AMOUNT = re.compile(
    r"(?<![\w./])\d{1,3}\s*(?:mg|ml|cc)?\s+(?:(?:in|into|to|the|right|left|rt|lt|r|l|both|bilateral)\s+)*$"
)
# `did both knees and TPI traps`: a place that something was done to.
_DID = re.compile(r"\b(?:did|done to|treated|hit) (?:(?:both|the|his|her|right|left|rt|lt|r|l|bilateral)\s+)*$")
_PLACES = {
    "shoulder", "shoulders", "hombro", "knee", "knees", "rodilla", "rodillas", "hip", "hips", "cadera", "wrist", "ankle", "elbow",
    "wrists", "ankles", "elbows",
}  # fmt: skip
_TENDONS = {"tendon-sheath", "tendon-origin", "tendon-open", "tunnel"}
_GENERAL = {
    "tendon sheath or ligament": _TENDONS,
    "tendon origin or insertion": _TENDONS,
    "peripheral nerve": {"nerve", "genicular"},
}
"""Targets that stand for any of their kind."""
_WORDS_OF_ALL = {
    "tendon sheath", "tendon sheaths", "ligament", "ligaments", "tendon origin", "tendon insertion", "origin/insertion",
    "tendon attachment", "tendon origins", "tendon insertions", "tendon attachments", "peripheral nerve", "peripheral nerves",
    "peripheral nerve block", "peripheral nerve blocks", "vaina tendinosa",
}  # fmt: skip
_OTHER_PROCEDURES = {
    "trigger-point", "needling", "nerve-block", "occipital", "genicular", "facet", "epidural", "sacroiliac", "botulinum", "tendon", "destruction",
}  # fmt: skip
_APART = re.compile(
    r"(?:,|;|\.|\+|&|\band\b|\bplus\b|\bthen\b|\balso\b|\by\b|\n)\s*(?:(?:the|a|an|his|her|right|left|rt|lt|r|l|el|la)\s+)*$"
)
_LISTED = re.compile(r"\s*(?:,|/|&|\+|,?\s*and|y)\s*(?:the\s+)?")
_CARRIED = re.compile(
    r"\b(?P<word>greater|lesser)(?:\s+(?:and|&|\+)\s+(?:greater|lesser) occipital)|"
    r"\boccipital\b[^.;?]{0,40}\bgreater\s+(?:and|&|\+)\s+(?P<other>lesser)\b(?! occipital)"
)
_TENDON_BEFORE = re.compile(r"\s*(?:,|/|&|\+|\band\b)\s*(?:the )?$")
# An operation on the target, or a picture of it, is no injection into it: `carpal tunnel release`, `knee MRI`.
_OPERATED = re.compile(
    r"\s*(?:joint|tendon|nerve|mass|cyst)?s?\s*(?:release|repair|excision|replacement|arthroplast|arthroscop|fusion|decompress|"
    r"reconstruct|debride|transposition|mri\b|x-?rays?\b|fracture|dislocation|manipulation|brac|splint)"
)
_LEADING = re.compile(r"(?:\b(?:the|his|her|both|right|left|rt|lt|r|l)\s+)+$")
_OPERATION = re.compile(
    r"\b(?:arthroscop\w*|scope|replacement|\w*arthroplasty|meniscectomy|repair|release|excision|debridement|surgery|orif)\s+(?:on|of|to)\s+"
    r"(?:the\s+|a\s+|his\s+|her\s+)?(?:(?:left|right|lt|rt|l|r|bilateral|both)\s+)?$"
)


@dataclass(frozen=True)
class Target:
    """A target as named: the word, where it stands, and the side said of it."""

    word: str
    start: int
    end: int
    side: sides.Own | None
    is_led: bool = False
    """The side is said in front of it."""
    is_operated: bool = False
    """An operation on it is told, in which an injection into it is included."""

    @property
    def is_bare(self) -> bool:
        return is_place(self.word)


def is_place(word: str) -> bool:
    """Say whether a word names a part of the body, in which a joint is one target among others."""
    return word in _PLACES


def find(folded: str, lexicon: Lexicon, topics: tuple[str, ...]) -> tuple[Target, ...]:
    """Find every target named, with its side."""
    named = {(m.start(), m.end()): m[0] for m in lexicon.structure_pattern.finditer(folded)}
    for match in lexicon.tendon_pattern.finditer(folded):
        # A trigger point near an insertion lies in the muscle, unless the tendon is named.
        if "tendon" in match[0] or "enthes" in match[0] or "trigger-point" not in topics:
            inside = [at for at in named if match.start() <= at[0] and at[1] <= match.end()]
            if not any(named[at] == match[0] for at in inside):
                named = {at: word for at, word in named.items() if at not in inside}
                named[match.start(), match.end()] = _of_muscle(match[0], lexicon)
                named |= _first_of_two_tendons(folded, match, lexicon)
    both = _CARRIED.search(folded)
    if both:  # `greater and lesser occipital`, `occipital block, greater and lesser`: the noun is said once
        group = "word" if both["word"] else "other"
        named[both.span(group)] = f"{both[group]} occipital"
    return tuple(_sided(folded, sorted(named.items())))


def _first_of_two_tendons(folded: str, tendon: re.Match[str], lexicon: Lexicon) -> dict[Span, str]:
    """Find the tendon whose noun is said once for two: `supraspinatus and infraspinatus tendons`."""
    noun = re.search(r"tendon\w*(?: \w+)?$", tendon[0])
    before = _TENDON_BEFORE.search(folded[: tendon.start()])
    names = (
        [m for m in lexicon.muscle_pattern.finditer(folded, 0, before.start()) if m.end() == before.start()]
        if before
        else []
    )
    return {(m.start(), tendon.start()): _of_muscle(f"{m[0]} {noun[0]}", lexicon) for m in names} if noun else {}


def _sided(folded: str, named: list[tuple[Span, str]]) -> Iterator[Target]:
    """Give each target its side: said before it, or behind it and then no longer before the next one."""
    previous, led = 0, None
    for (start, end), word in named:
        operated = bool(_OPERATED.match(folded, end) or _OPERATION.search(folded[previous:start]))
        before = sides.before(folded[previous:start])
        if before is None and led and _LISTED.fullmatch(folded, previous, start):
            before = led  # `bilateral greater and lesser occipital`: the side said first is the whole list's
        after = None if before else sides.after(folded[end : end + 40])
        yield Target(word, start, end, before or (after[0] if after else None), before is not None, operated)
        previous, led = end + after[1] if after else end, before


def _of_muscle(words: str, lexicon: Lexicon) -> str:
    """Write a tendon with the name of its muscle."""
    muscle = lexicon.muscle_pattern.match(words)
    if muscle is None:
        return words
    return f"{lexicon.muscles[muscle[0]].name.replace('-', ' ')}{words[muscle.end() :]}"


def meant(
    targets: tuple[Target, ...],
    folded: str,
    lexicon: Lexicon,
    muscles: tuple[Span, ...],
    topics: tuple[str, ...],
    drugs: tuple[Span, ...] = (),
) -> tuple[Target, ...]:
    """Keep the targets that something was done to; `muscles` and `drugs` are the spans of those named."""
    kept = []
    operated = [t for t in targets if t.is_operated]
    for each in targets:
        if each.is_operated or any(_is_within(each, other, lexicon) for other in operated):
            continue
        if any(each.start < end and start < each.end for start, end in muscles):
            continue
        if each.is_bare and _MUSCULAR.match(folded, each.end):
            continue
        if each.is_bare and _COMPLAINT.match(folded, each.end) and not _INJECTED.search(folded):
            continue  # `99213 for knee pain`: what hurts is no target
        joint = lexicon.structure(each.word).family == "joint"
        reach = 14 if muscles else 25
        around = _LEADING.sub("", folded[: each.start])[-reach:] + folded[each.start : each.end + reach]
        billed = each.is_bare and re.search(r"\b206(?:10|11)\b", around)
        given = _DID.search(folded, 0, each.start) or any(
            end <= each.start and (_INTO.match(folded[end : each.start]) or _AMOUNT.search(folded[end : each.start]))
            for _, end in drugs
        )
        if joint and muscles and not _INJECTED.search(around) and not billed and not given:
            continue
        elsewhere = set(topics) & _OTHER_PROCEDURES and "joint" not in topics
        if (
            joint
            and each.is_bare
            and elsewhere
            and not given
            and ("trigger-point" in topics or not _INJECTED.search(around))
        ):
            continue
        idle = (
            each.is_bare and not each.side and not given and not _INJECTED.search(around) and not (billed and muscles)
        )
        if idle and any(not other.is_bare for other in targets):
            continue  # `AC joint injection. Is this 20610 since its the shoulder?`
        if each.is_bare and any(_tells_where(each, other, folded) for other in targets if not other.is_bare):
            continue
        kept.append(each)
    kept = [_with_side_of_place(t, targets, folded) for t in kept]
    kept = _as_far_as_said([t for t in kept if not _is_overruled(t, kept, lexicon)])
    return tuple(
        {(t.word, t.side): t for t in kept if t.side or not any(o.side and o.word == t.word for o in kept)}.values()
    )


def _with_side_of_place(target: Target, targets: tuple[Target, ...], folded: str) -> Target:
    """Give a target the side that is said of the part of the body it lies in: `L shoulder subacromial bursa`."""
    if target.is_bare or target.side:
        return target
    places = (p for p in targets if p.is_bare and p.side and not p.is_operated and _tells_where(p, target, folded))
    return replace(target, side=next((p.side for p in places), None))


def _as_far_as_said(targets: list[Target]) -> list[Target]:
    """Leave a target without a side where the next one's is said in front of that: `knee and left shoulder`."""
    first = next((at for at, t in enumerate(targets) if t.side), 0)
    reaches = not targets or not targets[first].is_led
    return [t if reaches or at >= first else replace(t, side="") for at, t in enumerate(targets)]


def is_within_operation(targets: tuple[Target, ...], lexicon: Lexicon) -> bool:
    """Say whether a joint is injected in the course of an operation on the same joint."""
    joints = [t for t in targets if lexicon.structure(t.word).family == "joint"]
    return any(_is_within(t, o, lexicon) for o in joints if o.is_operated for t in joints if not t.is_operated)


def _is_within(target: Target, operated: Target, lexicon: Lexicon) -> bool:
    """Say whether a target named is the operated one: the same joint, on no other side."""
    same = lexicon.structure(target.word).name == lexicon.structure(operated.word).name
    return same and (target.side is None or operated.side is None or target.side == operated.side)


def _is_overruled(target: Target, kept: list[Target], lexicon: Lexicon) -> bool:
    """Say whether a general word only tells of what kind an exact target is: `first dorsal compartment; sheath or origin?`."""
    name = lexicon.structure(target.word).name
    return name in _GENERAL and any(
        lexicon.structure(t.word).family in _GENERAL[name] for t in kept if t.word not in _WORDS_OF_ALL
    )


def _tells_where(bare: Target, exact: Target, folded: str) -> bool:
    """Say whether a bare part only tells where a more exact target lies: `AC joint injection L shoulder`."""
    first, second = sorted((bare, exact), key=lambda t: t.start)
    between = folded[first.end : second.start]
    return not (_APART.search(between) or re.search(r"[.;\n]|\d\s|\band\b|\+|&|\bplus\b", between))


def facts(targets: tuple[Target, ...], lexicon: Lexicon) -> Iterator[Fact]:
    for each in targets:
        yield Fact(kind="structure", value=lexicon.structure(each.word).name, start=each.start, end=each.end)
