"""Say whether a question is read in the light of the one before it: `and in Texas?`, `no, left side`, `3 muscles`."""

import re

from cleanclaim.reading import asks
from cleanclaim.reading.scenario import Scenario
from cleanclaim.reading.text import fold

_LONGEST = 24
"""Words: a longer question speaks for itself."""
_FRAGMENT = 9
"""Words: so short a text that names nothing is said of what was spoken of before."""
NO_SUBJECT = {"out-of-scope", "modifier", "ncci", "abn", "denial", "drug", "visit"}
"""Topics that are about some procedure or other, and do not name it."""
_BY_THEMSELVES = {"definition", "difference", "document"}
"""Kinds of question that no list of muscles or diagnosis answers."""
_OPENS = re.compile(
    r"^[\s¿¡]*(?:and|but|also|ok(?:ay)?|so|then|now|what (?:if|about|of|abt)|wh?at abt|how about|same|if|or|instead|does that|is that|"
    r"would that|plus|add|actually|sorry|oops|wait|nope|no[,.;]|yes[,.;]|correction|(?:i|we) mean[t]?|make (?:it|that)|only|just|"
    r"y|o|pero|entonces|que tal|tambien|ahora|y si|si|perdon|no,? fue|mas)\b[\s,:]*"
)
_POINTS_BACK = re.compile(
    r"\b(?:with (?:it|that|them|those)|to (?:it|that|the claim)|as well|too|instead|in that case|same (?:claim|patient|pt|visit|"
    r"day|session|case)|(?:it|they) (?:was|were|is|are)|(?:change|switch|swap|rebill|resubmit|refile|correct) (?:it|that|them)|"
    r"con (?:eso|ese|esa)|tambien|en ese caso|cambiarlo)\b"
)


def follows(before: Scenario, now: Scenario) -> bool:
    """Say whether a question continues the one before it.

    It opens or points back so, answers what was left open, or names nothing to ask about.
    """
    folded = fold(now.question)
    words = len(folded.split())
    # The knowledge is in English: a Spanish word is strange to it whatever it says.
    told = now.without_guidance or now.claim.guidance or now.is_bilateral or now.side or now.level_count
    is_elsewhere = "out-of-scope" in now.topics and now.strange and now.language == "en" and not told
    if words > _LONGEST or "greeting" in now.asks or is_elsewhere:
        return False
    leans = bool(_OPENS.search(folded) or _POINTS_BACK.search(folded))
    if has_subject(now) or "definition" in now.asks or asks.is_about_meaning(folded):
        return leans or _answers(before, now)
    return bool(now.facts or now.asks) or words <= (_LONGEST // 2 if leans else _FRAGMENT)


def has_subject(scenario: Scenario) -> bool:
    """Say whether a question names something of its own to ask about."""
    named = scenario.claim.lines or scenario.claim.diagnoses or scenario.names_target or scenario.documents
    return bool(named) or bool(set(scenario.topics) - NO_SUBJECT)


def names_claim(scenario: Scenario) -> bool:
    """Say whether a question describes or names something to bill, and so stands by itself beside others."""
    return bool(scenario.claim.lines or scenario.is_described)


def _answers(before: Scenario, now: Scenario) -> bool:
    """Say whether bare facts are put that the question before lacked: `trapezius and levator, left`, `M79.18`, `kenalog 40`."""
    if now.form != "statement" or set(now.asks) - {"drug"} or set(before.asks) & _BY_THEMSELVES:
        return False
    if now.claim.lines and (before.claim.lines or before.is_described):
        return False
    targets = bool(now.count or now.structures) and not (before.count or before.structures)
    diagnoses = bool(now.claim.diagnoses) and not before.claim.diagnoses
    drugs = bool(now.doses) and not before.doses and (before.is_described or bool(before.claim.lines))
    return targets or diagnoses or drugs or bool(now.claim.lines)
