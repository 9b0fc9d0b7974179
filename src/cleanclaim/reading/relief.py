"""Read what the last session gave: `about 30% relief`, `half better`, `relief lasted 4 weeks`, `alivio del 30%`."""

import re

from cleanclaim.reading.scenario import Relief

_HELPED = r"(?:relief|better|improv\w*|helped|help|gone|less pain|reduc\w*|decreas\w*|gave|alivio|mejor\w*|menos dolor)"
_PERCENT = re.compile(
    rf"(?P<a>\d{{1,3}})\s*(?:%|percent|pct|por ciento)[^.;?]{{0,30}}?\b{_HELPED}|"
    rf"\b{_HELPED}\b[^.;?%]{{0,30}}?(?P<b>\d{{1,3}})\s*(?:%|percent|pct|por ciento)"
)
_WORDED = {
    0: r"no (?:real |lasting |significant )?(?:relief|improvement|help|benefit)|(?:did ?n.t|did not|never) (?:really )?help|zero relief|sin alivio|no (?:le )?ayudo",
    25: rf"\b(?:a |one )?quarter\b[^.;?]{{0,16}}{_HELPED}",
    33: rf"\b(?:a|one)[ -]third\b[^.;?]{{0,16}}{_HELPED}",
    50: rf"\bhalf\b[^.;?]{{0,20}}{_HELPED}|{_HELPED}\b[^.;?]{{0,12}}\bhalf\b|\bla mitad\b",
    66: rf"\btwo[ -]thirds\b[^.;?]{{0,16}}{_HELPED}",
    75: rf"\bthree[ -]quarters\b[^.;?]{{0,16}}{_HELPED}",
    100: r"\b(?:complete|total|full) relief\b|pain[- ]free|alivio (?:total|completo)",
}
_EARLIER = re.compile(
    r"\b(?:repeat\w*|again|another|redo|repe\w*|otra|last (?:tpi|one|time|inject\w*|session|set|shot|block)|previous|prior|"
    r"(?:first|1st) (?:tpi|one|set|inject\w*)|\d(?:nd|rd|th) (?:tpi|one|set|session|inject\w*)|weeks? ago|months? ago)\b"
)
_OTHER_CARE = re.compile(
    rf"\b(?:physical therapy|therapy|nsaids?|ibuprofen|meds?|massage|heat|exercise|conservative)\b[^.;?]{{0,30}}\b{_HELPED}"
)
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "ten": 10}
_LASTED = re.compile(
    rf"\b(?:relief|better|help(?:ed)?|lasted|lasting|gave|pain[- ]free|alivio|improvement)\b[^.;?]{{0,25}}?\b(?P<n>\d{{1,2}}|{'|'.join(_COUNTS)})"
    r"[ -](?P<unit>days?|weeks?|wks?|months?|mos?|dias|semanas|meses)\b(?! ago)"
)
_WEEKS = {"d": 1 / 7, "w": 1, "s": 1, "m": 4.34}


def read(folded: str) -> Relief | None:
    """Give the relief told of an earlier injection; nothing where two figures leave open which was felt.

    `50% or 75% relief?` tells none, nor does what therapy or tablets gave.
    """
    if not _EARLIER.search(folded) or _OTHER_CARE.search(folded):
        return None
    told = {int(m["a"] or m["b"]) for m in _PERCENT.finditer(folded)}
    told |= {percent for percent, pattern in _WORDED.items() if not told and re.search(pattern, folded)}
    lasted = _LASTED.search(folded)
    weeks = int((_COUNTS.get(lasted["n"]) or int(lasted["n"])) * _WEEKS[lasted["unit"][0]]) if lasted else None
    percent = next(iter(told)) if len(told) == 1 and max(told) <= 100 else None
    return Relief(percent=percent, weeks=weeks) if percent is not None or weeks is not None else None
