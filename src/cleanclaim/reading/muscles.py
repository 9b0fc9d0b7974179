"""Read muscles, sides and counts. What the words leave open stays open: a count is a range until they decide it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleanclaim.claim import Muscle, Side
from cleanclaim.reading import sides, tallies
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Fact, MuscleCount

_INJECTIONS = re.compile(
    rf"(?<![\w.-]){tallies.NUMBER}\s+(?:tp\s+|trigger point\s+)?(?:injections?|sticks?|shots?|needles?|inyecciones|trigger points?|tps?|tpis?|sites?)\b|\b(?:tpis?|trigger points?(?: inj\w*)?) x ?(?P<x>\d{{1,2}})\b|"
    r"\bx ?(?P<y>\d{1,2}) (?:injections?|sticks?|sites?|areas?|spots?)\b"
)
_SIDED_ITEM = re.compile(r"(?:[,;&+]|\band\b)\s*(?:r|l|rt|lt|right|left|bilat|bilateral|b/l)\s+(?P<word>[a-z]{3,})\b")
# What the record does not name was not shown to be done, whatever is told beside it.
_ONLY_WRITTEN = re.compile(
    r"\bonly (?:document(?:ed|s)|names?|named|lists?|listed|says|said|wrote|writes|mentions?|charted)\b|\b(?:documented|note|chart|record)\b[^.;?]{0,12}\bonly\b"
)
_TIMES = re.compile(r"\s*x\s?(?P<n>\d{1,2})\b(?!\s*(?:mg|ml|units?))")
_NONE_NAMED = re.compile(
    r"no (?:specific |particular )?muscles?|muscles? (?:were |was |are |is )?not (?:named|noted|specified|documented|listed)|"
    r"without naming|unspecified muscle|(?:does ?n.t|did ?n.t|not) (?:say|name|specify|document|list)[a-z ]{0,20}muscle|sin especificar"
)
# `toradol 30 mg IM in the L deltoid`: the muscle is only where another drug was given.
_GIVEN_BETWEEN = re.compile(r"\b(?:im|i\.m\.|intramuscular(?:ly)?)\b[^.;,]{0,24}$")
_SAME = re.compile(
    r"same (?:spot|muscle|site|area|location|point|joint|knee|shoulder|hip|elbow|wrist|ankle|needle)|mismo (?:musculo|sitio|punto)|"
    r"(?:got|had|received|given) (?:the )?(?:botox|toxin|injections?|needles?) (?:too|also|as well)"
)
_SEPARATE = re.compile(
    r"(?:different|separate|distinct|other|another) (?:site|muscle|region|area|location|structure|joint|limb|side|spot|session|encounter|anatomic\w* (?:site|region|location|area))s?|(?:sites?|muscles?|regions?|areas?|joints?|locations?) (?:is |are |was |were )?(?:separate|distinct|diff(?:erent)?)\b(?! from each)|unrelated|contralateral"
)


# Parts of one muscle: no source read says that they may be counted apart, so they are counted once.
_WHOLES = dict.fromkeys(("upper-trapezius", "middle-trapezius", "lower-trapezius"), "trapezius")
# A side said behind its muscle, as Spanish does and lists do: `trapecio izquierdo`, `SCM L, SCM R`.
_TRAILING_SIDE = re.compile(
    r"\s+(?P<side>derech[oa]s? e izquierd[oa]s?\b|(?:derech[oa]s?|izquierd[oa]s?)\b(?!\s+e\s+izq)|(?:l|r|left|right|lt|rt)\b(?=\s*(?:[,;.)]|$|and\b|\+|all\b|in\b|at\b|x ?\d|with\b|w/|under\b|using\b)))"
)
_SIZES = {"maj": "major", "min": "minor", "max": "maximus", "med": "medius"}
_SECOND = re.compile(
    r"\s*(?:,|/|&|\+|and\b|y\b)\s*(?:and\s+)?(?P<size>major|minor|minimus|min|maximus|max|medius|med)\b"
)
_ABOVE = {"head", "jaw", "neck", "neck-shoulder", "shoulder", "upper-back", "chest", "arm", "forearm", "hand"}
_BELOW = {"low-back", "buttock", "hip", "pelvis", "thigh", "leg", "foot"}
# A place, nerve or plane named for a muscle is not the muscle: `adductor canal`, `obturator nerve`.
_IN_A_NAME = re.compile(r"\s+(?:syndrome|strain|canal|plane|nerve|bursa|compartment|hiatus|tunnel|tear)\b")


@dataclass
class Muscles:
    named: list[Muscle] = field(default_factory=list)
    least: int = 0
    most: int | None = 0
    injections: int | None = None
    facts: list[Fact] = field(default_factory=list)
    not_named: bool = False
    same: bool = False
    separate: bool = False

    @property
    def count(self) -> MuscleCount | None:
        return MuscleCount(least=self.least, most=self.most) if self.least else None


def read(folded: str, lexicon: Lexicon, is_about_muscles: bool, targets: tuple[tuple[int, int], ...] = ()) -> Muscles:
    """Find muscles with their sides and how many there are; a word inside a longer target (`biceps tendon`) is none."""
    found = Muscles(
        not_named=bool(_NONE_NAMED.search(folded)),
        same=bool(_SAME.search(folded) or _same_named(folded, lexicon)),
        separate=bool(_SEPARATE.search(folded)),
    )
    injections = _INJECTIONS.search(folded)
    found.injections = tallies.number(injections["n"] or injections["x"] or injections["y"]) if injections else None
    explicit = None if _ONLY_WRITTEN.search(folded) else tallies.explicit(folded)
    mentions = _mentions(folded, lexicon, targets)
    for name, start, end in mentions:
        found.facts.append(Fact(kind="muscle", value=name, start=start, end=end))
    _count_named(folded, mentions, found)
    if explicit:
        found.least, found.most = explicit
        if explicit[1] != len({(m.name, m.side) for m in found.named}):
            found.named = [m for m in found.named if explicit[1] is None or len(found.named) <= explicit[1]]
    elif not found.named and not is_about_muscles:
        found.least, found.most = 0, 0
    elif found.named and _names_more(folded, [m[1:] for m in mentions] + list(targets), lexicon):
        found.most = None
    if found.not_named:
        found.named, found.least, found.most = [], 0, 0
    return found


def _names_more(folded: str, known: list[tuple[int, int]], lexicon: Lexicon) -> bool:
    """Say whether a list names something with its side that is not known: `R trap, R lvtr`; `lat` is half a name."""
    return any(
        (item["word"] == "lat" or lexicon.is_strange(item["word"]))
        and not any(start < item.end() and item.start("word") < end for start, end in known)
        for item in _SIDED_ITEM.finditer(folded)
    )


def far_apart(found: Muscles, lexicon: Lexicon) -> tuple[str, ...]:
    """Give a region above and one below the waist where muscles of both were injected; neighbours are left to the words."""
    regions = [lexicon.muscles[m.name.replace("-", " ")].region for m in found.named]
    above, below = ([r for r in regions if r in side] for side in (_ABOVE, _BELOW))
    return (above[0], below[0]) if above and below else ()


def _same_named(folded: str, lexicon: Lexicon) -> bool:
    """Read `the same traps`."""
    return any(lexicon.muscle_pattern.match(folded, m.end()) for m in re.finditer(r"\b(?:same|mismo)\s+", folded))


def _mentions(folded: str, lexicon: Lexicon, targets: tuple[tuple[int, int], ...]) -> list[tuple[str, int, int]]:
    matches = list(lexicon.muscle_pattern.finditer(folded))
    found = [
        (lexicon.muscles[m[0]].name, m.start(), m.end())
        for m in matches
        if not _IN_A_NAME.match(folded, m.end())
        and not any(s <= m.start() and m.end() <= e and e - s > m.end() - m.start() for s, e in targets)
    ]
    found += list(_second_of_two(folded, found, lexicon))
    covered = [m.span() for m in matches] + list(targets)
    for word in re.finditer(r"[a-z]{7,}", folded):
        if not any(word.start() < e and s < word.end() for s, e in covered):
            near = lexicon.nearest_muscle(word[0])
            if near:
                found.append((lexicon.muscles[near].name, word.start(), word.end()))
    return sorted((m for m in found if not _GIVEN_BETWEEN.search(folded[: m[1]])), key=lambda m: m[1])


def _second_of_two(folded: str, found: list[tuple[str, int, int]], lexicon: Lexicon) -> Iterator[tuple[str, int, int]]:
    """Find the muscle whose noun is said once for two: `rhomboid major & minor`, `glut max, med and min`."""
    names = {muscle.name for muscle in lexicon.muscles.values()}
    for name, _, end in found:
        base = name.rpartition("-")[0]
        while base and (second := _SECOND.match(folded, end)):
            size = second["size"][:3]
            other = f"{base}-{'minimus' if size == 'min' and base == 'gluteus' else _SIZES[size]}"
            if other not in names or any(at == second.start("size") for _, at, _ in found):
                break
            yield other, second.start("size"), second.end()
            end = second.end()


def _count_named(folded: str, mentions: list[tuple[str, int, int]], found: Muscles) -> None:
    least, most, previous = 0, 0, 0
    carried: Side | None = None
    seen: dict[tuple[str, str | None], int] = {}
    for at, (name, start, end) in enumerate(mentions):
        following = mentions[at + 1][1] if at + 1 < len(mentions) else len(folded)
        trailing = _TRAILING_SIDE.match(folded, end)
        own: Side | None = _of_words(trailing["side"]) if trailing else None
        own = own or sides.last_before(folded[previous:start]) or _side_after(folded[end : min(following, end + 16)])
        side = own or carried
        number = _leading_number(folded[previous:start])
        times = _TIMES.match(folded, end)
        previous = trailing.end() if trailing else end
        whole = _WHOLES.get(name, name)
        if (whole, side) in seen and not number:
            continue
        seen[whole, side] = 1
        low = high = 2 if side == "B" and own else 1
        if side == "B" and not own:
            high = 2
        if number:
            low, high = number, max(number, high)
        elif times and low == 1:
            high = max(high, min(int(times["n"]), 2)) if side is None else high
        least, most = least + low, most + high
        found.named.append(Muscle(name=name, side=side if side != "B" or own else None))
        # A side behind a muscle is that muscle's alone.
        carried = None if trailing else side if own else carried
    if mentions and _side_after(folded[mentions[-1][2] : mentions[-1][2] + 16]) == "B":
        # "multifidus and longissimus bilateral": the last word may speak of all of them.
        most += sum(m.side is None for m in found.named[:-1])
    found.least, found.most = least, most


def _of_words(side: str) -> Side:
    return "B" if " e " in side else "R" if side[0] in "dr" else "L"


def _side_after(after: str) -> Side | None:
    match = re.match(r"\s*(?:muscles?\s*)?[,(]?\s*(bilaterally|bilateral|bilat|b/l|both sides|ambos lados)", after)
    return "B" if match else None


def _leading_number(before: str) -> int | None:
    match = re.search(
        r"(?<![\w.-])(\d{1,2}|"
        + "|".join(tallies.NUMBERS)
        + r")\s+(?:(?:right|left|r|l|lumbar|cervical|thoracic|different)\s+)?$",
        before,
    )
    if not match or match[1] == "both":
        return None
    return tallies.number(match[1])
