"""Read how a thing was done and how it is put: by swab or catheter, for how long, on whose claim, and what it is taken for."""

import re

_APPLIED = re.compile(
    r"\bswabs?\b|q[- ]?tips?\b|cotton|applicator|\btx ?360\b|sphenocath|allevio|intranasal|trans-?nasal|nasal(?:ly)?\b|\bhisopo"
)
_NEEDLE = re.compile(
    r"(?<!no )(?<!without )(?<!w/o )(?<!not a )\bneedle\b|infrazygomatic|transcutaneous|percutaneous|\baguja\b"
)
_MINUTES = re.compile(r"(?<![\w.])(?P<n>\d{1,3})\s*(?:-\s*)?min(?:ute)?s?\b")
_FACILITY = re.compile(
    r"\bfacility(?:'s)? (?:code|claim|side|fee|bill\w*|line|charge|component)|(?:asc|hopd|hospital|surgery center|facility)(?:'s)? (?:side|claim|code|bills?|billing|reports?|facility)\b|"
    r"\b(?:code|claim|bill(?:ing)?|report) for the (?:asc|hospital|facility|hopd|surgery center)\b|\bub-?04\b|\bfor the facility\b|"
    r"\bwhat (?:does|should|would) the (?:asc|hospital|facility|hopd|surgery center)\b"
)
_TAKEN_FOR = r"(?:is (?:it|this|that)|it'?s|this is|that'?s|counts? as|considered|called?|code(?:d)? (?:it )?as|bill(?:ed)? (?:it )?as)\s+(?:a|an|really|just|still|considered|as)?\s*(?:a |an )?"
_USED = r"(?:use|using|used|bill|billing|report|code|pick|chose|choose)\s+(?:it |this |that )?(?:as |with |under )?(?:an? |the )?"
_TITLED = r"\b(?:(?:en)?titled|headed|labell?ed|(?:note|report|dr|doctor|provider|surgeon|physician|he|she) calls (?:it|this)|(?:title|header|heading)(?: (?:is|says|reads))?)\s*:?\s*(?:as\s+)?(?:an?\s+)?[\"']?(?:an?\s+)?"
"""What a note is called is not what it describes: `op note titled TPI but body says …`."""
_CODES = {
    "trigger-point": r"2055[23]",
    "joint": r"206(?:0[0456]|1[01])",
    "tendon": r"2055[01]",
    "nerve-block": r"64(?:4[0-4]\d|450)",
}
"""The codes by which a family is named: `can dry needling be billed as 20552`."""
_FAMILIES = {
    "trigger-point": r"(?:tpis?|trigger[- ]points?(?: inj\w*)?)",
    "joint": r"(?:joint|bursa) inj\w*",
    "tendon": r"tendon (?:sheath )?inj\w*",
    "nerve-block": r"(?:peripheral )?nerve block",
}


def is_applied(folded: str) -> bool:
    """Say whether the drug was brought in by swab or nasal catheter, without a needle."""
    return bool(_APPLIED.search(folded)) and not _NEEDLE.search(folded)


def minutes(folded: str) -> int | None:
    found = _MINUTES.search(folded)
    return int(found["n"]) if found else None


def bills_facility(folded: str) -> bool:
    """Say whether the facility's own claim is meant, and not the physician's."""
    return bool(_FACILITY.search(folded))


def taken_for(folded: str) -> str | None:
    """Give the family of procedure that the asker supposes: `dx bursitis. its a TPI?`, `use the trigger point code`."""
    for family, words in _FAMILIES.items():
        if re.search(
            rf"\b(?:bill|code|report)(?:ed)?\s+(?:it\s+|that\s+|this\s+)?as\s+(?:an?\s+|cpt\s+)*{_CODES[family]}(?!\d)",
            folded,
        ):
            return family
        if re.search(rf"{_TITLED}{words}", folded):
            return family
        if re.search(rf"\b{_TAKEN_FOR}{words}\s*\?|\b{_USED}{words}\s+codes?\b|\w[,;:-]\s*{words}\s*\?\s*$", folded):
            return family
    return None


_MEANT = re.compile(
    r"\bfor\s+(?:an?\s+|the\s+)?(?:single |one |simple |cervical |lumbar )?(?:tpis?|trigger[- ]points?(?: inj\w*)?)\s*(?:\?|$)"
)


def is_meant_for_trigger_points(folded: str) -> bool:
    """Say whether a code is asked about for a trigger point injection: `64999 for TPI?`."""
    return bool(_MEANT.search(folded))


def called(folded: str, targets: list[tuple[int, int]]) -> str | None:
    """Give the family whose name a note gives to an exact target: `trigger point injection, left trochanteric bursa`."""
    for name in re.finditer(r"\b(?:tpis?|tps?|trigger[- ]points?)\b(?:\s+inj\w*)?", folded):
        for start, end in targets:
            between = folded[name.end() : start] if name.end() <= start else folded[end : name.start()]
            if re.fullmatch(
                r"[\s,:-]*(?:(?:in|into|for|of|to|at|codes?|\d{5}|the|left|right|lt|rt|l|r|bilateral|both)[\s,]+)*",
                between,
            ):
                return "trigger-point"
    return None


_BRANCHES = (
    r"super(?:ior|o)?[ -]?-?lat(?:eral)?|sup\.? lat",
    r"super(?:ior|o)?[ -]?-?med(?:ial)?|sup\.? med",
    r"infer(?:ior|o)?[ -]?-?med(?:ial)?|inf\.? med",
)
_LEFT_OUT = r"(?=[^.;,]{0,25}\b(?:skipped|omitted|not (?:done|reached|blocked|treated)|missed|could not|couldn't)\b)"
_BRANCH_COUNT = re.compile(
    r"\b(?P<n>[1-3]|one|two|three)\s+(?:of (?:the )?(?:3|three) )?(?:genicular )?(?:nerves?|branches|branch)\b"
)


def branches(folded: str) -> int | None:
    """Count the genicular branches reached; those left out do not count."""
    if "genic" not in folded:
        return None
    named = [b for b in _BRANCHES if re.search(rf"\b(?:{b})", folded)]
    reached = [b for b in named if not re.search(rf"\b(?:{b}){_LEFT_OUT}", folded)]
    said = _BRANCH_COUNT.search(folded)
    if named:
        return len(reached)
    return {"one": 1, "two": 2, "three": 3}.get(said["n"]) or int(said["n"]) if said else None
