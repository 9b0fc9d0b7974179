"""Read what the visit beside a procedure was for."""

import re
from collections.abc import Iterator

# A visit that served only the injection: it was scheduled, or the look at the site led to nothing else.
_PLANNED = re.compile(
    r"\b(?:pre-?)?(?:sched(?:uled)?|planned)\s+(?:for\s+)?(?:a |an |the |his |her |their |repeat |series of |bilateral |first |second |third |next |1st |2nd |3rd |sets? of )*"
    r"(?:(?:right|left|rt|lt|r|l|knee|shoulder|hip|si|joint|trap\w*)\s+)*(?:tpis?|trigger point|injections?|procedure|inj\b|block|esi|epidural)|"
    r"(?:tpis?|injections?|shots?|trigger points?) (?:visit )?only\b|(?:only|just|solely|simply)\s+(?:here\s+|came(?: in| back)?\s+|there\s+|in\s+)?for\s+(?:the|a|an|his|her|their|repeat)?\s*"
    r"(?:scheduled |planned |tpis?|trigger point|injections?|inj\b|shot)|no (?:other|new|separate) (?:complaint|problem|issue|prob)s?\b|"
    r"(?:just|only|simply) (?:re-?did|did|repeated|gave|got|had|re-?injected|injected)\b[^.;?]{0,20}(?:injections?|tpis?|shots?|blocks?|points?)|nothing else (?:was )?(?:addressed|evaluated|discussed|done)|solo (?:para|por) (?:la|una) inyeccion"
)
# `here for the knee injection`: planned, unless other work is told beside it.
_CAME_FOR = re.compile(
    r"\b(?:here|back|in|came|presents?)\s+(?:today )?for (?:the |a |an |his |her |their )?(?:(?:right|left|rt|lt|r|l|knee|shoulder|hip|si|joint|repeat|next|2nd|3rd|second|third)\s+)*(?:inj\b|injections?|tpis?|shots?)(?![^.;?]{0,30}\b(?:and|plus|also)\b)"
)
_OTHER_WORK = re.compile(
    r"\b(?:med(?:ication)?s?|rx|gabapentin|lyrica|opioids?|dose|htn|dm|mri|labs?|imaging|x-?rays?|eval\w*|w/?u|workup|review\w*|discuss\w*|"
    r"manag\w*|mgmt|mgt|f/?u|follow[- ]?up|refill\w*|referr\w*|chang\w*|adjust\w*|prescri\w*|counsel\w*|new)\b(?! (?:prob|complaint|issue))"
)
# What staff do before a procedure is part of it.
_PREPARED = re.compile(
    r"\b(?:nurse|rn|lpn|ma|medical assistant|staff)\b[^.;?]{0,40}\b(?:bp|vitals?|blood pressure|consent|rooms?|room(?:ed|ing)|draws? up|drew up|preps?|prepped|intake)\b"
)
_DECIDED = re.compile(
    r"\bdeci(?:sion|ded|des|ding)\b[^.;?]{0,30}\b(?:inject\w*|tpis?|trigger|procedure|block|shot|it|proceed|do)\b|\b(?:just|only) (?:evaluated|examined|looked at|assessed)\b[^.;?]{0,40}\binject"
)
_SEPARATE_PROBLEM = re.compile(
    r"(?:separate|unrelated|different|another|new|also (?:addressed|evaluated|treated|managed|discussed)|plus)\s+(?:\w+\s+){0,2}"
    r"(?:problem|complaint|issue|condition|diagnos|symptom|pain)|also (?:addressed|evaluated|managed|discussed|adjusted)|hypertension|diabetes|"
    r"evalu\w+ aparte|(?:otro|nuevo) problema|(?:otra|nueva) (?:queja|condicion)|\bnueva\b[^.]{0,20}\bajust"
)

# `est patient level 3`, `level 4 new pt`: the visit named by its kind and level, which make its code.
_PATIENT = r"(?:(?P<new>new)|est(?:ab(?:lished)?)?)\.?\s*(?:patients?|pts?)\b"
_LEVEL = re.compile(
    rf"\b{_PATIENT}[\s,:-]*(?:office )?(?:visit |ov )?(?:level|lvl)\s*(?P<n>[2-5])\b|"
    rf"\b(?:level|lvl)\s*(?P<k>[2-5])[\s,]*(?:office )?(?:visit |ov )?(?:for |of )?(?:an? )?{_PATIENT.replace('<new>', '<new_patient>')}"
)


def read(folded: str) -> str | None:
    """Say `planned` where the visit served only the injection, `decision` where it told to inject, `separate` where more was treated."""
    if _SEPARATE_PROBLEM.search(folded):
        return "separate"
    came = _CAME_FOR.search(folded) and not _OTHER_WORK.search(folded)
    if came or _PLANNED.search(folded) or _PREPARED.search(folded):
        return "planned"
    return "decision" if _DECIDED.search(folded) else None


def levels(folded: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Give each office visit that is told by its kind and level, as its code with where it stands."""
    for match in _LEVEL.finditer(folded):
        new = match["new"] or match["new_patient"]
        yield f"992{'0' if new else '1'}{match['n'] or match['k']}", match.span()
