"""Read containers: single-dose or multi-dose, how much of one was given and how much thrown away."""

import re
from dataclasses import dataclass

_N = r"\d{1,4}(?:\.\d+)?(?!\d)"
_UNIT = r"(?:\s*(?:mg|units?|u|ml|cc))?"
_NONE_WASTED = re.compile(
    r"\b(?:nothing|none|no(?:ne)?)\b (?:was |were |is )?(?:left(?: ?over)?\b|wasted|discarded|waste|wastage|thrown|remaining)|"
    r"\bno (?:drug )?wast(?:e|age)\b|\b(?:whole|entire|full) vial (?:was )?(?:used|given|injected)|\bused (?:it )?all\b|\ball\b[^.;]{0,16}\b(?:used|injected|given)\b|\bno waste\b|"
    r"\b(?:fully|completely|entirely) (?:used|injected|given)\b|\bvials? (?:fully|completely|entirely)\b|\bused up\b"
)
_CONTAINERS = {
    "multi": re.compile(r"\bmulti(?:ple)?[- ]?(?:dose|use)|\bmdv\b|(?<![\d.])(?:5|10) ?(?:ml|cc) vial"),
    "single": re.compile(r"\bsingle[- ]?(?:dose|use)|\bsdv\b"),
}
_THROWN = r"(?:wasted|discarded|thrown(?: (?:away|out))?|threw (?:away|out)|toss(?:ed|ing)(?: out)?|dumped|trashed)"
_WASTED = re.compile(
    rf"(?<![\w.])(?P<a>{_N}){_UNIT}\s*(?:were |was |is |are |got )?{_THROWN}(?!\s+(?:the\s+)?(?:other\s+|remaining\s+|rest,?\s+)?{_N}\b)|"
    rf"(?:{_THROWN}|waste of|tossed)\s+(?:the\s+)?(?:other\s+|remaining\s+|rest,?\s+)?(?P<b>{_N})(?!\s*%)"
)
_REST = re.compile(
    rf"\b(?:rest|remainder|remaining|leftover|balance)\b[^.;]{{0,20}}\b{_THROWN}|{_THROWN}\s+(?:the\s+)?(?:rest|remainder|leftover)|"
    r"\bwith (?:the )?wast(?:e|age)\b|\b(?:and|plus|&|\+) wast(?:e|age)\b"
)
_OUT_OF = re.compile(
    rf"(?<![\w.])(?P<given>{_N}){_UNIT}\s+(?:given\s+|used\s+|injected\s+)?(?:out of|from|of)\s+(?:a |an |the )?(?:[a-z-]+\s+){{0,2}}?(?P<vial>{_N}){_UNIT}[- ]*"
    r"(?:[a-z][a-z-]+(?:-\d+)?\s+){0,4}(?:vial|bottle)"
)
_VIAL_GAVE = re.compile(
    rf"(?<![\w.])(?P<vial>{_N})\s*(?:mg|units?|u)\b[^.;]{{0,40}}?(?:vial|bottle|sdv|single[- ](?:dose|use))[^.;]{{0,40}}?\b(?:gave|used|inject(?:ed)?|administered)\s+"
    rf"(?:only\s+)?(?P<given>{_N})"
)

_GIVEN = re.compile(
    rf"(?<![\w.])(?P<given>{_N})\s*(?:mg|units?|u)?\s+(?:was |were )?(?:injected|given|used|administered)\b"
)
_OF_VIAL = re.compile(
    rf"(?<![\w.])(?P<vial>{_N})\s*(?:mg|units?|u)[- ]*(?:single[- ](?:dose|use)\s+)?(?:vial|bottle|sdv)"
)
_APIECE = re.compile(r"\s*(?:mg|units?|u|ml|cc)?\s*(?:(?:in|into|to|for|at)\s+)?(?:each|both|apiece|per\b|ea\b)")
_HALF = re.compile(
    rf"(?:{_THROWN}|used|gave|injected|given) (?:only |about )?(?:the other )?(?:half|1/2)\b|\bhalf\b[^.;]{{0,24}}\b{_THROWN}"
)
_MEASURED = re.compile(rf"(?<![\w.])({_N})\s*(?:mg|units?|u)\b")
_MILLILITRES = re.compile(r"\s*(?:ml|cc)\b")
_STRENGTH = re.compile(
    rf"(?P<a>{_N})\s*mg\s*(?:/|per)\s*(?:1\s*)?(?:ml|cc)\b|(?:kenalog|depo(?:-?medrol)?|triamcinolone)[- ](?P<b>10|20|40|80)\b(?!\s*(?:ml|cc))"
)


@dataclass(frozen=True)
class Vial:
    """What the words say of the container; None where they do not say."""

    container: str | None = None
    given: float | None = None
    wasted: float | None = None
    share: float | None = None
    """The part of the one container that was given, the rest thrown away, where no amount is told of either."""
    size: float | None = None
    """What the container holds, where the rest of it was thrown away and nothing says how much that was."""


def read(folded: str) -> Vial:
    """Give the container with what was given of it and what was thrown away: 0 where the words say that nothing was."""
    container = next((name for name, pattern in _CONTAINERS.items() if pattern.search(folded)), None)
    part = _OUT_OF.search(folded) or _VIAL_GAVE.search(folded)
    if part and _APIECE.match(folded, part.end()):
        part = None  # what went into each of several sites is not all that was given
    dose, whole = part or _GIVEN.search(folded), part or _OF_VIAL.search(folded)
    stated = _WASTED.search(folded)
    # Beside what was thrown away, or of a container told, the amount given is the dose, whatever the strength on the label.
    given = _amount(dose, "given", folded) if dose and (whole or stated) else None
    size = _amount(whole, "vial", folded) if whole else None
    if size is None and dose and _REST.search(folded):
        given = _amount(dose, "given", folded)
        size = _told_beside(folded, given)
    rest = size - given if size is not None and given is not None else None
    if _NONE_WASTED.search(folded):
        return Vial(container, given, 0.0)
    if stated:
        return Vial(container, given, _amount(stated, "a" if stated["a"] else "b", folded))
    if _HALF.search(folded) and container != "multi":
        return Vial(container, share=0.5)
    if given is None and size is not None and container != "multi" and _REST.search(folded):
        return Vial(container, size=size)
    all_told = rest is not None and rest >= 0 and container != "multi"
    return Vial(container, given, rest if all_told and (rest or container) else None)


def _told_beside(folded: str, given: float | None) -> float | None:
    """Give the one amount told that is more than what was given: `200 units, 155 used, rest tossed`."""
    more = {float(n) for n in _MEASURED.findall(folded) if given is not None and float(n) > given}
    return more.pop() if len(more) == 1 else None


def without_waste(folded: str) -> str:
    """Blank what was thrown away, so that it is no dose."""
    return _WASTED.sub(lambda m: " " * len(m[0]), folded)


def _amount(match: re.Match[str], group: str, folded: str) -> float | None:
    """Give an amount in the drug's own measure: millilitres by the strength told, None where none is."""
    told = float(match[group])
    if not _MILLILITRES.match(folded, match.end(group)):
        return told
    strength = _STRENGTH.search(folded)
    return told * float(strength["a"] or strength["b"]) if strength else None
