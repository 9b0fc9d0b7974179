"""Read the codes of a remittance: the group with its adjustment reason (`CO-97`) and the remark codes (`N362`, `MA130`).

A remark code looks like a diagnosis (N36.2, M51); it is one only where a denial is spoken of and the table lists it.
"""

import re
from collections.abc import Iterator

from cleanclaim.reading.scenario import Reason
from cleanclaim.tables import Tables

_GROUPED = re.compile(
    r"(?<![\w-])(?P<group>co|pr|oa|pi)\s?[-#:]?\s?(?P<code>\d{1,3}|b\d{1,2})(?![\w.]|\s?(?:mg|ml|units?)\b)"
)
_NAMED = re.compile(
    r"\b(?:carc|rarc|(?:denial|reason|remark|adjustment|reject(?:ion)?)\s+(?:codes?|rsn)|denied(?: with| as| for)?|denial)\s*[#:]?\s*"
    r"(?P<code>\d{1,3}|b\d{1,2}|ma?\d{1,3}|n\d{1,3})(?![\w.]|\s?(?:mg|ml|units?|times?|%)\b)"
)
_REMARK = re.compile(r"(?<![\w.])(?P<code>ma?\d{1,3}|n\d{1,3})(?![\w.]|-\d)")
# Two letters or three digits are no category of a diagnosis, and the table knows them.
_PLAINLY = re.compile(r"(?<![\w.])(?<!dx )(?<!icd )(?<!diagnosis )(?P<code>ma\d{2,3}|n\d{3})(?![\w.]|-\d)")
_SPOKEN_OF = re.compile(
    r"\bden(?:y|ied|ies|ial|ials|ying)\b|\breject|\bremark|\bcarc\b|\brarc\b|\beobs?\b|\beras?\b|\bremit|\b835\b|negad|rechaz"
)
# Words for the reason that a payer gives by number: too many in the period.
_TOO_OFTEN = re.compile(
    r"\b(?:denied|denial|rejected)\b[^.;?]{0,24}\b(?:frequency|too (?:often|many|frequent\w*|soon))\b|\bfrequency\b[^.;?]{0,12}\bexceeded\b[^.;?]{0,20}(?:den|rej)|"
    r"\b(?:denial|denied|eob|remit)\b[^.;?]{0,24}\bfrequency\b[^.;?]{0,12}\bexceeded"
)


Found = tuple[Reason, int, int]
"""A reason and where it stands."""


def read(folded: str, tables: Tables) -> tuple[Found, ...]:
    """Give the reason and remark codes that the table knows, in the order they stand."""
    found = {start: (reason, start, end) for reason, start, end in _all(folded, tables)}
    return tuple(found[start] for start in sorted(found))


def _all(folded: str, tables: Tables) -> Iterator[Found]:
    grouped = [m for m in _GROUPED.finditer(folded) if tables.denial(m["code"].upper())]
    is_denied = grouped or _SPOKEN_OF.search(folded)
    for pattern in (_REMARK, _NAMED) if is_denied else (_PLAINLY,):
        for match in pattern.finditer(folded):
            if tables.denial(match["code"].upper()):
                yield Reason(code=match["code"].upper()), match.start("code"), match.end("code")
    frequent = _TOO_OFTEN.search(folded)
    if frequent and not grouped and tables.denial("151"):
        yield Reason(code="151"), frequent.start(), frequent.end()
    for match in grouped:
        reason = Reason(code=match["code"].upper(), group=match["group"].upper())
        yield reason, match.start("group"), match.end("code")
