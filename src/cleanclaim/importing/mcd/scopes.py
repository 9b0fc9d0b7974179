"""Read which procedures a group of diagnoses supports. Only the group's paragraph says so; equal numbers do not.

Where the paragraph speaks of primary and secondary codes, of other groups, or of exceptions, a person must read it.
"""

import re
from collections.abc import Collection, Mapping

_TANGLED = re.compile(
    r"\b(?:primary|secondary|in addition|dual|together with|along with|must (?:also|be (?:reported|billed) with)|"
    r"except|excluding|other than|not (?:be )?(?:covered|used|reported)|asterisk|group [0-9]+ and|"
    r"one from|refer to|only when|unless)\b",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w.])([0-9]{4}[0-9T]|[A-V][0-9]{4})(?![\w])")
_RANGE = re.compile(r"(?<![\w.])([0-9]{5})\s*(?:-|–|through|thru|to)\s*([0-9]{5})(?!\w)", re.IGNORECASE)
_ITS_GROUP = re.compile(
    r"\b(?:CPT|HCPCS|procedure)[^.]{0,40}\bgroup\s+([0-9]+)\b(?!\s*(?:,|and|or)\s*[0-9])", re.IGNORECASE
)
_DIAGNOSIS_GROUP = re.compile(r"\b(?:ICD|diagnos)[^.]{0,40}\bgroup\s+[0-9]", re.IGNORECASE)


def scope(
    paragraph: str, procedures: Collection[str], groups: Mapping[str, tuple[str, ...]], is_only_group: bool
) -> tuple[bool, tuple[str, ...]]:
    """Say whether a paragraph is clear, and the procedures it names; none named and clear means all.

    `groups` are the document's procedure groups by number; `is_only_group` says that no other diagnosis group stands.
    """
    if _TANGLED.search(paragraph) or _DIAGNOSIS_GROUP.search(paragraph):
        return False, ()
    named = {code for code in _CODE.findall(paragraph) if code in procedures}
    for first, last in _RANGE.findall(paragraph):
        named |= {code for code in procedures if len(code) == 5 and first <= code <= last}
    if named:
        return True, tuple(sorted(named))
    if _CODE.search(paragraph):
        return False, ()
    if (match := _ITS_GROUP.search(paragraph)) and match[1] in groups:
        return True, groups[match[1]]
    return is_only_group, ()
