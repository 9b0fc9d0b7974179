"""Read whether two services were at one site, so that no modifier can call them separate."""

import re

_SAME = re.compile(
    r"\bsame (?:exact |anatomic(?:al)? |spinal |vertebral |lumbar |cervical )?(?:levels?|regions?|areas?|sites?|joint|spots?|interspace|structure|tendon|nerve|location|segment)\b|"
    r"\bconvert(?:ed|ing)?\s+(?:\w+\s+){0,3}?(?:to|into)\b|\bmism[ao] (?:zona|area|region|articulacion|sitio|nivel)|"
    r"\b(?:notes?|records?|charts?|documentation|report)\b[^.;?]{0,12}\b(?:only|just)\s+(?:says?|states?|mentions?|reads?|documents|shows?|lists?)\b"
)
_NEGATED = re.compile(r"\b(?:not|n.t|never)\s+(?:\w+\s+){0,2}same\b")


def are_one(folded: str) -> bool:
    """Say whether the words put both services at one site, or the record at no second one."""
    return bool(_SAME.search(folded)) and not _NEGATED.search(folded)
