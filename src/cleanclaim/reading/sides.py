"""Left, right and both, in the words and letters people use. `Right` is no side where it means correct."""

import re
from typing import Literal

Side = Literal["L", "R", "B"]
Own = Literal["RT", "LT", "50", ""]
"""The modifier of a side; empty where the words that tell one leave this target out."""
MODIFIERS: dict[str, Own] = {"B": "50", "R": "RT", "L": "LT"}
"""What each side is on a claim."""

_CORRECT = (
    r"(?!\s*(?:\?|,\s*(?:so|but|because|since|or wrong|call|if|for)\b|(?:for|code|codes|cpt|icd|hcpcs|way|now|answer|modifiers?|to|if|when|one|away|dx|diagnosis|choice|thing|here|"
    r"because|since|with(?!\s+(?:fluoro|ultra|us\b|u/?s\b|guid|imag|ct\b|x-?ray|steroid|kenalog|depo|contrast|lido|bupi|marcaine|\d))|or wrong|so|but|call)\b))(?<!that's right)(?<!is right)(?<!that right)(?<!this right)(?<!it right)(?<!all right)(?<!are right)(?<!i'm right)(?<!\bhe right)(?<!she right)(?<!they right)(?<!\bwe right)(?<!\bi right)(?<!\byou right)"
)
RIGHT = rf"(?:right{_CORRECT}|rt|r|derech[oa])"
LEFT = r"(?:left(?! off\b)(?! over)(?! out\b)|lt|l|izquierd[oa])"
_VERBS = "do did does done doing gave want wants perform performed cover covered get need use".split()
PRONOUN = (
    "(?:"
    + "|".join(rf"(?<=\b{verb} both)" for verb in _VERBS)
    + r")(?=$|\s*(?:[?.,;:!)]|\d|same\b|on\b|in\b|at\b|and\b|that\b|this\b|those\b|w/|with\b|to(?:day|gether)?\b))"
)
"""`dr did both same day`: two services, where no part of the body follows."""
BOTH = (
    r"(?:r\s?(?:\+|&|/|and)\s?l|l\s?(?:\+|&|/|and)\s?r|(?:right|rt)\s+(?:and|&|\+)\s+(?:left|lt)|(?:left|lt)\s+(?:and|&|\+)\s+(?:right|rt)|"
    rf"bilaterally|bilateral|bilat|bil|b/l|(?<!code )(?<!bill )(?<!report )(?<!pay )(?<!for )both(?!{PRONOUN})(?! (?:on )?(?:the )?(?:right|left|rt|lt|r|l)\b(?!\s*(?:and|&|\+|/)))(?! (?:be|pay|get|codes?|lines?|of|20|64|procedures?))|(?:2|two) (?=knees|shoulders|hips|elbows|wrists|ankles|sij?s\b)|each (?:side|(?=knee|shoulder|hip|elbow|wrist|ankle|si joint))|ambos|ambas|los dos|las dos|derecho e izquierdo)"
)
SPOKEN = re.compile(
    rf"(?<![\w])(?P<B>{BOTH})(?![\w])|(?<![\w])(?P<R>{RIGHT})(?![\w/'])|(?<![\w])(?P<L>{LEFT})(?![\w/'])"
)
_AFTER = re.compile(
    rf"(?:\s*(?:joints?|injections?|inj\.?|injs|blocks?|nerves?|steroid|shots?|bursa|side)\b)*(?:\s*[clt]\d{{1,2}}(?:\s?[-/,&]\s?[clts]?\d{{1,2}})*)?\s*[,(:-]?\s*(?:on (?:the )?)?"
    rf"(?:(?P<B>bilaterally|bilateral|bilat|b/l|both sides|x ?2 sides|ambos lados)|(?P<R>{RIGHT})|(?P<L>{LEFT}))(?![\w/'])"
)


def last_before(text: str) -> Side | None:
    """Give the side said last before what follows the text; a full stop or semicolon between ends its reach."""
    last = None
    for match in SPOKEN.finditer(text, max(0, len(text) - 40)):
        last = match
    if last is None or re.search(r"[.;]", text[last.end() :]):
        return None
    return last.lastgroup  # type: ignore[return-value]


def before(text: str) -> Own | None:
    """Give the modifier of the side said last before what follows the text."""
    side = last_before(text)
    return MODIFIERS[side] if side else None


def after(text: str) -> tuple[Own, int] | None:
    """Give the side said behind a target and where its word ends."""
    match = _AFTER.match(text)
    # `R knee, L hip`: the letter belongs to the part that follows it.
    if match is None or (
        match.lastgroup in ("R", "L") and re.match(r"\s+(?:and\s+)?[a-z]{3,}", text[match.end() :]) and "," in match[0]
    ):
        return None
    return MODIFIERS[str(match.lastgroup)], match.end()


def around(folded: str, previous: int, start: int, end: int) -> Own | None:
    """Give the side said before a span, from the end of the one before it, or right behind it."""
    behind = after(folded[end : end + 40])
    return before(folded[previous:start]) or (behind[0] if behind else None)
