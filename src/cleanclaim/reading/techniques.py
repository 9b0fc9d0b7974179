"""Tell what was needled from what was injected, where a note describes both.

Each clause goes to the technique it names, a clause that names none to the one before it. The words of the other
technique are blanked out, so that what is read keeps its place in the question.
"""

import re
from itertools import pairwise

_NEEDLED = re.compile(r"\bdry[- ]?needl\w*|\bneedled\b|\bneedling\b|\bacup\w* needl\w*|\bpuncion seca\b")
_INJECTED = re.compile(r"\binject\w*|\binj\b|\btpis?\b|\btrigger[- ]points? inj\w*|\binfiltrat\w*|\binyect\w*")
_CLAUSE = re.compile(r"[.;\n]+|\bthen\b|\bafter(?:wards)?\b|,\s*(?=(?:and\s+)?(?:dry|needl|inject))")


def apart(folded: str) -> tuple[str, str] | None:
    """Give the text of what was injected and of what was needled; None where only one of them is described."""
    if not (_NEEDLED.search(folded) and _INJECTED.search(folded)):
        return None
    injected, needled = [" "] * len(folded), [" "] * len(folded)
    current = injected
    for start, end in _clauses(folded):
        current = {"needled": needled, "injected": injected, None: current}[_technique(folded[start:end])]
        current[start:end] = folded[start:end]
    return "".join(injected), "".join(needled)


def _clauses(folded: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.start() for m in _CLAUSE.finditer(folded)), len(folded)]
    pieces: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        marks = sorted(m.start() for p in (_NEEDLED, _INJECTED) for m in p.finditer(folded, start, end))
        # A clause that names both is cut where the second begins.
        both = _NEEDLED.search(folded, start, end) and _INJECTED.search(folded, start, end)
        middle = marks[-1] if both and len(marks) > 1 else end
        pieces += [(start, middle), (middle, end)] if middle < end else [(start, end)]
    return pieces


def _technique(clause: str) -> str | None:
    if _NEEDLED.search(clause):
        return "needled"
    return "injected" if _INJECTED.search(clause) else None
