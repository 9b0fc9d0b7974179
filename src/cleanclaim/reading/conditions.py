"""Read the conditions that words name, as diagnosis codes by side and finger; which of them the record holds is not said here."""

from cleanclaim.reading import sides
from cleanclaim.reading.entries import Condition
from cleanclaim.reading.lexicon import Lexicon

_FINGERS = {
    digit: (str(n % 5 + 1), "left" if n < 5 else "right")
    for n, digit in enumerate("FA F1 F2 F3 F4 F5 F6 F7 F8 F9".split())
}


def read(folded: str, lexicon: Lexicon, digits: tuple[str, ...], general: str | None) -> tuple[tuple[str, str], ...]:
    """Give each condition named with its code: by its own side, the finger, or the one side of the question."""
    found: list[tuple[str, str]] = []
    previous = 0
    for match in lexicon.condition_pattern.finditer(folded):
        condition = lexicon.conditions[match[0]]
        side = sides.around(folded, previous, match.start(), match.end()) or general
        previous = match.end()
        found += [(condition.name, code) for code in _codes(condition, side, digits)]
    return tuple(dict.fromkeys(found))


def _codes(condition: Condition, side: str | None, digits: tuple[str, ...]) -> list[str]:
    if "{finger}" in condition.right:
        fingers = [_FINGERS[d] for d in digits if d in _FINGERS]
        return [(condition.right if hand == "right" else condition.left).format(finger=n) for n, hand in fingers] or [
            condition.none
        ]
    if side == "50":
        return [condition.both] if condition.both else [condition.right, condition.left]
    return [{"RT": condition.right, "LT": condition.left}.get(side or "", condition.none)]
