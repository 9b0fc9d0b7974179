"""Read an earlier procedure whose global days may be open, and surgery in which an injection was given."""

import re
from typing import Literal

from cleanclaim.reading.scenario import Earlier

_MAJOR = (
    r"(?:tka|tkr|tha|thr|acdf|rcr|orif|cabg|fusion|laminectomy|\w*discectomy|arthroplasty|(?:knee|hip|shoulder|joint) replacement|"
    r"rotator cuff repair|hysterectomy|(?:back|knee|hip|shoulder|spine|neck|major|open) surgery|surgery)"
)
_MINOR = r"(?:rfa|radiofrequency|ablation|neurolysis|chemodenervation)"
_WHAT = rf"(?:(?:{_MAJOR}|{_MINOR})\s+\(?)?(?P<what>\d{{5}}|{_MAJOR}|{_MINOR})"
_NUMBERS = {"the": 1, "next": 1} | dict(
    zip("a one two three four five six seven eight nine ten".split(), (1, *range(1, 11)), strict=True)
)
_SPAN = rf"(?<![\w.])(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)})\s*(?P<unit>days?|d|weeks?|wks?|wk|months?|mos?)\b"
_UNIT_DAYS = {"d": 1, "w": 7, "m": 30}
_AFTER = re.compile(
    rf"{_SPAN}\s*(?:after|post(?:[- ]?op\w*)?|s/p|status post|out (?:from|of)|following|from|past|since|into)\s+(?:(?:from|the|a|an|his|her|global|of|for|period)\s+|\w+\s+){{0,4}}?{_WHAT}\b"
)
_AGO = re.compile(rf"\b{_WHAT}\b[^.;?]{{0,40}}?{_SPAN}\s*(?:ago|earlier|prior|before|back)\b")
_SINCE = re.compile(rf"\b(?:s/p|status post|post-?op(?:erative)?)\s+{_WHAT}\s*(?:x\s*)?{_SPAN}")
_ON_DAY = re.compile(
    rf"\b(?:post-?op(?:erative)?|s/p)\s+{_WHAT}\s+(?P<unit>day|d)\s*#?\s*(?P<n>\d{{1,3}})\b|"
    rf"\b{_WHAT.replace('<what>', '<of>')}\s+(?:pod|post-?op(?:erative)? day)\s*#?\s*(?P<pod>\d{{1,3}})\b"
)
_INSIDE = re.compile(
    rf"\b(?:in|within|during|inside|still in)\s+(?:the\s+|a\s+)?(?:\d+[- ]?day\s+)?(?:global|post-?op\w*)(?:\s+(?:period|days?|window))?"
    rf"(?:\s+(?:of|for|from|after)\s+(?:\w+\s+){{0,3}}?{_WHAT}\b)"
)
_IN_ITS = re.compile(
    rf"\b(?:in|within|during|inside)\s+(?:a |the |his |her |their )?{_WHAT}(?:'s)?\s+(?:global|post-?op)\b(?:\s+(?:period|days?|window))?"
)
_RELATIONS: dict[Literal["unrelated", "staged", "complication"], re.Pattern[str]] = {
    "unrelated": re.compile(
        r"unrelated|not related|nothing to do with|(?:different|other|another|separate|new) (?:problem|area|site|body part|joint|region|condition|complaint|issue|pain|injury)"
    ),
    "staged": re.compile(r"\bstaged?\b|planned (?:second|next|further)|as planned"),
    "complication": re.compile(r"complicat|return(?:ed|s)? to (?:the )?or\b|infect|hematoma|dehisc"),
}
_OTHER_PRACTICE = re.compile(
    r"(?:another|different|diff|outside|other) (?:practice|group|clinic)|(?:another|different|diff|other) (?:docs?|doctors?|surgeons?|physicians?|providers?|md)\b(?![^.;?]{0,30}same (?:group|practice))"
)
_DAY = r"\d{1,2}/\d{1,2}(?:/\d{2,4})?"
# `20610 right knee done 6/1, pt back 6/20 for left knee`: what is told before the return was done on another day.
_RETURNED = re.compile(
    rf"\b(?:done|did|had|given|was|on|last \w+|yesterday)\b[^;?]{{0,30}}?(?:{_DAY}|\b(?:last|yesterday)\b[^,.;?]{{0,16}})[^;?]{{0,30}}?"
    r"\b(?:is |was |came |comes |now )?(?:back|returns?|returned)\b"
)
_OF_A_SIDE = re.compile(
    r"\b(?:right|left|rt|lt|r|l)\b(?=\s+(?:knee|shoulder|hip|elbow|wrist|ankle|si|sij|troch|thumb|foot|hand|side))"
)
# `right, left done next week`: what is still to come is not done now.
_LATER = re.compile(
    r"\b(?:the )?(?:right|left|rt|lt|other|opposite)(?: side)?\s+(?:is |are |to be |will be |being |gets? )?(?:done|scheduled|planned|set|booked|coming)?\s*"
    r"(?:for |in )?(?:next (?:week|month|visit|time|session)|(?:a|one|two|1|2|3|4) (?:weeks?|months?)(?: later)?|later)\b"
)


def _without_earlier_sides(folded: str) -> str:
    """Blank the side of what was done before the patient came back, where the side of today is told."""
    match = _RETURNED.search(folded)
    if match is None or not _OF_A_SIDE.search(folded[match.end() :]):
        return folded
    return _OF_A_SIDE.sub(lambda m: " " * len(m[0]), folded[: match.end()]) + folded[match.end() :]


def read(folded: str) -> tuple[Earlier | None, str]:
    """Give the procedure that was done before, and the words without it: what was done then is not done now."""
    folded = _LATER.sub(lambda m: " " * len(m[0]), _without_earlier_sides(folded))
    patterns = (_AFTER, _AGO, _SINCE, _ON_DAY, _INSIDE, _IN_ITS)
    match = next((found for pattern in patterns if (found := pattern.search(folded))), None)
    if match is None:
        return None, folded
    told = match.groupdict()
    number = told.get("n") or told.get("pod")
    days = None
    if number:
        days = (_NUMBERS.get(number) or int(number)) * _UNIT_DAYS[(told.get("unit") or "d")[0]]
    what = told["what"] or told["of"]
    kind: Literal["code", "major", "minor"] = (
        "code" if what.isdigit() else "minor" if re.fullmatch(_MINOR, what) else "major"
    )
    relation = next((name for name, pattern in _RELATIONS.items() if pattern.search(folded)), None)
    by_others = bool(_OTHER_PRACTICE.search(folded))
    earlier = Earlier(what=what, kind=kind, days=days, relation=relation, by_others=by_others)
    return earlier, folded[: match.start()] + " " * len(match[0]) + folded[match.end() :]
