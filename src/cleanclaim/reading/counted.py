"""Read which session it is, and in which window: `4th this year`, `visit number 21`, `the fourth within 90 days`."""

import re

_ORDINAL = re.compile(
    r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)\s+(?:(?:tpi|tp|injection|session|set|time|trigger point|one|visit|round|esi|block)s?\s+)*"
    r"(?:\w+\s+){0,3}(?:this|in|of|per|since|the)?\s*(?:the\s+)?(?:this|same|calendar|past|last|a)?\s*(?:yr|year|12 months|calendar)"
)
_ORDINAL_PLAIN = re.compile(
    r"\b(?P<n>\d{1,2})(?:st|nd|rd|th)\s+(?:tpi|tp|trigger point|session|injection|set|round|one\b|2055[23]|units? of 2055[23])"
)
_NUMBERED = re.compile(
    r"\b(?:session|visit|injection|tpi|treatment)\s?(?:number|no\.|#)\s?(?P<n>\d{1,2})\b(?!\d|[/.-]\d)|"
    r"\b(?:sessions|visits|treatments)\b[^?]{0,100}\bnumber (?P<k>\d{1,2})\b(?![/.-]\d)|\b(?P<m>\d{1,2})(?:st|nd|rd|th) (?:visit|treatment)"
)
_WINDOW = re.compile(
    r"\b(?:in|within|w/in|w/i|per|of|over|inside)\s+(?:the\s+)?(?:(?:last|past|same)\s+)?(?:a\s+)?(?P<n>\d{1,3})[ -]?(?P<unit>days?|d\b|weeks?|wks?|months?|mos?)|"
    r"\b(?:this|the|a|per|in|past|last|calendar|same|rolling)\s+(?:yr|year|calendar)\b"
)
_ORDINAL_WORDS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_ORDINAL_WORDED = re.compile(
    r"\b(?P<w>" + "|".join(_ORDINAL_WORDS) + r")\s+(?:tpi|tp|trigger point|session|injection|set|round|time)"
)


def number(folded: str) -> int | None:
    """Give the number of the session, as told."""
    for pattern in (_ORDINAL, _ORDINAL_PLAIN, _NUMBERED):
        match = pattern.search(folded)
        if match:
            return int(next(n for n in match.groupdict().values() if n))
    worded = _ORDINAL_WORDED.search(folded)
    return _ORDINAL_WORDS[worded["w"]] if worded else None


def window(folded: str) -> int | None:
    """Give the days of the window that the number was told for; None where none was."""
    window = _WINDOW.search(folded)
    if window is None:
        return None
    days = {"d": 1, "w": 7, "m": 30}
    return int(window["n"]) * days[window["unit"][0]] if window["n"] else 365
