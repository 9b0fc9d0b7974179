"""Read drugs and how much of them: `kenalog 40`, `depo-medrol 80 mg`, `lidocaine 1% 5 ml`."""

import re

from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Dose, Fact

_AFTER = re.compile(
    r"\s*[-,:(]?\s*(?:\d%\s*)?(?:[-]?\s*)(?P<n>\d{1,4}(?:\.\d+)?)\s*(?P<m>mg|ml|cc|mcg|units?|u\b)?(?!\s*%|\d|/)"
)
_BEFORE = re.compile(
    r"(?P<n>\d{1,4}(?:\.\d+)?)\s*(?P<m>mg|units?|u|mcg|ml|cc)\s+(?:of\s+|de\s+)?(?:\d(?:\.\d+)?%\s*)?$"
)
_PLAIN = {"mg": "mg", "ml": "ml", "cc": "ml", "mcg": "mcg", "unit": "unit", "units": "unit", "u": "unit"}
_BIOLOGIC = re.compile(r"\bprp\b|platelet[- ]rich|stem cells?|amniotic|biologics?|\bexosomes?\b")
_OTHER = {
    "saline": re.compile(r"\bsaline\b|salino"),
    "steroid": re.compile(r"\bsteroids?\b|corticosteroids?|cortisone|esteroide"),
    "local-anesthetic": re.compile(r"local anesthetic|local anaesthetic|anestesic|anestetic"),
    "dextrose": re.compile(r"dextrose"),
    "prolotherapy": re.compile(r"prolotherapy|proloterapia|prolo\b|scleros"),
    "ozone": re.compile(r"\bozone\b"),
    "botulinum": re.compile(r"\bbotox\b|botulinum|dysport|xeomin|toxin"),
}
ANESTHETICS = {"lidocaine", "bupivacaine", "ropivacaine", "lidocaine with epinephrine", "liposomal bupivacaine"}


_WASTED = re.compile(
    r"(?P<a>\d{1,4}(?:\.\d+)?)\s*(?:mg|units?|u|ml|cc)?\s*(?:were |was |is |are )?(?:wasted|discarded|thrown)"
    r"|(?:wasted|discarded|waste of|threw (?:away|out))\s+(?P<b>\d{1,4}(?:\.\d+)?)"
)


def wasted(folded: str) -> float | None:
    """Read how much of a single-dose container was thrown away."""
    match = _WASTED.search(folded)
    return float(match["a"] or match["b"]) if match else None


def read(folded: str, lexicon: Lexicon) -> tuple[list[Dose], list[str], list[Fact]]:
    """Find the doses, what was injected in words, and where they stand."""
    doses, injectates, facts = [], [], []
    for match in lexicon.drug_pattern.finditer(folded):
        name = lexicon.drugs[match[0]]
        stated = _AFTER.match(folded, match.end()) or _BEFORE.search(folded[: match.start()])
        amount = float(stated["n"]) if stated else None
        measure = _PLAIN.get(stated["m"] or "mg", "mg") if stated else "mg"
        doses.append(Dose(words=name, amount=amount, measure=measure))
        injectates.append("local-anesthetic" if name in ANESTHETICS else re.sub(r"[^a-z0-9]+", "-", name).strip("-"))
        facts.append(Fact(kind="drug", value=name, start=match.start(), end=match.end()))
    if _BIOLOGIC.search(folded):
        injectates.append("biologic")
    injectates += [name for name, pattern in _OTHER.items() if pattern.search(folded)]
    return doses, list(dict.fromkeys(injectates)), facts
