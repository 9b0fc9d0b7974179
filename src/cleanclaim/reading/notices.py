"""Read who may be made to pay: whether an ABN was signed in time, and what a denial was for."""

import re
from dataclasses import dataclass
from typing import Literal

Notice = Literal["signed", "none", "refused"]
"""What became of an ABN: `refused` is one that was given and that the patient would not sign."""
_ABN = r"(?:\babns?\b|advance beneficiary notice)"
_UNSIGNED = re.compile(
    rf"\b(?:no|without(?: an?)?|sin|w/o|missing|forgot(?: the)?|never)\s+(?:\w+\s+){{0,2}}{_ABN}|"
    rf"\b(?:did ?n.t|did not|never|forgot to|was ?n.t|not)\b[^.;?]{{0,24}}{_ABN}|"
    rf"{_ABN}[^.;?]{{0,20}}\b(?:not|n.t|never|unsigned|missing|wasn.t)\b|"
    rf"\b(?:nobody|no[ -]?one|none of (?:us|them)|nadie)\b[^.;?]{{0,24}}{_ABN}|"
    r"\b(?:did ?n.t|did not|never|not) sign|\b(?:nunca|no)\s+(?:ha\s+)?firm(?:o|ado|aron)\b"
)
_REFUSED = re.compile(
    rf"{_ABN}[^.;?]{{0,30}}\b(?:refus\w+|declin\w+)|\b(?:refus\w+|declin\w+|won.?t|will not|rehus\w+|no quiere)\b[^.;?,]{{0,24}}(?:\bsign(?!ed)\w*|\bfirmar|{_ABN})"
)
_LATE = re.compile(
    rf"{_ABN}[^.;?]{{0,40}}\b(?:after(?:ward\w*)?|retro\w*|later|late|post|despues|now)\b|"
    rf"\b(?:after the fact|afterwards?|retroactive\w*|back-?dat\w*)\b[^.;?]{{0,40}}{_ABN}|\bget\b[^.;?]{{0,20}}{_ABN}[^.;?]{{0,10}}\bnow\b"
)
_SIGNED = re.compile(
    rf"{_ABN}[^.;?]{{0,24}}\b(?:signed|on file|obtained|in (?:the )?chart|firmad\w)|"
    r"\bwith (?:a )?(?:modifier )?ga\b(?! (?:medicare|mcr))|\d-ga\b|"
    rf"\b(?:signed|has|have|had|got|obtained|valid|with|con|firmo)\b(?: an?| the| a valid| a signed| un| el)?\s+{_ABN}"
)
_ASKS_FOR_ONE = re.compile(
    rf"(?:\b(?:can|should|do|does|must|could|when)\b[^.;?]{{0,30}}\b(?:get|have|need|use|sign|obtain)|\bneed(?:s|ed)?|necesit\w+)\b[^.;?]{{0,20}}{_ABN}|"
    rf"{_ABN}\s+(?:needed|required|necessary|allowed|ok|okay|valid|necesario)\b"
)
_CODING = re.compile(
    r"\bmues?\b|\b(?:second|2nd|extra|additional) units?\b|\bncci\b|\bcci\b|bundl|\b(?:co|pr|oa)[- ]?(?:236|97|18|b15)\b|duplicate|\bptp\b"
)
_NECESSITY = re.compile(
    r"necess|\bco[- ]?(?:50|151)\b|\bnot covered\b|non-?covered|frequency|over (?:the )?limit|\blcds?\b|\b\d(?:th|rd) (?:tpi|session|this)"
)


@dataclass(frozen=True)
class Notices:
    notice: Notice | None
    denied_as: Literal["coding", "necessity"] | None
    asked_for: bool
    """Whether a notice is to be given or used is what is asked."""


def read(folded: str) -> Notices:
    """Give what is told of the notice and of the denial; an ABN that is only asked about is neither signed nor missing."""
    return Notices(_notice(folded), _denied_as(folded), bool(_ASKS_FOR_ONE.search(folded)))


def _notice(folded: str) -> Notice | None:
    if _REFUSED.search(folded):
        return "refused"
    if _LATE.search(folded) or _UNSIGNED.search(folded):
        return "none"
    return "signed" if _SIGNED.search(folded) and not _ASKS_FOR_ONE.search(folded) else None


def _denied_as(folded: str) -> Literal["coding", "necessity"] | None:
    if _CODING.search(folded):
        return "coding"
    return "necessity" if _NECESSITY.search(folded) else None
