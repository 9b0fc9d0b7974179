"""Read what a spine or guidance phrase says: region, levels, approach, imaging, place of service."""

import re
from dataclasses import dataclass

from cleanclaim.reading import sides, vertebrae

_CERVICAL = re.compile(
    r"\b(?:cervical|thoracic|neck|c-?spine|t-?spine|c[2-8](?:\s?[-/]\s?(?:c?[2-8]|t1))?|t\d{1,2}(?:\s?[-/]\s?t?\d{1,2})?|cervicothoracic|cesi)\b"
)
_LUMBAR = re.compile(
    r"\b(?:lumbar|low(?:er)? back|lumbosacral|sacral|caudal|lesi|l-?spine|l[1-5](?:\s?[-/]\s?(?:l?[1-5]|s1))?|s1)\b"
)
_BORDER = re.compile(r"\bt12\s?[-/]\s?l1\b")
_LEVELS = re.compile(r"\b(?P<n>\d|one|two|three|four|single)[ -]levels?\b")
_NUMBERS = {"one": 1, "single": 1, "two": 2, "three": 3, "four": 4}
_APPROACH = {
    "transforaminal": re.compile(r"transforaminal|tfesi|selective nerve root|snrb"),
    "interlaminar": re.compile(r"interlam(?:inar)?\b|caudal|\bilesi\b|midline epidural"),
    "epidural": re.compile(r"\b(?:l|c|t)?esis?\b|epidural"),
}
_GUIDANCE = {
    "ultrasound": re.compile(
        r"ultrasound|sonograph|\bus[- ]guid|\bu/s\b|\bw/ ?us\b|under us\b|(?<!another )(?<!one )(?<!session )(?<!patient )(?<!patients )(?<!visit )(?<!here )(?<!again )(?<!it )(?<!stays )with us\b(?=\s*(?:$|[,.;?+]|guid|and|,))|76942|ecografia|ultrasonido"
    ),
    "fluoroscopy": re.compile(r"fluoro|x-ray guid|77002|77003|c-arm"),
    "ct": re.compile(r"\bct[- ]guid|under ct\b"),
    "mri": re.compile(r"\bmri?[- ]guid"),
}
_NO_GUIDANCE = re.compile(
    r"(?:without|w/o|w/out|wo) (?:any |an? )?(?:ultrasound|imaging|guidance|fluoro\w*|image)|no (?:imaging|ultrasound|fluoro\w*|guidance)|\bno (?:pictures?|images?|photos?|recording) (?:were |was |is |are )?(?:kept|saved|stored|recorded|archived|captured|in the)|\b(?:pictures?|images?) (?:were |was |are )?(?:not|never|n.t) (?:kept|saved|stored|recorded|archived)|\bblind|\blandmarks?\b|palpation[- ]guided|sin (?:ultrasonido|ecografia)|"
    r"\bno (?:us|picture|pictures|(?:stored |saved |permanent |archived )?images?|photo|permanent \w+|recording|imgs?)\b(?! guid)|\bno (?:written |separate |formal )?(?:interpretation|write-?up)\b|(?:images?|pictures?|recording)s? (?:were |was )?not (?:saved|stored|kept|recorded|archived)|"
    r"(?:did ?n.t|not|never) (?:save|record|store|keep|archive)d? (?:an?y? |the )?(?:images?|pictures?)"
)
_REGIONS = {
    "head": r"\bhead\b|scalp",
    "jaw": r"\bjaw\b",
    "neck": r"\bneck\b|cuello",
    "shoulder": r"\bshoulders?\b|hombro",
    "upper-back": r"upper back|thoracic back|mid back|midback|espalda alta",
    "low-back": r"low(?:er)? back|lumbar area|espalda baja",
    "back": r"(?<!low )(?<!lower )(?<!upper )(?<!mid )\bback\b(?!\s*(?:to|up|from|office))|espalda",
    "buttock": r"buttocks?|gluteal region|gluteo",
    "hip": r"\bhips?\b|cadera",
    "thigh": r"\bthigh|muslo",
    "leg": r"\bcalf\b|\blegs?\b|pierna",
    "arm": r"\barms?\b|brazo",
    "chest": r"\bchest\b",
    "abdomen": r"abdom",
    "pelvis": r"pelvi[cs]",
}
_PLACES = {
    "11": r"(?<!out of )(?<!out of the )\boffice\b(?! visit)",
    "22": r"outpatient hospital|\bhosp(?:ital)?\.? out-?(?:patient|pt)\b|\bout-?(?:patient|pt) hosp\b|\bhopd\b",
    "24": r"\basc\b|ambulatory surg|surgery center",
    "21": r"\binpatient\b",
    "23": r"\bemergency (?:department|room|dept)\b|\b(?:ed|er) (?:doc\w*|physicians?|providers?|visits?|patients?|pts?)\b|\bin (?:the )?(?:ed|er)\b",
    "31": r"\bskilled nursing|\bsnf\b",
}

_POS = re.compile(r"\b(?:pos|place of service)\W{0,2}(?P<code>\d\d)\b")
_BILATERAL = re.compile(
    rf"\bbilat(?:eral(?:ly)?)?\b|\bb/l\b|\bboth\b(?!{sides.PRONOUN})(?! (?:on )?(?:the )?(?:right|left|rt|lt|r|l)\b(?!\s*(?:and|&|\+|/)))(?! (?:59|25|50|codes?|lines?|modifiers?|procedures?|the codes?|xs|services?|injections? and|20|6\d|drugs?|j[- ]?codes?|j\d|hcpcs|cpts?|meds?|medications?|steroids?|vials?|syringes?|dx\b|diagnos\w*|payers?|claims?|dates?|visits?|notes?|billable|payable|pay\b|paid|be\b|get\b|need\b|on\b|in one))"
    r"|\b(?:2|two) (?:knees|shoulders|hips|elbows|wrists|ankles)\b|\b(?:each|per) (?:knee|shoulder|hip|elbow|wrist|ankle|side|si joint|sij)\b|right and left|left and right|(?<![\w/])[rl] ?(?:\+|&|/|and) ?[rl](?![\w/])|\bambos\b|\bambas\b"
)
# One letter is a side where a part of the body follows or a joint stands before it: `L foot`, `SI joint R`; `L spine` is none.
_PART = r"\.?\s+(?!spine|spinal|level|and\b|or\b|the\b|to\b|with\b|side\s*:)[a-z]{3,}"
_END = r"\b(?=\s*(?:$|[,.;?]|and\b|w/|with\b|under\b|fluoro|side\b|only\b))"
_JOINT = r"(?:(?<=joint )|(?<=knee )|(?<=shoulder )|(?<=hip ))"
_WORD = {"R": sides.RIGHT.replace("|r|", "|"), "L": sides.LEFT.replace("|l|", "|")}
_RIGHT, _LEFT = (
    re.compile(
        rf"(?<![\w]){_WORD[one]}(?![\w])|(?<![\w/'+&-]){one.lower()}{_PART}|{_JOINT}{one.lower()}\b|(?:(?<=\d )|(?<=[a-z]{{3}} )|(?<=[a-z]{{3}}, )){one.lower()}{_END}|"
        rf"(?<![\w/'+&-]){one.lower()}\s+(?=[clts]\d)"
    )
    for one in "RL"
)


def _side(folded: str) -> str | None:
    right, left = bool(_RIGHT.search(folded)), bool(_LEFT.search(folded))
    return "RT" if right and not left else "LT" if left and not right else None


_RIBS = re.compile(
    r"\b(?:ribs?|intercostals?)\b\D{0,24}?(?P<list>t?\d{1,2}(?:\s*(?:,|&|and|-|to|through|/)+\s*t?\d{1,2})*)"
)


def _ribs(folded: str) -> int | None:
    """Count the ribs of an intercostal block: `ribs 5,6,7`, `T5-T8`."""
    if "intercostal" not in folded:
        return None
    found = _RIBS.search(folded) or re.search(r"\b(?P<list>t\d{1,2}\s?(?:-|to|through)\s?t?\d{1,2})\b", folded)
    if found is None:
        return None
    count = 0
    for part in re.split(r"\s*(?:,|&|and)\s*", found["list"]):
        ends = [int(n) for n in re.findall(r"\d{1,2}", part)]
        count += ends[1] - ends[0] + 1 if len(ends) == 2 and ends[1] > ends[0] else len(ends)
    return count if count > 1 else None


# Regions told in one breath, where nothing but muscles is spoken of: `TPI cervical and lumbar`.
_SPOKEN_TOGETHER = re.compile(
    r"\b(?:cervical|thoracic|lumbar)(?:\s+\w+)?\s*(?:,|and|&|\+|/|plus|y)\s*(?:cervical|thoracic|lumbar)\b"
)
_SPINAL = re.compile(r"epidural|\besi|facet|\bmbbs?\b|medial branch|block|ablation|\brfa\b|[clt]\d-|nerve|disc")
_NAMED = {"cervical": "neck", "thoracic": "upper-back", "lumbar": "low-back"}


def _regions(folded: str) -> tuple[str, ...]:
    named = [name for name, pattern in _REGIONS.items() if re.search(pattern, folded)]
    if _SPOKEN_TOGETHER.search(folded) and not _SPINAL.search(folded):
        named += [region for word, region in _NAMED.items() if word in folded]
    return tuple(dict.fromkeys(named))


@dataclass
class Spine:
    region: str | None
    levels: int | None
    approach: str | None
    approaches: tuple[str, ...]
    guidance: str | None
    no_guidance: bool
    vertebrae: int
    bilateral: bool
    side: str | None
    regions: tuple[str, ...]
    place: str | None


def read(folded: str) -> Spine:
    """Find the facts; None where the words do not say."""
    cervical, lumbar = _CERVICAL.search(folded), _LUMBAR.search(folded)
    if lumbar and not _LUMBAR.search(_BORDER.sub(" ", folded)):
        lumbar = None  # the level from T12 to L1 is counted to the chest
    region = "cervical" if cervical and not lumbar else "lumbar" if lumbar and not cervical else None
    ribs = _ribs(folded)
    worded = _LEVELS.search(folded)
    joints, alone = vertebrae.read(folded)
    levels = joints or None
    if worded:
        levels = _NUMBERS.get(worded["n"]) or int(worded["n"])
    elif ribs:
        levels = ribs
    none = bool(_NO_GUIDANCE.search(folded))
    return Spine(
        region,
        levels,
        next((name for name, pattern in _APPROACH.items() if pattern.search(folded)), None),
        tuple(name for name, pattern in _APPROACH.items() if pattern.search(folded)),
        None if none else next((name for name, pattern in _GUIDANCE.items() if pattern.search(folded)), None),
        none,
        alone,
        bool(_BILATERAL.search(folded)),
        _side(folded),
        _regions(folded),
        _place(folded),
    )


def _place(folded: str) -> str | None:
    """Give the place of service, by its number where that is told."""
    said = _POS.search(folded)
    if said:
        return said["code"]
    return next((code for code, pattern in _PLACES.items() if re.search(pattern, folded)), None)
