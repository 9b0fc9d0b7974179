"""Read where: states, cities, Medicare contractors and payers."""

import csv
import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from cleanclaim.reading.scenario import Fact


def _words(kind: str) -> dict[str, str]:
    """Read one kind of the words beside this file: `state`, `city`, `mac`, `payer`, or the `name` a payer is written with."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return {row["words"]: row["value"] for row in csv.DictReader(file, strict=True) if row["kind"] == kind}


_STATES, _CITIES, _MACS, _PAYERS, _NAMES, _PLANS_OF = map(_words, ("state", "city", "mac", "payer", "name", "plan"))
_ABBREVIATIONS = frozenset(_STATES.values())
_SAFE_LOWER = _ABBREVIATIONS - {
    "IN",
    "OR",
    "ME",
    "HI",
    "OK",
    "OH",
    "LA",
    "PA",
    "MA",
    "AL",
    "ID",
    "DE",
    "CO",
    "MD",
    "MS",
    "MT",
    "ND",
    "VA",
    "MI",
}

_WORDS = {"OR", "IN", "ME", "OK", "HI", "MS"}
"""States whose abbreviation is a word (or MS, a degree); they count by name or beside Medicare."""
_STAFF = {"MD", "MA", "PA"}
"""States whose abbreviation is also who works in an office; they count where a place is spoken of."""
_OF_A_PLACE = re.compile(r"(?:\b[Ii]n|,|\b[Ss]tate(?: of)?|\bfor|\bstate:)\s*$|^\s*$")
_WHO = re.compile(r"\b(?:and|by|the|an?|our|with|from|PT|DC|PA|NP|RN|PT,|same|other)\s*[/&+]?\s*$", re.IGNORECASE)
"""What stands before a person and no place: `by PT and MD`."""
_ACTS = re.compile(
    r"\s+(?i:did|does|do|performed|gave|gives|inject\w*|saw|sees|can|may|bill\w*|under|npi|assist\w*|supervis\w*|who)\b"
)
"""What follows a person and no place: `PA did the injection`."""
_INTO_JOINT = re.compile(r"(?i:\binj\w*|\bsteroid|\bcortisone|\bjoint)\s+IA\b|\bIA\s+(?i:inj\w*|steroid|joint)")
_PLACE_AFTER = re.compile(r"\s*(?:$|[?.,;]|(?i:medicare|mcr|mac|part b|medicaid|bcbs|novitas|ngs|patients?\b))")


def _any(words: dict[str, str]) -> re.Pattern[str]:
    return re.compile(r"(?<![\w])(?:" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")(?![\w])")


_STATE, _CITY, _MAC, _PAYER = map(_any, (_STATES, _CITIES, _MACS, _PAYERS))
ADVANTAGE = "medicare-advantage"
"""Private plans in the place of Medicare, whoever runs them: bound by Medicare's determinations, with processes of their own."""
_PLANS = "|".join(
    re.escape(w) for w, v in _PAYERS.items() if v not in ("medicare", "medicaid", ADVANTAGE, "commercial")
)
_ADVANTAGE = re.compile(
    rf"\b(?:(?:{_PLANS})\s+(?:gold |choice |hmo |ppo )?)?(?:(?:medicare|mcr)[ -](?:adv(?:antage|antg)?\b|replacement|hmo|ppo)|part c\b|mapd\b)(?: plans?)?|"
    rf"\b(?:{_PLANS})\s+(?:medicare|mcr|dsnp|d-snp)\b(?: plan)?|\b(?:an? |the |any )?ma (?:plans?|hmo|ppo|members?)\b|"
    rf"\b(?:{_PLANS}) ma\b(?= (?:plan|pt|patient|member|hmo|ppo))|"
    r"\b(?:humana|uhc|united ?healthcare|aetna|wellcare|devoted health|clover health|molina) ma\b|\badvantage plans?\b"
)
_BESIDE = re.compile(
    r"\s*(?:,|/|&|vs\.?|versus|and|or|y|o|compared (?:to|with)|,\s*(?:and|or|vs\.?))\s*(?:for |with |by )?|\s"
)
_BESIDE_CITY = re.compile(r",?\s+(?P<state>[a-z]{2})(?![\w'-])(?!\s+(?:20|6[24]|7)\d{3})")
_UPPER = re.compile(r"(?<![A-Za-z0-9-])[A-Z]{2}(?![A-Za-z0-9-])")
_LOWER = re.compile(
    r"(?:(?<=\bin )|(?<=, )|(?<=\bstate )|(?<=\bmedicare )|(?<=\bmcr ))(?P<a>[a-z]{2})(?![\w])|(?<![\w-])(?P<b>(?!ok\b|or\b|in\b|me\b|hi\b|is\b|by\b|to\b|if\b)[a-z]{2})(?=\s+(?:mcr|medicare|mac|part b)\b)"
)


@dataclass
class Places:
    state: str | None = None
    mac: str | None = None
    payer: str | None = None
    compared: tuple[str, ...] = ()
    """The payers asked about side by side, where there is more than one."""
    facts: tuple[Fact, ...] = ()


def read(question: str, folded: str) -> Places:
    """Find the state (by name, city or abbreviation), the contractor and the payer."""
    facts = []
    state = _state(question, folded)
    mac, payer = _MAC.search(folded), _ADVANTAGE.search(folded) or _PAYER.search(folded)
    if state and payer and payer.start() <= state[1] < payer.end():
        state = None  # VA Community Care is no Virginia
    if state:
        facts.append(Fact(kind="state", value=state[0], start=state[1], end=state[2]))
    if mac:
        facts.append(Fact(kind="mac", value=_MACS[mac[0]], start=mac.start(), end=mac.end()))
    if payer:
        facts.append(Fact(kind="payer", value=_payer(payer), start=payer.start(), end=payer.end()))
    named = _payer(payer) if payer else "medicare" if mac else None
    return Places(state[0] if state else None, _MACS[mac[0]] if mac else None, named, _compared(folded), tuple(facts))


def _payer(match: re.Match[str]) -> str:
    return _PAYERS.get(match[0], ADVANTAGE)


def _compared(folded: str) -> tuple[str, ...]:
    """Give the payers named one beside the other; `Medicare primary, Aetna second` compares none."""
    named = [] if _ADVANTAGE.search(folded) else [*_PAYER.finditer(folded)]
    beside = [pair for pair in pairwise(named) if _BESIDE.fullmatch(folded[pair[0].end() : pair[1].start()])]
    compared = tuple(dict.fromkeys(_PAYERS[match[0]] for pair in beside for match in pair))
    return compared if len(compared) > 1 else ()


def plan_of(payer: str | None, state: str | None) -> str | None:
    """Give the Blue Cross plan of a state where it is known by a name of its own; any other payer stays."""
    return _PLANS_OF.get(state or "", payer) if payer == "bcbs" else payer


def contractor_of_county(exception: str, folded: str) -> str | None:
    """Give the contractor of a county named in a question, where the table says that it is not the state's own."""
    names = re.findall(r"\b[A-Z][a-z]+\b", exception)
    macs = [name for name in names if name in _MACS.values()]
    is_there = any(re.search(rf"\b{name.lower()}\b", folded) for name in names if name not in macs)
    return macs[0] if macs and is_there else None


def states() -> tuple[str, ...]:
    """Name every state and territory by its two letters."""
    return tuple(sorted(_ABBREVIATIONS))


def macs() -> tuple[str, ...]:
    """Name every Medicare contractor."""
    return tuple(sorted(set(_MACS.values())))


def payers() -> tuple[str, ...]:
    """Name every payer that has a word of its own, Medicare first."""
    return tuple(sorted(set(_PAYERS.values()), key=lambda payer: (payer != "medicare", payer)))


def name_of_payer(payer: str) -> str:
    """Give a payer's name as people write it."""
    return _NAMES.get(payer) or payer.replace("-", " ").title()


def canonical_payer(text: str) -> str:
    """Give our word for a payer as a person writes it."""
    folded = text.strip().lower()
    match = _PAYER.search(folded)
    return _PAYERS[match[0]] if match else re.sub(r"[^a-z0-9]+", "-", folded).strip("-")


def known_payer(text: str) -> str | None:
    """Give our word for a payer that we know; None for any other name."""
    match = _PAYER.search(text.strip().lower())
    return _PAYERS[match[0]] if match else None


def canonical_state(text: str) -> str | None:
    """Give the two-letter state for a name or abbreviation; None when it is neither."""
    word = text.strip()
    return word.upper() if word.upper() in _ABBREVIATIONS else _STATES.get(word.lower())


def _is_other(match: re.Match[str], question: str) -> bool:
    """Say whether GA is spoken of as a modifier, or MD, MA, PA as who gave care."""
    word = match[0]
    if word in ("CO", "PR") and re.match(r"\s?[-#:]?\s?(?:\d{1,3}|[Bb]\d{1,2})\b", question[match.end() :]):
        return True
    if word == "GA":
        return bool(
            re.search(r"\bG[XYZ]\b|(?i:modifier|\babn)|(?i:with|w/|append\w*|add\w*|put|using?) GA\b", question)
        )
    if word == "ID":
        return bool(
            re.search(
                r"(?i:medicare|member|patient|subscriber|payer|tax|npi|policy|plan|photo|claim)(?:'s)? $",
                question[: match.start()],
            )
        )
    if word == "SC" and re.match(r"\s+(?i:joints?|jts?)\b", question[match.end() :]):
        return True  # sternoclavicular
    if word == "IA":  # intra-articular
        near = question[max(0, match.start() - 24) : match.end() + 24]
        return not _PLACE_AFTER.match(question[match.end() :]) or bool(_INTO_JOINT.search(near))
    if word not in _STAFF:
        return False
    before, after = question[: match.start()], question[match.end() :]
    if _WHO.search(before) or _ACTS.match(after):
        return True
    return not (_OF_A_PLACE.search(before) or _PLACE_AFTER.match(after)) or bool(
        re.search(r"\b(?:NP|RN|DO)\b", question)
    )


def _state(question: str, folded: str) -> tuple[str, int, int] | None:
    for pattern, words in ((_STATE, _STATES), (_CITY, _CITIES)):
        match = pattern.search(folded)
        if match and words is _STATES and _CITY.match(folded, match.start()):
            continue  # Kansas City is a city
        # `Kansas City MO`, `Portland, ME`: the state written after the city is meant, whatever city of the name is larger.
        beside = match and words is _CITIES and _BESIDE_CITY.match(folded, match.end())
        if beside and beside["state"].upper() in _ABBREVIATIONS:
            return beside["state"].upper(), beside.start("state"), beside.end("state")
        if match:
            return words[match[0]], match.start(), match.end()
    if not question.isupper():
        for match in _UPPER.finditer(question):
            if match[0] in _ABBREVIATIONS and match[0] not in _WORDS and not _is_other(match, question):
                return match[0], match.start(), match.end()
    for match in _LOWER.finditer(folded):
        word = (match["a"] or match["b"]).upper()
        if word in (_ABBREVIATIONS if match["b"] else _SAFE_LOWER | {"OH", "PA", "MI", "VA", "CO", "MA"}):
            return word, match.start(), match.end()
    return None
