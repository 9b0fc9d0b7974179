"""Read a question in the light of the one before it: `and in Texas?`, `what if it was 4 muscles`."""

import re
from typing import Any

from cleanclaim.claim import Claim
from cleanclaim.reading import asks
from cleanclaim.reading.scenario import MuscleCount, Scenario
from cleanclaim.reading.text import fold

_LONGEST = 24
"""Words: a longer question speaks for itself."""
_NO_SUBJECT = {"out-of-scope", "modifier", "ncci", "abn", "denial"}
"""Topics that are about some procedure or other, and do not name it."""
_OPENS = re.compile(
    r"^[\s¿¡]*(?:and|but|also|ok(?:ay)?|so|then|now|what (?:if|about|of)|how about|same|if|or|instead|does that|is that|"
    r"would that|y|o|pero|entonces|que tal|tambien|ahora|y si|si)\b[\s,:]*"
)
_POINTS_BACK = re.compile(
    r"\b(?:with (?:it|that|them|those)|to (?:it|that|the claim)|as well|too|instead|in that case|same (?:claim|patient|visit|"
    r"day|session|case)|(?:it|they) (?:was|were|is|are)|con (?:eso|ese|esa)|tambien|en ese caso)\b"
)
_BARE_COUNT = re.compile(
    r"\b(?:was|were|it.s|is|are|had|only|fueron|eran|son|fue|solo)\s+(?:only\s+|just\s+)?(\d{1,2})\b(?!\s*(?:mg|ml|units?|mcg|\d|weeks?|days?|months?|dias|meses))"
)
_ADDS = re.compile(
    r"\b(?:with (?:it|that|them|those)|add(?:ed|ing)?|also|as well|too|plus|same (?:claim|visit|day|session)|tambien|con (?:eso|ese|esa))\b"
)


def follows(now: Scenario) -> bool:
    """Say whether a question continues the one before it: it opens or points back so, or names nothing to ask about."""
    folded = fold(now.question)
    words = len(folded.split())
    if words > _LONGEST:
        return False
    leans = bool(_OPENS.search(folded) or _POINTS_BACK.search(folded))
    has_subject = bool(now.claim.lines or now.claim.diagnoses or now.is_described or now.documents) or bool(
        set(now.topics) - _NO_SUBJECT
    )
    if not has_subject and "definition" not in now.asks and not asks.is_about_meaning(folded):
        return bool(now.facts or now.asks) or (leans and words <= _LONGEST // 2)
    return leans


def continued(before: Scenario, now: Scenario) -> Scenario:
    """Give the earlier scenario with what the new words change; what they do not speak of stays."""
    folded = fold(now.question)
    topics = tuple(t for t in now.topics if t != "out-of-scope")
    keeps_topics = not set(topics) - _NO_SUBJECT or _ADDS.search(folded)
    kinds = tuple(a for a in now.asks if a != "clinical")
    changes: dict[str, Any] = {
        name: value
        for name in Scenario.model_fields
        if (value := getattr(now, name)) != Scenario.model_fields[name].get_default()
        and name
        not in (
            "claim",
            "topics",
            "asks",
            "form",
            "seeks_obstacle",
            "question",
            "language",
            "facts",
            "payer_is_assumed",
        )
    }
    count = _count(before, now, folded)
    if count:
        changes |= {"count": count, "muscles_not_named": now.muscles_not_named}
    new_side = "50" if now.is_bilateral else now.side
    if new_side and not now.structures:
        changes["structure_sides"] = (new_side,) * len(before.structures)
    says_little = not now.asks and not now.claim.lines
    return before.model_copy(
        update={
            **changes,
            "question": f"{before.question}\n{now.question}",
            "language": before.language if says_little else now.language,
            "form": now.form if kinds else before.form,
            "asks": kinds or before.asks,
            "topics": tuple(dict.fromkeys((*topics, *(before.topics if keeps_topics else ())))),
            "claim": _merged(before, now, count, folded),
            "cues": tuple(dict.fromkeys((*before.cues, *now.cues))),
            "payer_is_assumed": before.payer_is_assumed and now.payer_is_assumed,
            "facts": now.facts,
        }
    )


def _count(before: Scenario, now: Scenario, folded: str) -> MuscleCount | None:
    """Give the new count: muscles added to those before, a number alone where muscles were counted, or what was said."""
    if now.claim.muscles and before.claim.muscles and _ADDS.search(folded):
        sides = {
            (m.name, s) for m in (*before.claim.muscles, *now.claim.muscles) for s in (m.side or "?").replace("B", "LR")
        }
        return MuscleCount(least=len(sides), most=len(sides))
    bare = _BARE_COUNT.search(folded)
    if bare and before.count and not now.count:
        return MuscleCount(least=int(bare[1]), most=int(bare[1]))
    return now.count


def _merged(before: Scenario, now: Scenario, count: MuscleCount | None, folded: str) -> Claim:
    given: dict[str, Any] = {name: value for name, value in now.claim if value not in (None, ())}
    if count:
        added = before.claim.muscles if now.claim.muscles and _ADDS.search(folded) else ()
        muscles = tuple(dict.fromkeys((*added, *now.claim.muscles)))
        given |= {"muscles": muscles, "muscle_count": count.least if count.least == count.most else None}
    if now.without_guidance:
        given["guidance"] = None
    if now.claim.lines and _ADDS.search(folded):
        given["lines"] = tuple(dict.fromkeys((*before.claim.lines, *now.claim.lines)))
    return before.claim.replace(**given)
