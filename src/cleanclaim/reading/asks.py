"""Read what is asked: the kinds of question, the topics, and whether the answer is a yes or no."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

_YES_NO = re.compile(
    r"^(?:so |ok(?:ay)?,? |hi,? |hello,? |and |but |por favor,? )*(?:is|are|can|could|does|do|did|may|should|would|will|am|has|have|must|need|isn.t|can.t|don.t|doesn.t|"
    r"puedo|puede|se puede|podemos|es|son|debo|cubre|paga|esta|necesita)\b"
)
_YES_NO_LATER = re.compile(
    r"(?:^|[.,;:?!]\s*|\bso\s+|\band\s+)(?:is|are|can|could|does|do|did|may|should|would|will|puedo|puede)\s+(?:it|this|that|these|they|he|she|i|we|you|the|a|an|my|our|\d{5}|[a-z]\d)|"
    r"(?:\bok|\bokay)\s*\??\s*$|(?:\bright|\bcorrect|\ballowed|\bcovered|\bvalid|\bpayable|\bbillable|\bcompliant|\bdo that|\bdoes that work|\bapply|\bcan we|\blegit|\bestá bien)\s*\?\s*$"
)
_OPEN = re.compile(
    r"\b(?:what|which|how|when|where|who|why|whats|wat|que|cual|cuales|cuanto|cuantas|cuando|como|quien)\b"
)
_MEANS = re.compile(r"\bmean|\bdefin|used for|stand for|significa")
_WHAT_IS_CODE = re.compile(
    r"what(?:.s| is| are)? (?:the )?(?:cpt |hcpcs |icd\S* )?(?:procedure |billing )?(?:code )?(?:[a-z]?\d{4,5}|[a-z]\d\d)"
)
_BARE_QUESTION = re.compile(r"(?:\d{5}|\b[a-z]\d{4}|-\s?\d\d|[a-z]\d\d\.\w+)\s*\?\s*$")
# A plan put forward to be judged: `20610 x2?`, `20553 because 6 injections?`, `right or wrong?`, `should the e/m stay`.
_PROPOSED = re.compile(
    r"(?:\d{5}|\b[a-z]\d{4})(?:\s?-\s?\w\w)*(?:\s*x\s?\d+|\s?-\s?\w\w|\s+(?:because|bc|since|as)\b[^?]{2,60})\s*\?\s*$|"
    r"\bright or wrong\b|\bshould the [^?]{1,40} (?:stay|go|come off|be (?:removed|dropped))\b|\bfixable\b[^?]*\?|\bwill that fly\b"
)
_SPANISH = re.compile(
    r"[¿¡]|\b(?:puedo|factura\w*|codigo|cual|cuantas|musculos?|modificador|inyecci\w+|doctor inyecto|los dos|cubre|paciente|diagnostico|que|para|con el|mismo)\b"
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
    found = [kind for kind, pattern in phrases().asks.items() if pattern.search(folded)]
    if "definition" in found and len(found) > 1:
        # "What is the code for ..." asks for a code; "what is code 20552 (used for)" asks what a code is.
        of_a_code = _MEANS.search(folded) or (re.search(r"\d{5}", folded) and _WHAT_IS_CODE.search(folded))
        found.remove("selection" if of_a_code and "selection" in found else "definition")
    if {"coverage", "selection"} <= set(found) and not re.search(r"\bcpt\b|hcpcs|procedure|\d{5}|\bcode this", folded):
        found.remove("selection")
    if "payment" in found and not re.search(r"\bcover|\bdx\b|diagnos|support", folded):
        found = [kind for kind in found if kind != "coverage"]
    if "difference" in found and "together" in found:
        found.remove("together")
    if "diagnosis" in found:
        found = [kind for kind in found if kind not in ("coverage", "selection", "definition")]
    return (*found, "clinical") if phrases().clinical.search(folded) else tuple(found)


def read_topics(folded: str) -> tuple[str, ...]:
    return tuple(topic for topic, pattern in phrases().topics.items() if pattern.search(folded))


def read_form(folded: str) -> Literal["yes_no", "open", "statement"]:
    """Say whether a yes or no is expected, an open answer, or whether something is only stated."""
    text = folded.strip().lstrip("¿¡ ")
    if _PROPOSED.search(text) and not is_choice(text):
        return "yes_no"
    if _YES_NO.search(text) and not re.match(r"(?:do|does|did|can|could|should|would)\b.{0,60}\bor\b.{0,40}\?", text):
        return "yes_no"
    last = re.split(r"[.;!\n]\s+|\?\s+(?=\w)", text)[-1]
    if _YES_NO_LATER.search(text) and not _OPEN.match(last.strip()):
        return "yes_no"
    if re.fullmatch(r"[a-z]?\d{4,5}\b[^?]{0,60}\?", text) and not _OPEN.search(text) and not is_choice(text):
        return "yes_no"
    if _OPEN.search(text):
        return "open"
    if _BARE_QUESTION.search(text) and not is_choice(text) and (is_session(text) or len(text.split()) <= 4):
        return "yes_no"
    return "open" if "?" in text or is_choice(text) else "statement"


def is_choice(folded: str) -> bool:
    """Say whether two answers are offered to choose from: `20552 or 20553`, `x1 or x3`, `one muscle or two`."""
    return bool(
        re.search(
            r"(?:\d{5}|x ?\d|\d+ units?|one|once|1|separate\w*|\bone muscle)\s*(?:units?|muscles?|line|time)?\s*(?:,\s*)?(?:or|vs\.?|versus|o)\s+(?:\d{5}|x ?\d|\d|two|twice|three|bundled|separate)",
            folded,
        )
    )


def is_session(folded: str) -> bool:
    """Say whether something that was done is described, not a question in general."""
    return bool(phrases().session.search(folded))


def is_about_meaning(folded: str) -> bool:
    """Say whether the meaning of a word is asked for: `what does modifier 25 mean`."""
    return bool(_MEANS.search(folded))


def is_in_field(folded: str) -> bool:
    return bool(phrases().field.search(folded))


def language(folded: str, question: str) -> Literal["en", "es"]:
    hits = len(_SPANISH.findall(folded)) + 2 * ("¿" in question)
    return "es" if hits >= 2 else "en"


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))
