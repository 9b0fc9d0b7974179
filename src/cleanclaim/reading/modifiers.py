"""Read the modifiers that are spoken of, apart from those typed onto a code: `modifier 59`, `put RT on it`, `both 59 and XS`.

A number is a modifier only where the words around it say so, since 25 and 59 are also ages, doses and counts; a pair of
letters such as XS has no other meaning here; RT, LT and GA are also sides and a state, so they need a verb before them.
"""

import re

TYPED = r"(?:22|24|25|26|27|50|51|52|53|57|58|59|76|77|78|79|91|95|at|ga|gx|gy|gz|jw|jz|kx|lt|rt|xe|xs|xp|xu|f[1-9a]|t[1-9a]|tc|q5|q6|gp|gc|cq)"
"""The modifiers that are read where they stand on a code."""
_AMBIGUOUS = r"(?:22|24|25|26|50|51|52|57|58|59|76|77|78|79|rt|lt|ga)"
_JUDGED = re.compile(
    r"(?<![\w.$-])-?(?P<modifier>59|25|50|76|77)\s+(?:ok|okay|fine|allowed|needed|justified|supported)\b"
)
_CLEAR = re.compile(r"(?<![\w.])-?(?P<modifier>xe|xs|xp|xu|kx|jw|jz|gx|gy|gz)(?![\w])")
_WORDED = re.compile(
    rf"(?:modifiers?|mods?\.?|modificador(?:es)?)\s*[-#:]?\s*(?P<list>{TYPED}(?:(?:\s*(?:,|/|and|or|or the|&|\+|vs\.?|versus|y|o)\s*-?|\s+(?=g[axyz]\b|x[espu]\b)){TYPED})*)(?![\w])"
)
_BEFORE = re.compile(rf"(?<![\w.$-])-?(?P<modifier>{_AMBIGUOUS})\s+(?:modifiers?|mods?)\b")
_LEADS = (
    r"(?:the|a|an|needs?|add|adding|append(?:ing)?|use|using|put|attach|stick|slap|tack|forces?|forced|with|without|w/|w/o|both|require|requires|"
    r"just|get|gets|has|have|no|drop|remove|con|sin|el|un|poner|usar)"
)
_LED = re.compile(
    rf"\b{_LEADS}\s+-?(?P<list>{_AMBIGUOUS}(?:\s*(?:,|/|and|or|or the|&|\+|vs\.?|y|o)\s*-?{TYPED})*)(?![\w/%.])"
    r"(?!\s*(?:mg|ml|cc|units?|mcg|muscles?|injections?|years?|yo|y/o|days?|weeks?|months?|minutes?|min|patients?|pts?|percent|gauge|g\b|of\b|"
    r"shoulder|knee|hip|trap|lev|foot|hand|arm|leg|elbow|wrist|ankle|side|si\b|greater|lesser|lumbar|cervical|upper|lower|joint|"
    r"gl|rhom|sub|supra|infra|l\d|c\d|scm|qf|ql|tfl|iliac|para|occip|lateral|medial|biceps|triceps|delt))"
)
# `at` is a word: it is the modifier after such a verb, where no place, number or time follows.
_ACTIVE = re.compile(
    r"\b(?:add(?:ing)?|append(?:ing)?|needs?|requires?|require|put|use|using|take|takes|without|w/o|w/out|no|missing|the|want|wants|says?)\s+"
    r"(?:an?\s+|the\s+|for\s+)?-?(?P<modifier>at)(?=\s*(?:$|[?.,;!:)]|mod|on\b|for\b|with\b|too\b|or\b|and\b|den|is\b|was\b|to (?:the|it|20|98)|if\b|since\b))"
)
_IN_LIST = re.compile(rf"(?<![\w])({TYPED})(?![\w])")
# `59 vs XS`, `25 or 59?`: a number beside another modifier is one too.
_BESIDE = re.compile(
    rf"(?<![\w.$-])-?(?P<list>{_AMBIGUOUS}\s*(?:,|/|and|or|&|\+|vs\.?|versus|y|o)\s*-?(?:xe|xs|xp|xu|25|59|50|gx|gy|gz|ga))(?![\w/%.])"
    r"|\b(?:is|are)\s+(?P<one>59|25|50)\s+(?:still|even|ok|okay|needed|required|allowed|appropriate|correct|right|enough)\b"
)
_ON_A_LINE = re.compile(r"(?<![\w.$-])-?(?P<list>50)\s+on\s+(?:one|1|a single|the same|each|a) line\b")
_DOES = re.compile(
    rf"\b(?:does|will|would|can|do)\s+(?:an?\s+|the\s+)?-?{_AMBIGUOUS}\s+(?:bypass|get|release|work|help|fix|override|unbundle|let|allow|pass|go|apply|belong)"
)
_LEFT_OFF = re.compile(
    rf"\b(?:without|w/o|sin|no|leave off|leaving off|skip)\s+(?:an?\s+|the\s+|el\s+|un\s+)?(?:modifiers?\s+|mod\s+|modificador\s+)?-?(?P<modifier>{TYPED})(?![\w])"
    # `no AT, denied` tells what happened, not what is planned.
    r"(?!\s*,?\s*(?:and |was |it |got )*(?:den|rej))"
)


_CHOICE = re.compile(
    rf"(?<![\w.$])-?{TYPED}\s*(?:,?\s*or|vs\.?|versus|\bo)\s+(?:just |a |the |modifier |mod )?-?{TYPED}(?![\w/%.])"
)
_BILATERAL = re.compile(
    r"(?<!\w)(?P<before>\d{5}(?:\s*(?:,|and|&|\+|/)?\s*\d{5})*)\s*,?\s*\(?(?:bilateral\w*|bilat|b/l|both sides)\b|"
    r"\b(?:bilateral|bilat|b/l)\s+(?P<after>\d{5})(?!\w)"
)
_RELEASE = re.compile(
    r"\b(?:bypass\w*|get(?:s|ting)? (?:around|past|through)|release\w*|overrid\w*|break\w*|unbundle)\b[^.;]{0,40}\b(?:edits?|ncci|cci|ptp|pair|it|bundl\w*)\b|"
    r"\b(?:edits?|ncci|ptp|pair)\b[^.;]{0,40}\b(?:bypass|get around|release|override)"
)
_ON_CODE = re.compile(
    rf"\b(?:put|puts|putting|placed?|add(?:ed)?|append(?:ed)?|stuck|attach(?:ed)?|bill(?:ed)?|has|with|have)\s+(?:an?\s+|the\s+)?"
    rf"(?:modifiers?\s+|mod\s+)?-?(?P<modifier>{TYPED})\s+(?:modifier\s+|mod\s+)?(?:on|to|onto)\s+(?:the\s+)?(?P<code>\d{{5}}|[a-z]\d{{4}})"
    rf"(?!\s*(?:,?\s*or|vs\.?|and|&|/)\s*(?:the\s+)?(?:\d{{5}}|[a-z]\d{{4}}))"
)


def is_choice(folded: str) -> bool:
    """Say whether two modifiers are offered to choose from: `59 or XS`, `RT/LT vs 50`."""
    match = _CHOICE.search(folded)
    return match is not None and ("?" in folded[match.end() :] or "?" not in folded)


def are_to_release(folded: str) -> bool:
    """Say whether it is asked what gets past an edit."""
    return bool(_RELEASE.search(folded))


def bilateral_codes(folded: str) -> tuple[str, ...]:
    """Give the codes that are called bilateral one by one: `20605 bilateral wrists + 20526 bilateral`."""
    found: list[str] = []
    for match in _BILATERAL.finditer(folded):
        run = re.findall(r"\d{5}", match["after"] or match["before"])
        # Of a list only codes of one series are meant together: `64493 64494 bilateral`, not `20610 and 20552 bilateral`.
        found += run if len({code[:4] for code in run}) == 1 else run[-1:]
    return tuple(dict.fromkeys(found))


def on_codes(folded: str) -> tuple[tuple[str, str], ...]:
    """Give each code with the modifier that the words put on it: `put 59 on 20610`."""
    return tuple((m["code"].upper(), m["modifier"].upper()) for m in _ON_CODE.finditer(folded))


def read(folded: str) -> tuple[str, ...]:
    """Give the modifiers spoken of, in upper case, in the order they are found."""
    found: list[str] = []
    for pattern in (_WORDED, _BESIDE, _LED, _ON_A_LINE, _DOES):
        for match in pattern.finditer(folded):
            found += _IN_LIST.findall(match[0])
    found += [
        match["modifier"] for pattern in (_BEFORE, _CLEAR, _ACTIVE, _JUDGED) for match in pattern.finditer(folded)
    ]
    return tuple(dict.fromkeys(modifier.upper() for modifier in found))


def left_off(folded: str) -> tuple[str, ...]:
    """Give the modifiers that the question would do without: `99213 and 20552 w/o 25`."""
    return tuple(dict.fromkeys(m["modifier"].upper() for m in _LEFT_OFF.finditer(folded)))
