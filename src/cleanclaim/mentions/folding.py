"""Fold a text to what a reader sees in it: plain letters and digits, with the place each came from.

Full-width and mathematical forms, other scripts' digits, look-alike letters, zero-width and combining characters,
HTML tags and entities, markdown emphasis and link targets all fold away, so one pattern finds a code in any dress.

>>> fold("２0\\u200b5**5**2, &#50;0553").text
'20552, 20553'
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_PIECE = re.compile(
    r"(?P<comment><!--.*?-->)|(?P<tag><[!/]?[A-Za-z][^<>]{0,200}>)|(?P<target>\]\s?\([^()\s]{1,500}\))"
    r"|(?P<entity>&(?:amp;)*(?:\#0*\d{1,7}|\#[xX]0*[0-9a-fA-F]{1,6}|[A-Za-z]{2,24});?)"
    r"|(?P<percent>%(?:2[DdEe]|3[0-9]|[46][1-9A-Fa-f]|[57][0-9Aa]))|(?P<plain>[A-Za-z0-9 .,\n]+)|(?P<char>.)",
    re.DOTALL,
)
_PLAIN = re.compile(r"[A-Za-z0-9 .,\n:;()$#/|?!\[\]@=+\"'-]*")
_DROPPED = frozenset("*`~\\^{}\u115f\u1160\u3164\uffa0\u2800")
"""Markup, and the fillers that show nothing and are no format characters."""
# Letters of other scripts that no reader tells from Latin ones.
_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТХУԚԜавеѕіјкморстхуԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοιανρυκхЗзбІⅼ∣ǀØøƧƨƷʒȜȝƼƽ○◯⭕⚪⭘",
    "ABESIJKMHOPCTXYQWabesijkmopctxyqwABEZHIKMNOPTYXoiavpykx336Il||Oo22333355" + "0" * 5,
)
_DOTS = frozenset("·․‧∙⋅。．。")


@dataclass(frozen=True)
class Folded:
    """A folded text, where each of its characters stands in the source, and the link targets that were folded away."""

    text: str
    starts: tuple[int, ...] | None
    """None when nothing moved."""
    ends: tuple[int, ...] | None
    targets: tuple[tuple[str, int, int], ...] = ()
    unseen: tuple[tuple[str, int, int], ...] = ()
    """What stands inside tags and comments: some readers show it."""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the place in the source of a place in the folded text."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold a text."""
    if _PLAIN.fullmatch(text) and "](" not in text and "] (" not in text:
        return Folded(text, None, None)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    targets: list[tuple[str, int, int]] = []
    unseen: list[tuple[str, int, int]] = []
    for match in _PIECE.finditer(text):
        start, end = match.span()
        match match.lastgroup:
            case "plain":
                out.append(match[0])
                starts += range(start, end)
                ends += range(start + 1, end + 1)
            case "target":
                targets.append((match[0].strip("]() "), start, end))
            case "tag" | "comment":
                unseen.append((match[0].strip("<>!/-"), start, end))
            case "entity" | "percent" | "char":
                seen = "".join(map(_fold, _unescaped(match[0])))
                out.append(seen)
                starts += [start] * len(seen)
                ends += [end] * len(seen)
    return Folded("".join(out), tuple(starts), tuple(ends), tuple(targets), tuple(unseen))


def _unescaped(text: str) -> str:
    if len(text) == 1:
        return text
    if text.startswith("%"):
        return chr(int(text[1:], 16))
    while (plain := html.unescape(text)) != text:
        text = plain
    return text


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char in _DROPPED:
        return ""
    if char == "_" or char == "\u2028":
        return " "
    if char in _DOTS:
        return "."
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me") or (category == "Cc" and char not in "\n\t\r"):
        return ""
    if category == "Pd" or char == "\u2212":
        return "-"
    if category == "Zs":
        return " "
    if category == "Nl" and unicodedata.numeric(char) in range(10):
        return _digit(char)
    if char in "⁄∕":
        return "/"
    if char == "×":
        return "x"
    return "".join(_digit(each) for each in _plain(char))


def _plain(char: str) -> Iterator[str]:
    for each in unicodedata.normalize("NFKD", char):
        if unicodedata.category(each) not in ("Mn", "Me"):
            yield each.translate(_ALIKE).replace("⁄", "/")


def _digit(char: str) -> str:
    """Read the digit of any script, and the ideographs and numerals that stand for one."""
    if char.isascii():
        return char
    value = unicodedata.numeric(char, -1.0)
    return str(int(value)) if value in range(10) else char
