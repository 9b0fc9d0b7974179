"""Read drugs and how much of them: `kenalog 40`, `depo-medrol 80 mg`, `lidocaine 1% 5 ml`."""

import re

from cleanclaim.reading import dates
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Dose, Fact

_AFTER = re.compile(
    r"\s*[-,:(]?\s*(?:\d%\s*)?(?:[-]?\s*)(?P<n>\d{1,4}(?:\.\d+)?)\s*(?P<m>mg|ml|cc|mcg|units?|u\b)?(?!\s*%|\d|/)"
)
# `Celestone 1 ml (6 mg)`: the volume is the dose in brackets.
_IN_BRACKETS = re.compile(
    r"\s*[-,:]?\s*\d{1,2}(?:\.\d+)?\s*(?:ml|cc)\s*\(\s*(?P<n>\d{1,4}(?:\.\d+)?)\s*(?P<m>mg|units?)\b"
)
_BEFORE = re.compile(
    r"(?P<n>\d{1,4}(?:\.\d+)?)\s*(?P<m>mg|units?|u|mcg|ml|cc)\s+(?:of\s+|de\s+)?(?:\d(?:\.\d+)?%\s*)?$"
)
_STRENGTH = re.compile(r"(?P<n>\d{1,4}(?:\.\d+)?)\s*mg\s*(?:/|per)\s*(?:1\s*)?(?:ml|cc)\b")
_MILLIGRAMS = re.compile(r"(?<![\w.])(?P<n>\d{1,4}(?:\.\d+)?)\s*mg\b(?!\s*/)")
_VOLUME = re.compile(r"(?<![\w.])(?P<n>\d{1,2}(?:\.\d+)?|\.\d+)\s*(?:ml|cc)\b")
# A volume that ends where the next drug begins is the next drug's.
_NEXT_VOLUME = re.compile(r"\d{0,2}(?:\.\d+)?\s*(?:ml|cc)\s+(?:of\s+)?(?:\d(?:\.\d+)?%\s*)?$")
_VOLUME_BEFORE = re.compile(r"(?<![\w.])(?P<n>\d{1,2}(?:\.\d+)?|\.\d+)\s*(?:ml|cc)\s+(?:of\s+|de\s+)?$")
_GIVEN_VOLUME = re.compile(
    r"\b(?:used|gave|given|injected|administered|drew up)\s+(?P<n>\d{1,2}(?:\.\d+)?|\.\d+)\s*(?:ml|cc)\b"
)
# `40 depo`, `80 of kenalog`: a number alone is a dose where steroids are sold in it.
_BARE_BEFORE = re.compile(r"(?<![\w./$#-])(?P<n>4|6|8|10|12|15|20|25|30|40|50|60|80|100|120|160)\s+(?:of\s+)?$")
_CONTAINER_AFTER = re.compile(r"(?:-\d+)?\s*(?:\d+ ?(?:ml|cc) )?(?:mdv|sdv|vial|bottle|multi|single)")
_EACH = re.compile(
    r"(?<![\w./-])(?P<n>\d{1,4}(?:\.\d+)?)\s*(?P<m>mg|ml|cc)?\s*(?:of [a-z-]+ )?(?:in(?:to)?\s+|for\s+)?(?:to\s+)?(?:each|ea\b|apiece|every|per (?:knee|shoulder|hip|side|joint|site|muscle))"
)
_IN_EACH = re.compile(
    r"\s*(?:\d+ ?mg\s*)?(?:was |were |given |injected )*(?:in(?:to)?|at|to|per|for)?\s*(?:each|every|ea)\b"
)
# `kenalog 40, 1 ml per knee`: the number beside the name is the strength where what was given is told in millilitres.
_SOLD_IN = re.compile(r"\s*-?(?P<n>10|20|40|80)\b(?!\s*(?:ml|cc))")
# `4 mg x 2 sites`: so much at each of so many.
_TIMES = re.compile(
    r"\A[^.;,]{0,14}?mg\s*(?:x|times|at|in|to)\s*(?P<n>[2-6])\s*(?:sites?|sides?|spots?|joints?|knees|shoulders|hips|locations?|injections?)\b"
)
# `40 mg in the knee and 20 mg in the trapezius`: so much here and so much there; `in 2 ml`, `in March`, `in the note` are no sites.
_PLACED = re.compile(
    r"(?<![\w./-])(?P<n>\d{1,4}(?:\.\d+)?|\.\d+)\s*(?P<m>mg|ml|cc)\s+(?:was |were |given |injected |went )*(?:in|into|to|for|at)\s+"
    rf"(?:the |his |her )?(?!(?:{dates.MONTH})\b|each|every|ea\b|both|all\b|an?\b|one\b|total|"
    r"note|record|chart|vial|syringe|bottle|office|past|medicare|waste)[a-z]"
)
_NOT_GIVEN = re.compile(
    r"\b(?:no|not|without|w/o|never|sin|instead of)\s+(?:any\s+)?(?:botox|botulinum(?: toxin)?|toxin|steroids?|cortisone|corticosteroids?|kenalog|depo(?:-?medrol)?|"
    r"lidocaine|esteroides?)\b"
)
_PERCENT = re.compile(r"(?<![\w.])(?P<n>\d?\.?\d+)\s*%")
"""So many grams in 100 ml: 1 % is 10 mg a millilitre."""
_NUMBS = re.compile(r"lido|xylo|bupi|marc|senso|ropi|naro")
_SHARED = re.compile(r"(?<![\w.])(?P<n>\d{1,3})\s*mg\s+(?:in|into|at|to|for)?\s*each of (?:the )?(?P<k>[2-9])\b")
_TOTAL = re.compile(r"\btotal|\bin all\b|\baltogether\b")
_NEAR = 60
_PLAIN = {"mg": "mg", "ml": "ml", "cc": "ml", "mcg": "mcg", "unit": "unit", "units": "unit", "u": "unit"}
_BIOLOGIC = re.compile(r"\bprp\b|platelet[- ]rich|stem cells?|amniotic|biologics?|\bexosomes?\b")
_OTHER = {
    "saline": re.compile(r"\bsaline\b|salino"),
    "steroid": re.compile(r"\bsteroids?\b|corticosteroids?|cortisone|esteroide"),
    "local-anesthetic": re.compile(r"local anesthetic|local anaesthetic|anestesic|anestetic"),
    "dextrose": re.compile(r"dextrose"),
    "prolotherapy": re.compile(r"prolotherapy|proloterapia|prolo\b|scleros"),
    "ozone": re.compile(r"\bozone\b"),
    "unclassified-drug": re.compile(
        r"\bsarapin\b|(?:no|not|n.t|without|find) (?:have |find |see |get )?(?:an? |any |its own )?(?:j[- ]?code|hcpcs code)|unclassified drug|unlisted drug"
    ),
    "botulinum": re.compile(r"\bbotox\b|botulinum|dysport|xeomin|toxin"),
}
ANESTHETICS = {"lidocaine", "bupivacaine", "ropivacaine", "lidocaine with epinephrine", "liposomal bupivacaine"}


_OF_ITSELF = {"b12"}
"""Drugs that are only ever given for the whole body."""
# A drug given into a muscle or under the skin for its effect on the whole body, not into what the needle was aimed at.
_APART = re.compile(r"\b(?:im|i\.m\.|intramuscular(?:ly)?|sub-?q|subcut\w*|\bsc inj\w*)\b")


_MIXED = re.compile(
    r"\bmix(?:ed|ture)?\b|\b(?:same|one|tpi|trigger point) (?:syringe|injectate)\b|\badded to (?:the )?(?:lido\w*|marcaine|bupi\w*|syringe|injectate)"
)


def given_apart(folded: str, doses: list[Dose]) -> frozenset[str]:
    """Give the drugs that are no local anesthetic and were given apart from the procedure's own injection.

    Where several were given and one way into the body is told, all of them are named: which went in so is not known.
    """
    told = _APART.search(folded) is not None
    if _MIXED.search(folded):
        return frozenset()
    return frozenset(d.words for d in doses if d.words not in ANESTHETICS and (told or d.words in _OF_ITSELF))


def _with_elsewhere(first: re.Match[str], after: str) -> float:
    """Give an amount with what was given elsewhere of the same drug, told beside it in the same measure."""
    rest = _STRENGTH.sub(" ", after[: 2 * _NEAR])
    placed = [(float(m["n"]), _PLAIN[m["m"]]) for m in _PLACED.finditer(rest)]
    told = float(first["n"])
    alike = len({measure for _, measure in placed}) == 1
    return sum(n for n, _ in placed) if alike and placed[0][0] == told and not _TOTAL.search(rest) else told


def _amount(before: str, after: str, word: str) -> tuple[float | None, str]:
    """Give the dose of one drug: stated in its own measure, or strength by volume (`1.5 ml of 6 mg/ml` is 9 mg)."""
    strength = _STRENGTH.search(after[:_NEAR]) or _STRENGTH.search(before[-20:])
    rest = _STRENGTH.sub(" ", after[:_NEAR])
    given = _MILLIGRAMS.search(rest)
    stated = _IN_BRACKETS.match(after) or _AFTER.match(after) or _BEFORE.search(before) or _BARE_BEFORE.search(before)
    is_a_container = _CONTAINER_AFTER.match(after)
    if is_a_container and stated and stated.groupdict().get("m") in ("ml", "cc"):
        stated = None  # the size of the bottle
    volume = _GIVEN_VOLUME.search(rest) or (
        None if is_a_container else _VOLUME_BEFORE.search(_STRENGTH.sub("", before)) or _VOLUME.search(rest)
    )
    percent = _PERCENT.search(before[-12:]) or _PERCENT.search(after[:_NEAR])
    if percent and volume and _NUMBS.match(word):
        return 10 * float(percent["n"]) * float(volume["n"]), "mg"
    bottled = re.search(r"-(\d{2})$", word) or re.match(r"-(\d{2})\b(?!\s*(?:ml|cc))", after)
    per_ml = float(strength["n"]) if strength else float(bottled[1]) if bottled else None
    if given and (strength or bottled):
        return _with_elsewhere(given, after), "mg"
    if per_ml and volume:
        return per_ml * _with_elsewhere(volume, after), "mg"
    # `40 mg triamcinolone (vial 40 mg/ml)`: what stands before the drug is no strength, whatever the number.
    if stated and (stated.re is _BEFORE or not (strength and stated["n"] == strength["n"])):
        return _with_elsewhere(stated, after), _PLAIN.get(stated.groupdict().get("m") or "mg", "mg")
    return (float(given["n"]), "mg") if given else (per_ml if bottled and not is_a_container else None, "mg")


def _each(after: str, word: str, amount: float | None) -> float | None:
    """Give the milligrams told for each of several sites: `split between both shoulders, 40 each`, `2 ml into each hip`."""
    match = _EACH.search(after[: 2 * _NEAR])
    if match is None:
        return amount if _IN_EACH.match(after) else None
    if match["m"] in ("ml", "cc"):
        strength = _STRENGTH.search(after[:_NEAR]) or re.search(r"-(?P<n>\d{2})$", word) or _SOLD_IN.match(after)
        return float(match["n"]) * float(strength["n"]) if strength else None
    return float(match["n"])


def _beside_a_code(folded: str, lexicon: Lexicon, given: float | None) -> list[Dose]:
    """Read the one dose told beside the one drug code, where no word names the drug: `J1030 dos 4/2/24 80mg`."""
    names = {code.lower(): name for name, codes in lexicon.drug_codes.items() for code in codes}
    named = {names[code] for code in re.findall(r"(?<!\w)j\d{4}(?!\w)", folded) if code in names}
    amounts = [float(m["n"]) for m in _MILLIGRAMS.finditer(folded)] if given is None else [given]
    shared = _SHARED.search(folded)
    if shared and given is None:  # `80 mg used, 20 mg in each of 4 muscles`
        amounts = [float(shared["n"]) * int(shared["k"])]
    if len(named) != 1 or len(amounts) != 1 or _VOLUME.search(folded) or named & ANESTHETICS:
        return []
    return [Dose(words=named.pop(), amount=amounts[0], measure="mg")]


def without_refused(folded: str) -> str:
    """Blank the drugs that were not given: `no botox, lidocaine only`."""
    return _NOT_GIVEN.sub(lambda m: " " * len(m[0]), folded)


def read(folded: str, lexicon: Lexicon, given: float | None = None) -> tuple[list[Dose], list[str], list[Fact]]:
    """Find the doses, what was injected in words, and where they stand; `given` is what was given of a container."""
    doses, injectates, facts = [], [], []
    found = list(lexicon.drug_pattern.finditer(folded))
    for at, match in enumerate(found):
        name = lexicon.drugs[match[0]]
        until = found[at + 1].start() if at + 1 < len(found) else len(folded)
        after = folded[match.end() : until]
        if at + 1 < len(found):
            after = _NEXT_VOLUME.sub("", after)
        amount, measure = _amount(folded[: match.start()], after, match[0])
        if given is not None and (amount is None or amount != given) and name not in ANESTHETICS:
            amount, measure = given, measure if amount else lexicon.measures.get(name, measure)
        apiece = None if _TOTAL.search(folded) or given is not None else _each(after, match[0], amount)
        if apiece is not None:
            amount, measure = apiece, "mg"
        times = _TIMES.match(after) if amount and measure == "mg" else None
        if times and apiece is None and amount:
            amount *= int(times["n"])
        holds = lexicon.syringes.get(match[0]) if amount is None else None
        doses.append(
            Dose(words=name, amount=amount or holds, measure=measure, each=apiece is not None, by_syringe=bool(holds))
        )
        injectates.append("local-anesthetic" if name in ANESTHETICS else re.sub(r"[^a-z0-9]+", "-", name).strip("-"))
        facts.append(Fact(kind="drug", value=name, start=match.start(), end=match.end()))
    if not found:
        doses += _beside_a_code(folded, lexicon, given)
    if _BIOLOGIC.search(folded):
        injectates.append("biologic")
    injectates += [name for name, pattern in _OTHER.items() if pattern.search(folded)]
    return doses, list(dict.fromkeys(injectates)), facts
