"""Read codes, modifiers, units and document numbers in every form people type them.

    20552   20552-59   20552 x3   20552/3   20552-20553   20552 mod 50   m5412   M79.18   j1010   L39713   A57701   NCD 30.3.3

A five-digit number is a code when a table lists it, or when nothing around it says ZIP, money or a count.
"""

import re
from dataclasses import dataclass, field

from cleanclaim.codes import icd10cm
from cleanclaim.errors import InvalidCode
from cleanclaim.reading import denials, modifiers, visits
from cleanclaim.reading.scenario import Fact
from cleanclaim.tables import Tables

_MODIFIER = modifiers.TYPED
_GEORGIA = r"ga[ ,]+(?:medicare|mcr|mac|palmetto|part b|pts?\b|patients?\b|payer|claim)"
"""GA after a code, beside who pays or is treated, is the state and no notice."""
_AT_A_PLACE = r"(?<!9894\d )at\s+(?!(?:is|was|mod\w*|needed|required|den\w+|rejected|for|with|and|or|dx)\b)\w"
"""`27096 at the hospital` tells a place: after a code of no manipulation AT is a modifier only where no noun follows."""
_PROCEDURE = re.compile(
    r"(?<![\w.$#,])(?<!\d-)(?P<code>\d{5}|\d{4}t|[abceghjklpqrstv]\d{4}|m[01]\d{3})(?![\d.]\d|\d)(?!(?!x\d)[a-z])"
    rf"(?P<modifiers>(?:\s?-\s?{_MODIFIER}(?!\w)|\s?-\s?{_MODIFIER}(?=x\s?\d)|\s(?!{_GEORGIA}|{_AT_A_PLACE}){_MODIFIER}(?![\w%.])(?!\s*(?:units?|mg|muscles?|injections?|years?|yo|days?|or|and(?=\s+(?:rt|lt|left|right|r|l|5\d|25|x[espu])\b))\b))*)"
    r"(?P<units>\s*(?:\(\s*)?x\s?\d{1,4}(?!\s*(?:or|vs|/)\s*x)\b)?"
)
_SHORT = re.compile(r"\s?/\s?(?P<tail>\d{1,2})(?!\d|/)")
_ICD = re.compile(r"(?<![\w.])(?P<code>[a-tv-z]\d[0-9ab](?:\.[0-9a-z]{1,4}(?![\w])|[0-9a-z]{1,4}(?![\w.])))")
_DOCUMENT = re.compile(r"(?<!\w)(?:lcd\s*#?\s*)?(?P<number>d?[la]\d{5}|ncd\s?\d+(?:\.\d+)*)(?!\w)")
_WORDED = re.compile(rf"(?:modifiers?|mod\.?|modificador(?:es)?)\s*[-#]?\s*(?P<modifier>{_MODIFIER})(?![\w])")
_JOINED = re.compile(r"\s*(?:,|;|and|&|\+|plus|y|,\s*and)\s*")
_UNITS_WORDED = re.compile(r"(?<![\w.])(?P<units>\d{1,4})\s+units?\b")
_OF_VISITS = {"24", "25", "57"}
_MOST_OF_A_PROCEDURE = 30
_STATE = "ak|az|ar|ca|ct|dc|fl|ga|ia|il|ks|ky|mn|mo|nc|nd|ne|nh|nj|nm|nv|ny|ri|sc|sd|tn|tx|ut|vt|wa|wi|wv|wy"
_ZIP_BEFORE = re.compile(rf"(?:zip(?:\s*code)?\s*:?|,\s*[a-z]{{2}}|\b(?:{_STATE}),?)\s$")


@dataclass
class Billed:
    """A procedure code as typed."""

    code: str
    modifiers: list[str]
    units: int | None
    start: int
    end: int
    is_worded: bool = False
    """The modifier stands in words after it, not on it."""


@dataclass
class Codes:
    procedures: list[Billed] = field(default_factory=list)
    diagnoses: list[tuple[str, int, int]] = field(default_factory=list)
    documents: list[tuple[str, int, int]] = field(default_factory=list)
    modifiers_asked: list[str] = field(default_factory=list)
    reasons: tuple[denials.Found, ...] = ()

    def facts(self) -> list[Fact]:
        return [
            *(Fact(kind="procedure", value=b.code, start=b.start, end=b.end) for b in self.procedures),
            *(Fact(kind="diagnosis", value=c, start=s, end=e) for c, s, e in self.diagnoses),
            *(Fact(kind="denial", value=str(c), start=s, end=e) for c, s, e in self.reasons),
            *(Fact(kind="document", value=c, start=s, end=e) for c, s, e in self.documents),
        ]


_INSTEAD = re.compile(
    r"\b(?:instead of|rather than|in place of|en vez de|en lugar de)\s+(?:an?\s+|the\s+|cpt\s+|code\s+)*$"
)
_ADDED = re.compile(r"[a-z]{3,}\s*(?:,\s*)?(?:and|plus|\+|&|also|then|with|w/|y|con|mas)\s+(?:an?\s+|the\s+)?$")
_ADDED_TO = re.compile(
    r"(?:\s?-\s?\w\w)*(?:\s+(?:bilateral\w*|bilat|b/l|right|left|rt|lt|r|l))?(?:,?\s*(?:dx|icd\S*)\s+\S+)?\s*,?\s*"
    r"(?:and|plus|\+|&|also|then|with|w/|y|con|mas)\s+(?:an?\s+|the\s+)?(?:[a-z]+\s+){0,2}?(?:tpis?|trigger|dry needl|needling)"
)
_DAYS = re.compile(r"(?<![\w/])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])")
"""Days of service: what was done twice on two days is one unit a day."""
_SHOULD_BE = re.compile(
    r"\bshould(?:n't)? (?:it|this|that|they|these|we|i)(?: (?:just|really|instead|rather|all))? (?:be|have been|bill|use|say)\b"
)
_CODE_BEFORE = re.compile(r"(?:\b\d{5}|\b[a-z]\d{4})(?:\s?-\s?\w\w)*\s*$")


def read(folded: str, tables: Tables) -> Codes:
    """Find all codes of a folded question."""
    found = Codes()
    found.reasons = denials.read(folded, tables)
    taken: list[tuple[int, int]] = [(start, end) for _, start, end in found.reasons]
    for match in _DOCUMENT.finditer(folded):
        number = match["number"].upper().replace("NCD", "NCD ").replace("  ", " ")
        found.documents.append((number, match.start("number"), match.end("number")))
        taken.append(match.span("number"))
    for match in _ICD.finditer(folded):
        _add_diagnosis(match, tables, found, taken)
    for match in _PROCEDURE.finditer(folded):
        if not _overlaps(match.span("code"), taken) and _is_code(match, folded, tables):
            _add_procedure(match, folded, tables, found)
    if not any(tables.family(each.code) == "visit" for each in found.procedures):
        found.procedures += [Billed(code, [], None, *span, is_worded=True) for code, span in visits.levels(folded)]
    found.modifiers_asked.extend(modifiers.read(folded))
    _attach_worded_units(folded, found)
    for code, modifier in modifiers.on_codes(folded):
        billed = next((each for each in found.procedures if each.code == code), None)
        if billed and not billed.modifiers:
            billed.modifiers.append(modifier)
    _give_to_the_visit(found, tables)
    found.procedures = [b for b in found.procedures if len(found.procedures) == 1 or not _is_replaced(b, folded)]
    found.procedures = _put_right(_told_once(found.procedures, folded), folded)
    return found


def _is_replaced(billed: Billed, folded: str) -> bool:
    """Say whether a code is named as what another one would stand for: `20553 instead of 20561`."""
    return bool(_INSTEAD.search(folded[: billed.start]))


def beside(found: Codes, folded: str) -> tuple[str, ...]:
    """Give the codes that are joined to what is described beside them: `TPI both traps and 64405`, `64405 with TPI splenius`."""
    joined = (b for b in found.procedures if _ADDED.search(folded[: b.start]) or _ADDED_TO.match(folded, b.end))
    return tuple(b.code for b in joined)


def _give_to_the_visit(found: Codes, tables: Tables) -> None:
    """Move a visit's modifier that follows the last code of a list to the visit named before it: `99213 and 20552 mod 25`."""
    visits = [each for each in found.procedures if tables.family(each.code) == "visit"]
    for billed in found.procedures:
        moved = [m for m in billed.modifiers if m in _OF_VISITS and len(visits) == 1 and billed not in visits]
        if moved and billed.is_worded:
            billed.modifiers = [m for m in billed.modifiers if m not in moved]


def _told_once(procedures: list[Billed], folded: str) -> list[Billed]:
    """Take a code that is spoken of again for one line: the mention with modifiers or units tells it best.

    `20611 both knees, so 20611-50 x1?` is one line; `20552 and 20552-76`, joined as a list, are two.
    """
    kept: list[Billed] = []
    for each in procedures:
        same = [other for other in procedures if other.code == each.code and other is not each]
        listed = any(_JOINED.fullmatch(folded[min(each.end, o.end) : max(each.start, o.start)]) for o in same)
        richer = any(o.modifiers or o.units for o in same)
        repeated = any(o.code == each.code and (o.modifiers, o.units) == (each.modifiers, each.units) for o in kept)
        if listed or not ((richer and not each.modifiers and not each.units) or repeated):
            kept.append(each)
    return kept


def _put_right(procedures: list[Billed], folded: str) -> list[Billed]:
    """Take the last mention of a code where it is asked whether that should stand: `20610-RT and 20610-LT, should it be 20610-50`."""
    asked = _SHOULD_BE.search(folded)
    if asked is None:
        return procedures
    after = {each.code for each in procedures if each.start >= asked.end()}
    return [each for each in procedures if each.start >= asked.end() or each.code not in after]


def _add_diagnosis(match: re.Match[str], tables: Tables, found: Codes, taken: list[tuple[int, int]]) -> None:
    if _overlaps(match.span(), taken):
        return
    try:
        code = icd10cm.validate(match["code"])
    except InvalidCode:
        return
    plain = "." not in match["code"]
    if plain and match["code"].startswith("x") and _CODE_BEFORE.search(match.string[: match.start()]):
        return  # `J0585 x100` is a number of units
    if plain and (
        tables.procedure(match["code"].upper()) or not (tables.diagnosis(code) or tables.diagnosis_history(code))
    ):
        return
    found.diagnoses.append((code, match.start(), match.end()))
    taken.append(match.span())


def _is_code(match: re.Match[str], folded: str, tables: Tables) -> bool:
    code = match["code"].upper()
    before = folded[max(0, match.start() - 14) : match.start()]
    if _ZIP_BEFORE.search(before) and code.isdigit() and "zip" in before:
        return False
    if tables.procedure(code):
        return not (_ZIP_BEFORE.search(before) and re.search(r",\s*[a-z]{2}\s$", before))
    if not code.isdigit():
        return code[0] in "JGQ" or code.endswith("T")
    if _ZIP_BEFORE.search(before) or re.search(r"(?:\$|cr|contract|ticket|claim|icn|account|acct|id)\s?#?$", before):
        return False
    return not re.match(r"\s*(?:dollars|patients|people|usd|claims|rows|pairs)\b", folded[match.end("code") :])


def _add_procedure(match: re.Match[str], folded: str, tables: Tables, found: Codes) -> None:
    typed = [m.upper() for m in re.findall(_MODIFIER, match["modifiers"] or "")]
    if re.match(rf"\s*(?:{_MODIFIER}\s+)*(?:or|vs\.?)\s+-?{_MODIFIER}(?![\w])", folded[match.end() :]):
        typed = []  # `20610 RT LT or 50?`: offered to choose from, not billed
    units = int(re.sub(r"\D", "", match["units"])) if match["units"] else None
    code = match["code"].upper()
    found.procedures.append(Billed(code, typed, units, match.start(), match.end()))
    short = _SHORT.match(folded, match.end("code"))
    if short and not typed:
        sibling = code[: 5 - len(short["tail"])] + short["tail"]
        if tables.procedure(sibling):
            found.procedures.append(Billed(sibling, [], None, short.start("tail"), short.end("tail")))
    worded = _WORDED.match(
        folded, match.end() + len(folded[match.end() :]) - len(folded[match.end() :].lstrip(" ,;w/ith"))
    )
    if worded and not typed and not re.match(r"\s*,?\s*(?:on |for )?(?:which|what)\b", folded[worded.end() :]):
        found.procedures[-1].modifiers.append(worded["modifier"].upper())
        found.procedures[-1].is_worded = True


def _attach_worded_units(folded: str, found: Codes) -> None:
    for billed in found.procedures:
        before = re.search(r"(?<![\w.])(?P<units>\d{1,4})\s+units?\s+(?:of\s+)?$", folded[: billed.start])
        if billed.units is None and before:
            billed.units = max(1, int(before["units"]))
        worded = re.match(
            r"\s*[,(]?\s*(?:(?P<units>\d{1,4})\s+units?\b|units?\s*[:=]?\s*(?P<n>\d{1,2})\b(?!\s*(?:mg|ml|of|per|muscles)))",
            folded[billed.end :],
        )
        if billed.units is None and worded:
            billed.units = max(1, int(worded["units"] or worded["n"]))
        twice = re.match(r"\s+(?:twice|two times|2 times|(?:\w+ ){0,4}dos veces)\b", folded[billed.end :])
        if billed.units is None and twice and len(_DAYS.findall(folded)) < 2:
            billed.units = 2
    match = _UNITS_WORDED.search(folded)
    # Units of a drug's code are told beside it; elsewhere they are the drug's own measure.
    # No procedure of the field is done more often in a day; more units are a drug's own measure, a toxin's above all.
    few = match is not None and int(match["units"]) <= _MOST_OF_A_PROCEDURE
    if (
        match
        and few
        and len(found.procedures) == 1
        and found.procedures[0].code[0] != "J"
        and not found.procedures[0].units
    ):
        found.procedures[0].units = max(1, int(match["units"]))


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in taken)
