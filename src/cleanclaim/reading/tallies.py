"""Read numbers of muscles said outright: `4 muscles`, `2 on the right and 1 on the left`, `two each side`."""

import re

NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "single": 1,
    "un": 1,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "both": 2,
}
NUMBER = r"(?P<n>\d{1,2}|" + "|".join(w for w in NUMBERS if w != "both") + r")"
_WORDS = "|".join(w for w in NUMBERS if w != "both")
_PLACE = r"(?:different|separate|distinct|individual|more|of the|neck|back|shoulder|lower|upper|buttock|paraspinal|cervical|thoracic|lumbar|gluteal|total)"
_SIDE = r"(?:right|left|rt|lt|r|l)\b(?:[ -]sided?)?"
_AND = r"\s*(?:and|,|\+|&|plus)\s*"
_COUNTED = re.compile(rf"(?<![\w.-]){NUMBER}\+?\s+(?:(?:{_PLACE}|{_SIDE})[\s/]+){{0,3}}(?:muscles?|musculos?)\b")
# `needled 4 mm`: beside what was done to them, mm are muscles.
_ABBREVIATED = re.compile(
    rf"\b(?:needled|needling|inject(?:ed|ions?)?|inj|tpis?|treated|dn)\s+(?:in\s+|into\s+|to\s+|of\s+|x\s*)?(?P<n>[1-9]|{_WORDS})\s+mms?\b(?!\s*(?:needle|long|x\b|deep|gauge))"
)
_OTHER_SIDE = re.compile(
    rf"(?:\s+(?:(?:on|in|of)\s+)?(?:the\s+)?{_SIDE})?{_AND}(?P<m>\d{{1,2}}|{_WORDS})\s+(?:more\s+)?(?:muscles?\s+)?(?:(?:on|in|of)\s+)?(?:the\s+)?{_SIDE}"
)
# `3 cervical and 2 lumbar muscles`: only the last number stands before the word.
_BEFORE = re.compile(rf"(?<![\w.-])(?P<m>\d{{1,2}}|{_WORDS})\s+(?:on\s+(?:the\s+)?)?(?:{_PLACE}|{_SIDE}){_AND}$")
_EACH = re.compile(
    r"\s+(?:(?:on|per|in)\s+)?(?:each|either|both) sides?\b|\s+(?:per|a) side\b|\s+(?:de|en) cada lado\b"
)
_MAYBE_EACH = re.compile(r"\s+(?:bilaterally|bilateral|bilat|b/l)\b")
_RANGE = re.compile(r"\b(?:1|one|una?)\s*(?:-|to|or|/|o)\s*(?:2|two|dos)\s+muscle")
_THREE_UP = re.compile(r"\b(?:3\+|3 or more|three or more|at least (?:3|three)|more than (?:2|two))\s*muscle")
# `only did 2 of 3 muscles`: what was done counts, not what was planned.
_DONE_OF = re.compile(
    rf"\b(?:did|done|inject(?:ed)?|treated|got|completed|needled|finished|only|just)\s+(?:only\s+|just\s+)?(?P<n>\d|{_WORDS})\s+(?:out )?of\s+(?:the\s+|his\s+|her\s+)?(?:planned\s+|intended\s+)?(?:\d|{_WORDS})\s+(?:planned\s+)?(?:muscles?)\b"
)
_PROPOSED = re.compile(
    rf"(?:[-,:=]|\b(?:is|are) (?:that|this|it|they|those)|\bso(?: is (?:that|this|it))?|\bcounts? as|\bequals?)\s*(?P<n>\d|{_WORDS})(?:\s+(?:muscles?|musculos?))?(?:[\s,]*(?:so\s+|=\s*)?\d{{5}})?\s*\?\s*$"
)
# `coder A says 20552 (2 muscles), coder B says 20553`: an opinion on what is told, and no count.
_OPINION = re.compile(
    r"\b(?:coder|biller|coworker|auditor|payer|insurance|boss|someone)s?\b[^.;?]{0,12}\b(?:says?|said|thinks?|claims?|wants?|argues?)\b[^.;?]{0,20}$"
)
_SUPPOSED = re.compile(
    r"\b(?:is|are) (?:that|this|it|they|those|these)\s+(?:really |considered |counted as )?$|\bcounts? as\s+$|\b(?:that|it)'?s\s+$|=\s*$"
)


def proposed(folded: str) -> int | None:
    """Give the number of muscles that is offered to be confirmed: `paraspinals L3 to L5 - one muscle?`."""
    found = _PROPOSED.search(folded)
    return number(found["n"]) if found else None


def explicit(folded: str) -> tuple[int, int | None] | None:
    """Give the least and the most muscles said; several counts add up unless one of them is the total of the others."""
    done = _DONE_OF.search(folded)
    if done:
        return number(done["n"]), number(done["n"])
    short = _ABBREVIATED.search(folded)
    if short:
        return number(short["n"]), number(short["n"])
    if _THREE_UP.search(folded):
        return 3, None
    if _RANGE.search(folded):
        return 1, 2
    found = [m for m in _COUNTED.finditer(folded) if not re.match(r"\s*(?:,\s*)?(?:or|vs)\b", folded[m.end() :])]
    # `paraspinals bilaterally injected - 6 muscles?` asks for the count instead of giving it.
    asked = [
        m
        for m in found
        if (folded[m.end() :].strip() == "?" and re.search(r"[-.;:=]\s*$", folded[: m.start()]))
        or _OPINION.search(folded[: m.start()])
        or ("?" in folded[m.end() :] and _SUPPOSED.search(folded[: m.start()]))
    ]
    counted = [m for m in found if m not in asked]
    if not counted:
        return None
    counts = [number(m["n"]) for m in counted]
    if len(counts) == 1:
        beside = _OTHER_SIDE.match(folded, counted[0].end()) or _BEFORE.search(folded[: counted[0].start()])
        counts += [number(beside["m"])] if beside else []
        if _EACH.match(folded, counted[0].end()):
            return 2 * counts[0], 2 * counts[0]
        if _MAYBE_EACH.match(folded, counted[0].end()):
            return counts[0], 2 * counts[0]
    is_total = re.match(r"\s*(?:total\s*)?[(:]", folded[counted[0].end() :]) is not None
    total = counts[0] if is_total else sum(counts)
    return total, total


def number(word: str) -> int:
    """Give the number of digits or a word of `NUMBERS`."""
    return int(word) if word.isdigit() else NUMBERS[word]
