"""Read what botulinum toxin was given for, and how many muscles of each limb: they choose its code."""

import re
from collections.abc import Sequence

from cleanclaim.claim import Muscle
from cleanclaim.reading import sides
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Toxin

_TOXIN = re.compile(
    r"\bbotox\b|botulin|dysport|xeomin|myobloc|daxxify|toxin|chemodenerv|\bj058[5-9]\b|\b646(?:1[2-7]|4[2-7])\b"
)
_NAMED = {"rue": ("arm", "R"), "lue": ("arm", "L"), "rle": ("leg", "R"), "lle": ("leg", "L")}
_LIMB = re.compile(
    r"\b(?P<named>rue|lue|rle|lle)\b|\b(?P<arm>upper (?:limb|extremit(?:y|ies))|ue|arms?|forearms?|hands?|brazos?)\b|"
    r"\b(?P<leg>lower (?:limb|extremit(?:y|ies))|le|legs?|thighs?|cal(?:f|ves)|f(?:oo|ee)t|piernas?)\b"
)
_ALL_FOUR = re.compile(r"\b(?:all (?:4|four)|(?:4|four)) (?:limbs|extremities)\b")
_MUSCLES = re.compile(
    r"(?<![\w.])(?P<n>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)\s+(?:\w+\s+)?(?:muscles?|musculos?)\b|\bx ?(?P<m>\d{1,2})\b(?! ?(?:mg|ml|u\b|units?))"
)
_WORDS = {
    w: n for n, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
}
_EACH = re.compile(r"\b(?:each|per (?:limb|side|leg|arm)|cada)\b")
_TRUNK = re.compile(r"\btrunk\b|\btruncal\b|\baxial\b|\babdominal muscles|\bparaspinals?\b|\bback muscles\b|\btronco\b")
_REGIONS = {
    "arm": "arm",
    "forearm": "arm",
    "hand": "arm",
    "shoulder": "arm",
    "thigh": "leg",
    "leg": "leg",
    "foot": "leg",
    "hip": "leg",
}
_ON_TRUNK = {"back", "upper-back", "low-back", "chest", "abdomen"}


def read(folded: str, lexicon: Lexicon, diagnoses: tuple[str, ...], muscles: tuple[Muscle, ...]) -> Toxin | None:
    """Give what the toxin was for and where it went; None where no toxin is spoken of."""
    if not _TOXIN.search(folded):
        return None
    uses = {lexicon.toxin_uses[m[0]] for m in lexicon.toxin_pattern.finditer(_without_negated(folded))}
    uses |= {use for code in diagnoses for start, use in lexicon.toxin_diagnoses if code.startswith(start)}
    # The disorder that the codes describe outranks the place or pain named beside it.
    use = next(
        (each for each in ("migraine", "neck", "face", "larynx", "limb", "elsewhere", "pain") if each in uses), None
    )
    regions = [(lexicon.muscles[m.name.replace("-", " ")].region, m.side) for m in muscles]
    trunk = sum(2 if side == "B" else 1 for region, side in regions if region in _ON_TRUNK)
    on_trunk = bool(trunk or _TRUNK.search(folded))
    return Toxin(use=use, limbs=_limbs(folded, regions), trunk=trunk or None, on_trunk=on_trunk)


def _without_negated(folded: str) -> str:
    """Blank what is denied: `no dystonia and no migraine`, `not migraine`."""
    return re.sub(
        r"\b(?:no|not|non|without|denies|isn't|sin)\s+(?:(?!no\b|not\b)\w+\s+)?(?!no\b|not\b)\w+(?:\s+(?:or|and|nor)\s+(?:no\s+)?\w+)?",
        " ",
        folded,
    )


def _limbs(folded: str, regions: Sequence[tuple[str, str | None]]) -> tuple[int | None, ...]:
    """Give the muscles of each limb, by the muscles named, or by the numbers said beside the limbs."""
    said = [limb for m in _LIMB.finditer(folded) for limb in _sides_of(m, folded)]
    limbs = list(dict.fromkeys(said)) or ([("any", str(n)) for n in range(4)] if _ALL_FOUR.search(folded) else [])
    counts = [_number(m["n"] or m["m"]) for m in _MUSCLES.finditer(folded)]
    if limbs and len(counts) == len(limbs):
        return tuple(counts)
    if len(counts) == 1 and _EACH.search(folded):
        return tuple(counts * len(limbs))
    named: dict[tuple[str, str], int] = {}
    for region, side in regions:
        for one in ("LR" if side == "B" else side or "?") if region in _REGIONS else "":
            named[_REGIONS[region], one] = named.get((_REGIONS[region], one), 0) + 1
    return tuple(named.values()) or (None,) * len(limbs)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _WORDS[word]


def _sides_of(match: re.Match[str], folded: str) -> list[tuple[str, str]]:
    if match["named"]:
        return [_NAMED[match["named"]]]
    limb = "arm" if match["arm"] else "leg"
    side = sides.last_before(folded[max(0, match.start() - 14) : match.start()])
    plural = re.search(r"(?:s|ies|ves|feet)$", match[0])
    return [(limb, each) for each in ("LR" if side == "B" or (side is None and plural) else side or "?")]
