"""Read what is asked: the kinds of question, the topics, and whether the answer is a yes or no."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

from cleanclaim.reading import modifiers

_ASKS_YES_NO = re.compile(
    r"^(?:so|ok(?:ay)?|hi|hello|and|but|or|then|also|please|pls|por favor|y|pero|,|\s)*"
    r"(?:is|are|was|were|am|can|could|do|does|did|may|should|would|will|has|have|must|isn.t|can.t|don.t|doesn.t|won.t|wouldn.t|"
    r"(?:(?:la|lo|las|los|le|se|nos|me)\s+)?(?:puedo|puede|pueden|podemos|es|son|debo|cubre|paga|esta|necesita)|hay que)\b"
)
_OPEN = re.compile(
    r"\b(?:what|which|how|when|where|who|why|whats|wat|que|cual|cuales|cuanto|cuantos|cuantas|cuando|como|quien)\b"
)
# Clauses end at marks, and before a word that opens a question of its own.
_CLAUSES = re.compile(
    r"[.;:!?\n¿¡]+\s*|\s[-–—]\s|,\s*|\s+(?=(?:and|but|so|or|then)\s+(?:is|are|can|could|do|does|did|will|would|should|may|what|which|how)\b)"
)
# What is looked for, named at the end: `cpt?`, `codes please?`, `units?`.
_NAMES_WHAT = re.compile(
    r"\b(?:codes?|cpts?|units?|modifiers?|mods?|dx|icd(?:-?10)?|hcpcs|j-?codes?|rules?|limits?|polic\w+|lcds?|lines?|(?<!\d )(?<!tpi )(?<!visit )billable|codigos?|unidades)\s*(?:please|pls|plz|thanks)?\s*\?*\s*$"
)
_CODE_PLEASE = re.compile(r"\b(?:codes?|cpts?|codigos?)\s*(?:please|pls|plz|por favor)\W*$")
_MEANS = re.compile(r"\bmean|\bdefin|used for|stand for|significa")
_WHAT_IS_CODE = re.compile(
    r"what(?:.s| is| are)? (?:the )?(?:cpt |hcpcs |icd\S* )?(?:procedure |billing )?(?:code )?(?:[a-z]?\d{4,5}|[a-z]\d\d)"
)
# A plan put forward to be judged: `20610 x2?`, `20553 because 6 injections?`, `right or wrong?`, `should the e/m stay`.
_PROPOSED = re.compile(
    r"(?:\d{5}|\b[a-z]\d{4})(?:\s?-\s?\w\w)*(?:\s*x\s?\d+|\s?-\s?\w\w|\s+(?:because|bc|since|as)\b[^?]{2,60})\s*\?\s*$|"
    r"\bright or wrong\b|\b(?:ok|okay|yes) or (?:no|not)\b|\bshould the [^?]{1,40} (?:stay|go|come off|be (?:removed|dropped))\b|\bfixable\b[^?]*\?|\bwill that fly\b|\b(?:within|over|under|inside|past|exceed\w*) (?:\w+ ){0,4}limits?\W*$|"
    r"(?:^|[.,;]\s*|\bso\s+)(?:just |we |i )?(?:bill|charge|appeal|resubmit|rebill|write (?:it )?off)\b(?![^?]*\b(?:what|which|how|who|or)\b)[^?.;]{3,60}\?\s*$"
)
_OR_A_CODE = r"or (?:(?!and\b|with\b|both\b)[\w']+ ){0,4}\d{5}"
# `20611-LT ok? or 20610`: a yes or no on the first, and another to choose in its place.
_OR_ELSE = re.compile(r"\d{5}\S*(?: ok| okay| right| fine| to bill| correct)*\s*\?\s*" + _OR_A_CODE)
_GOES_ON = re.compile(
    r"\b(?:can|may|should) (?:we|i|you|they) (?:still |keep |continue |go on )+(?:to )?(?:bill|report|us|submit|charg)"
)
# `PRP in a trigger point, Medicare Ohio, covered`: the question mark is left off.
_COVERED = re.compile(
    r"(?<!not )(?<!non)(?<!non-)(?<!is )(?<!was )(?<!are )(?<!n.t )\bcovered(?:\s+(?:by|in|under)\s+\w+|\s+\w+){0,3}\W*$"
)
# How many in one day is a question of units, how many in a year one of coverage.
_A_DAY = re.compile(r"\b(?:per|a|each|one|same|in one|in a)\s+(?:day|dos|date of service|visit|session|encounter)\b")
_A_YEAR = re.compile(
    r"\byears?\b|\byr\b|\bmonths?\b|\bdays\b|\d/\d|\brolling\b|\bago\b|\bsessions?\b.{0,12}\bsessions?\b|\b\d(?:nd|rd|th)\b|\brepeat|\bweeks?\b"
)
# `What dx codes support 20552?` asks for diagnoses, not for a procedure.
_WHICH_DIAGNOSIS = re.compile(
    r"\b(?:what|which)\s+(?:\w+\s+){0,2}?(?:dx|diagnos\w*|icd\S*)\b[^?.]{0,24}\b(?:support|cover|allow|pay|accept)"
)
# A term of the field and nothing else: `whats MUE`, `what does MAC stand for`.
_TERM = re.compile(
    r"^\W*(?:what(?:.?s| is| are| does| do)?|define|explain|meaning of|que (?:es|significa))\s+(?:an?\s+|the\s+|el\s+|la\s+|un\s+|una\s+)?(?:medicare\s+|ncci\s+)?"
    r"(?:diff(?:erence)?s? between (?:an? )?)?(?:mues?|mai|ncci|cci|ptp|macs?|lcds?|ncds?|abns?|mcd|hcpcs|carcs?|rarcs?|column (?:1|2|one|two)|(?:modifier )?indicators? ?[019]?|"
    r"global (?:period|days?)|add-?on codes?|bilateral indicator|medical necessity|incident[- ]to|unlisted codes?)"
    r"(?:\s+(?:and|vs\.?|versus|&|or) (?:an? )?(?:mues?|ncci|ptp|macs?|lcds?|ncds?|abns?|lcas?|articles?|mcd|hcpcs|cpts?))?(?:\s+(?:edits?|codes?|mean|means|stand for|in (?:billing|coding|medicare)))*\W*$"
)
_SPANISH = re.compile(
    r"[¿¡]|\b(?:puedo|factura\w*|codigo|cual|cuantas|musculos?|modificador|inyecci\w+|doctor inyecto|los dos|cubre|paciente|diagnostico|que|para|con el|mismo|rodillas?|hombros?|cadera|espalda|cuello|ultrasonido|bloqueo|punto gatillo|derech[oa]s?|izquierd[oa]s?|inyectar\w*|cobertura)\b"
)


@dataclass(frozen=True)
class Phrases:
    """The compiled phrase lists of asks.yaml."""

    asks: dict[str, re.Pattern[str]]
    clinical: re.Pattern[str]
    field: re.Pattern[str]
    session: re.Pattern[str]
    topics: dict[str, re.Pattern[str]]


@cache
def phrases() -> Phrases:
    """Compile the phrase lists once."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"), loader)
    return Phrases(
        {kind: _any(patterns) for kind, patterns in data["asks"].items()},
        _any(data["clinical"]),
        _any(data["field"]),
        _any(data["session"]),
        {topic: re.compile(pattern) for topic, pattern in data["topics"].items()},
    )


def read_asks(folded: str) -> tuple[str, ...]:
    """Give the kinds of question, in order of precedence."""
    if _TERM.search(folded):
        return ("definition",)
    found = [kind for kind, pattern in phrases().asks.items() if pattern.search(folded)]
    if "definition" in found and len(found) > 1:
        # "What is the code for ..." asks for a code; "what is code 20552 (used for)" asks what a code is.
        of_a_code = _MEANS.search(folded) or (re.search(r"\d{5}", folded) and _WHAT_IS_CODE.search(folded))
        found.remove("selection" if of_a_code and "selection" in found else "definition")
    if {"coverage", "selection"} <= set(found) and not re.search(r"\bcpt\b|hcpcs|procedure|\d{5}|\bcode this", folded):
        found.remove("selection")
    if {"coverage", "selection"} <= set(found) and _WHICH_DIAGNOSIS.search(folded):
        found.remove("selection")
    if _NAMES_WHAT.search(folded) and not set(found) & {
        "selection",
        "units",
        "modifier",
        "frequency",
        "document",
        "diagnosis",
        "mue",
    }:
        found.append("selection")
    if "payment" in found and not re.search(r"\bcover|\bdx\b|diagnos|support", folded):
        found = [kind for kind in found if kind != "coverage"]
    if "frequency" in found and _A_DAY.search(folded) and not _A_YEAR.search(folded):
        found = [kind for kind in found if kind not in ("frequency", "units")] + ["units"]
    if "difference" in found and "together" in found:
        found.remove("together")
    if {"who", "document"} <= set(found):  # `who can perform TPIs under the CGS LCD`
        found = [kind for kind in found if kind not in ("document", "coverage")]
    if "diagnosis" in found:
        both = "selection" in found and re.search(r"\bcpts?\b", folded)
        found = [kind for kind in found if kind not in ("coverage", "definition", *(() if both else ("selection",)))]
    return (*found, "clinical") if phrases().clinical.search(folded) else tuple(found)


def read_topics(folded: str) -> tuple[str, ...]:
    return tuple(topic for topic, pattern in phrases().topics.items() if pattern.search(folded))


def read_form(folded: str) -> Literal["yes_no", "open", "statement"]:
    """Say whether a yes or no is expected, an open answer, or whether something is only stated.

    The first clause that asks decides. A plan with a question mark and no question word (`20553-50?`) asks for a yes or no.
    """
    text = folded.strip().lstrip("¿¡ ")
    if modifiers.is_choice(text):
        return "open"
    if is_choice(text) and not _OR_ELSE.search(text):
        return "open" if "?" in text or not _ASKS_YES_NO.search(text) or " or " in text else "yes_no"
    if _PROPOSED.search(text) or _GOES_ON.search(text):
        return "yes_no"
    for clause in _CLAUSES.split(text):
        if _ASKS_YES_NO.search(clause) and not re.search(r"\bor\b.{0,30}$", clause):
            return "yes_no"
        if re.match(r"(?:and|but|so|or|also|then|y|in|on|for|to|with|by|\s)*\s*", clause) and _OPEN.search(clause):
            return "open"
    if "?" in text:
        return "open" if _NAMES_WHAT.search(text) else "yes_no"
    if _COVERED.search(text):
        return "yes_no"
    return "open" if _CODE_PLEASE.search(text) else "statement"


def is_choice(folded: str) -> bool:
    """Say whether two answers are offered to choose from: `20552 or 20553`, `x1 or x3`, `one muscle or two`."""
    return bool(
        _OR_ELSE.search(folded)
        or re.search(
            r"(?:\d{5}(?:-\w\w)*|x ?\d|\d+ units?|one|once|1|separate\w*|\bone muscle)\s*(?:units?|muscles?|line|time)?\s*(?:,\s*)?(?:or|vs\.?|versus|o)\s+(?:\d{5}|x ?\d|\d|two|twice|three|bundled|separate)|"
            rf"\d{{5}}\S*\s*[,;]\s*{_OR_A_CODE}|"
            r"\b(?:one|two|1|2) (?:separate )?lines? (?:with \w+ )?(?:or|vs\.?|versus) (?:one|two|1|2)\b|"
            r"\d{5} (?:for|in|on|of|into) (?:(?!and\b|with\b|plus\b|or\b)[\w/-]+ ){1,4}(?:or|vs\.?|versus) \d{5}",
            folded,
        )
    )


def is_session(folded: str) -> bool:
    """Say whether something that was done is described, not a question in general."""
    return bool(phrases().session.search(folded))


def is_about_meaning(folded: str) -> bool:
    """Say whether the meaning of a word is asked for: `what does modifier 25 mean`."""
    return bool(_MEANS.search(folded))


def names_what(folded: str) -> bool:
    """Say whether the end names what is looked for: `left trap and levator, codes`."""
    return bool(_NAMES_WHAT.search(folded))


def is_in_field(folded: str) -> bool:
    return bool(phrases().field.search(folded))


def language(folded: str, question: str) -> Literal["en", "es"]:
    hits = len(_SPANISH.findall(folded)) + 2 * ("¿" in question)
    return "es" if hits >= 2 else "en"


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
