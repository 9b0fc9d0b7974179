"""Judge one span by itself: known to this answer, surely no code, or withheld."""

import re

from cleanclaim.mentions import Span
from cleanclaim.review.checked import Checked, surface_of
from cleanclaim.review.objection import Fault, Objection

# A letter, two characters and a dot, however spaced or spoken, can only be meant as a diagnosis.
_DOTTED = re.compile(r"^[A-Za-z].*(?:\.|\b(?:point|dot|punto)\b)", re.IGNORECASE)


def object_to(span: Span, checked: Checked) -> Objection | None:
    """Give what stands against a span, or None when it may be shown."""
    match span.kind:
        case "code":
            return None if _may_show(span, checked) else _withhold(span, _fault_of(span), checked.why_not(span.value))
        case "modifier":
            return _modifier(span, checked)
        case "document":
            return None if checked.is_named(span.value) else _withhold(span, "document")
        case "citation":
            return None if _cites(span.value) <= set(range(1, checked.passages + 1)) else _withhold(span, "citation")
        case "link":
            return None if span.value.rstrip("/") in checked.links else _withhold(span, "link")
        case "number":
            return None if surface_of(span) in checked.named.surfaces else _withhold(span, "number")
        case "odd":
            return _withhold(span, "number")


def _may_show(span: Span, checked: Checked) -> bool:
    if checked.may_mention(span.value) or (span.form != "plain" and surface_of(span) in checked.named.surfaces):
        return True
    return span.form != "plain" and not _DOTTED.search(span.surface) and checked.knows(span.value) == "no_code"


def _fault_of(span: Span) -> Fault:
    return "unchecked_code" if span.form == "plain" else "number"


def _modifier(span: Span, checked: Checked) -> Objection | None:
    if span.of is None or not checked.may_mention(span.of):
        known = span.value in checked.named.modifiers or any(m == span.value for _, m in checked.pairs)
    else:
        known = (span.of, span.value) in checked.named.pairs | checked.pairs
    return None if known else _withhold(span, "modifier")


def _cites(value: str) -> set[int]:
    numbers: set[int] = set()
    for part in value.replace(";", ",").split(","):
        first, _, last = part.partition("-")
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers


def _withhold(span: Span, fault: Fault, rule: str = "") -> Objection:
    return Objection(fault, span.start, span.end, rule, span.value)
