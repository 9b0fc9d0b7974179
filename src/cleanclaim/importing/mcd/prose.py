"""Turn the HTML of a policy's fields into plain passages of a size that can be found and cited."""

from collections.abc import Iterator
from html.parser import HTMLParser

_BLOCKS = frozenset("p div br li ul ol table tr h1 h2 h3 h4 h5 h6 dd dt section".split())
_LONGEST = 1_200


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)


def plain(html: str) -> str:
    """Give the text of a field, a paragraph a line."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line and line != "-")


def pieces(text: str) -> Iterator[str]:
    """Cut a text at its paragraphs into pieces of at most some 1,200 characters; a longer paragraph is cut at words."""
    held = ""
    for paragraph in text.splitlines():
        while len(paragraph) > _LONGEST:
            cut = paragraph.rfind(" ", 0, _LONGEST)
            cut = cut if cut > 0 else _LONGEST
            if held:
                yield held
                held = ""
            yield paragraph[:cut]
            paragraph = paragraph[cut:].strip()
        if held and len(held) + len(paragraph) + 1 > _LONGEST:
            yield held
            held = ""
        held = f"{held}\n{paragraph}" if held else paragraph
    if held:
        yield held
