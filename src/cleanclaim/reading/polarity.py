"""Tell which way a yes-or-no question is turned: `may it be billed?` hopes for yes, `is it bundled?` asks for the obstacle."""

import re

_OBSTACLE = re.compile(
    r"\b(?:any|is there an?|are there(?: any)?|have an?|got an?)\s+(?:ncci\s+|cci\s+|ptp\s+|known\s+)?(?:edits?|bundl\w*|conflicts?|limit)\b|"
    r"\b(?:will|would|do|does|can)\s+(?:\w+\s+){1,2}(?:deny|reject|bundle)\b|"
    r"\b(?:is|are|does|do|will|would|get|gets|considered|be)\b(?:(?!\b(?:ok|okay|allowed|can|may)\b)[^?;]){0,70}"
    r"\b(?:bundled?(?! payment)|conflicts?|deny|denied|excluded|over (?:the |his |her )?(?:limit|cap|max)|included (?:in|with)|inclusive|part of)\b"
    r"[^?;]{0,40}(?:\?|$)|\b(?:over (?:the )?(?:limit|cap)|bundled)\s*\?"
)
_DONE = re.compile(
    r"\b(?:was|were|got|been|came back|keeps?|kept|getting)\s+(?:\w+\s+){0,2}(?:denied|bundled|rejected)\b|\bun-?bundl"
)


def asks_for_obstacle(folded: str) -> bool:
    """Say whether yes would mean that something stands in the way."""
    return bool(_OBSTACLE.search(folded)) and not _DONE.search(folded)
