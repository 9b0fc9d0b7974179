"""Draw the parts of an answer; shared by every page.

Parts are made as HTML by small functions, escaped piece by piece, and shown by one element each: what opens is a
`details` that the browser opens by itself, so an answer costs the server three elements however many codes it holds.
"""

from cleanclaim.ui.drawing.answers import answer, closing, codes, opening, prose, withheld
from cleanclaim.ui.drawing.checks import checks
from cleanclaim.ui.drawing.copying import copy_button
from cleanclaim.ui.drawing.findings import findings
from cleanclaim.ui.drawing.markup import escaped, page_link, plain, show
from cleanclaim.ui.drawing.sources import citation, sources
from cleanclaim.ui.drawing.style import announce, scroll_to_question, style

__all__ = [
    "announce",
    "answer",
    "checks",
    "citation",
    "closing",
    "codes",
    "copy_button",
    "escaped",
    "findings",
    "opening",
    "page_link",
    "plain",
    "prose",
    "scroll_to_question",
    "show",
    "sources",
    "style",
    "withheld",
]
