"""Put what a follow-up changes into the question before it; what the new words do not speak of stays."""

import re
from typing import Any

from cleanclaim.claim import Claim, Line, Muscle
from cleanclaim.reading.following import NO_SUBJECT
from cleanclaim.reading.scenario import MuscleCount, Scenario
from cleanclaim.reading.text import fold
from cleanclaim.tables import Tables

_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
}
_NUMBER = rf"(?P<n>\d{{1,2}}|{'|'.join(_NUMBERS)})\b(?!\s*(?:mg|ml|cc|units?|mcg|\d|weeks?|days?|months?|times|dias|meses|levels?|[/.-]\d|%))"
_BARE_COUNT = (
    re.compile(
        rf"\b(?:was|were|it.s|is|are|had|only|just|fueron|eran|son|fue|solo)\s+(?:only\s+|just\s+|solo\s+)?{_NUMBER}"
    ),
    re.compile(rf"^\W*(?:and|or|what about|how about|what if|y|no,?)?\s*(?:for|with|para|con)?\s*{_NUMBER}\W*$"),
)
_ADDS = re.compile(
    r"\b(?:with (?:it|that|them|those)|add(?:ed|ing)?|also|as well|too|plus|same (?:claim|visit|day|session)|tambien|mas|con (?:eso|ese|esa))\b"
)
_BESIDE = re.compile(r"^\W*(?:and |what about |how about |or |y )?(?:with|con)\b")
_NO_TOXIN = re.compile(r"\b(?:no|not|without|w/o|sin)\s+(?:any\s+)?(?:botox|botulinum|toxin)")
_EACH = re.compile(
    r"(?:\b(?P<n>\d{1,3})\s*(?:mg)?\s+)?\b(?:each|apiece|per (?:knee|shoulder|hip|side|joint))\b(?! side)"
)
_LEVEL = re.compile(
    r"\b(?:(?P<nth>second|third|2nd|3rd|2do|3er|tercer|segundo)|another|one more|additional|extra|otro)\s+(?:level|nivel)"
)
_NTH = {"second": 2, "2nd": 2, "2do": 2, "segundo": 2, "third": 3, "3rd": 3, "3er": 3, "tercer": 3}
_SUPPOSES = re.compile(r"^\W*(?:what if|and if|if|same|but|no|sorry|actually|oops|wait|with|without|y si|si|pero)\b")
_OF_FACTS = {"guidance", "drug", "visit", "units", "documentation"}
"""Kinds of question that words of a fact alone give: `what if ultrasound was used`."""
_SIDES = {"RT": "R", "LT": "L", "50": "B"}
_OWN = {
    "claim",
    "topics",
    "asks",
    "form",
    "seeks_obstacle",
    "question",
    "language",
    "facts",
    "payer_is_assumed",
    "payers",
    "strange",
}
"""What is put together below, part by part."""


_BESIDE_A_PROCEDURE = {"visit", "drug", "guidance", "imaging", "administration", "sedation"}
"""Families that are billed beside what was spoken of, and not in its place."""


def goes_beside(now: Scenario, before: Scenario, tables: Tables) -> bool:
    """Say whether what is named now is only billed beside the procedure spoken of before: `and a 99213?`."""
    new = {tables.family(line.code) for line in now.claim.lines}
    known = {tables.family(line.code) for line in before.claim.lines}
    return bool(new) and new <= _BESIDE_A_PROCEDURE and not (known and known <= _BESIDE_A_PROCEDURE)


def continued(before: Scenario, now: Scenario, tables: Tables) -> Scenario:
    """Give the earlier scenario with what the new words change."""
    folded = fold(now.question)
    topics = tuple(t for t in now.topics if t != "out-of-scope")
    keeps_topics = not set(topics) - NO_SUBJECT or _ADDS.search(folded)
    # `and for Aetna?` names another payer and asks the same again.
    named = {"payer"} if before.asks and now.claim.payer else set()
    kinds = tuple(a for a in now.asks if a not in named and (a != "clinical" or not now.claim.lines))
    is_own = bool(kinds)
    if _SUPPOSES.search(folded) and set(kinds) <= _OF_FACTS:
        kinds, is_own = tuple(dict.fromkeys((*before.asks, *kinds))), False
    changes: dict[str, Any] = {
        name: value
        for name in Scenario.model_fields
        if name not in _OWN and (value := getattr(now, name)) != Scenario.model_fields[name].get_default()
    }
    if now.claim.guidance:
        changes["without_guidance"] = False
    claim = _merged(before, now, folded, tables)
    count = _count(before, now, folded)
    side = "50" if now.is_bilateral else now.side
    if side and not now.structures and not now.claim.muscles:
        changes |= _turned(before, side)
        claim = _on_side(claim, side)
        if claim.muscles and not count:
            count = _counted(claim.muscles)
    if count:
        changes |= {"count": count, "muscles_not_named": now.muscles_not_named}
        claim = claim.replace(muscle_count=count.least if count.least == count.most else None)
    if _ADDS.search(folded) and (now.level_count or now.vertebrae) and (before.level_count or before.vertebrae):
        changes["level_count"] = ((before.level_count or 0) + (now.level_count or 0)) or None
        changes["vertebrae"] = before.vertebrae + now.vertebrae
    refused = _NO_TOXIN.search(folded)
    if refused:
        changes["toxin"] = None
    each = _EACH.search(folded)
    if each and before.doses and not now.doses:
        amount = float(each["n"]) if each["n"] else None
        changes["doses"] = tuple(
            d.model_copy(update={"each": True, "amount": amount or d.amount}) for d in before.doses
        )
    level = _LEVEL.search(folded)
    if level and before.level_count:
        changes["level_count"] = _NTH.get(level["nth"] or "", before.level_count + 1)
    says_little = not now.asks and not now.claim.lines
    return before.model_copy(
        update={
            **changes,
            "question": f"{before.question}\n{now.question}",
            "language": before.language if says_little else now.language,
            "form": now.form if is_own else before.form,
            "seeks_obstacle": now.seeks_obstacle if is_own else before.seeks_obstacle,
            "asks": kinds or before.asks,
            "topics": tuple(
                topic
                for topic in dict.fromkeys((*topics, *(before.topics if keeps_topics else ())))
                if not (refused and topic == "botulinum")
            ),
            "claim": claim,
            "cues": tuple(dict.fromkeys((*before.cues, *now.cues))),
            "payers": now.payers if now.claim.payer else before.payers,
            "payer_is_assumed": before.payer_is_assumed and now.payer_is_assumed,
            "strange": now.strange,
            "facts": now.facts,
        }
    )


def _count(before: Scenario, now: Scenario, folded: str) -> MuscleCount | None:
    """Give the new count: muscles added to those before, a number alone where muscles were counted, or what was said."""
    if now.claim.muscles and before.claim.muscles and _ADDS.search(folded):
        return _counted((*before.claim.muscles, *now.claim.muscles))
    bare = next((m for pattern in _BARE_COUNT if (m := pattern.search(folded))), None)
    if bare and (before.count or "trigger-point" in before.topics) and not now.count:
        n = _NUMBERS.get(bare["n"]) or int(bare["n"])
        return MuscleCount(least=n, most=n)
    return now.count


def _counted(muscles: tuple[Muscle, ...]) -> MuscleCount:
    sides = {(m.name, s) for m in muscles for s in (m.side or "?").replace("B", "LR")}
    return MuscleCount(least=len(sides), most=len(sides))


def _turned(before: Scenario, side: str) -> dict[str, Any]:
    """Give the sides of what was described, all turned to the one now said."""
    told: dict[str, Any] = {"is_bilateral": side == "50", "side": None if side == "50" else side}
    return told | {"structure_sides": (side,) * len(before.structures)}


def _on_side(claim: Claim, side: str) -> Claim:
    muscles = tuple(dict.fromkeys(m.model_copy(update={"side": _SIDES[side]}) for m in claim.muscles))
    lines = (line.model_copy(update={"modifiers": _with_side(line, side)}) for line in claim.lines)
    return claim.replace(muscles=muscles, lines=tuple(lines))


def _with_side(line: Line, side: str) -> tuple[str, ...]:
    """Give a line's modifiers with another side, where it had one."""
    return tuple(dict.fromkeys(side if m in _SIDES else m for m in line.modifiers))


def _merged(before: Scenario, now: Scenario, folded: str, tables: Tables) -> Claim:
    given: dict[str, Any] = {name: value for name, value in now.claim if value not in (None, ())}
    if now.count:
        added = before.claim.muscles if now.claim.muscles and _ADDS.search(folded) else ()
        given["muscles"] = tuple(dict.fromkeys((*added, *now.claim.muscles)))
    if now.without_guidance:
        given["guidance"] = None
    if now.claim.lines:
        given["lines"] = tuple(dict.fromkeys(_lines(before, now, folded, tables)))
    return before.claim.replace(**given)


def _lines(before: Scenario, now: Scenario, folded: str, tables: Tables) -> tuple[Line, ...]:
    """Give the lines spoken of now: added to those before, put beside the first, in place of their like, or alone."""
    old, new = before.claim.lines, now.claim.lines
    if _ADDS.search(folded) or goes_beside(now, before, tables):
        return (*old, *new)
    if len(old) > 1 and _BESIDE.search(folded):
        return (old[0], *new)
    alike = [line for line in old if tables.family(line.code) == tables.family(new[0].code)]
    if len(new) == 1 and len(old) > 1 and len(alike) == 1 and not now.asks:
        return tuple(new[0] if line is alike[0] else line for line in old)
    return new
