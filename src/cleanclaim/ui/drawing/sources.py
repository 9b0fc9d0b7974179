"""Sources: each opens to its passage with the quoted words highlighted in it."""

from collections.abc import Callable
from datetime import date

from cleanclaim.answer import AnswerCitation
from cleanclaim.citation import Grade
from cleanclaim.ui.drawing import words
from cleanclaim.ui.drawing.markup import details, link, mark, page_link, show, text

PassageText = Callable[[str], str | None]
"""Give the text of a passage on file by its id; None when it is no longer there."""


def citation(each: AnswerCitation, passage: PassageText | None = None) -> None:
    """Draw a source that opens to the cited section."""
    show(source_part(each, passage))


def sources(all_citations: tuple[AnswerCitation, ...], passage: PassageText | None = None) -> None:
    """Draw every source of an answer."""
    show(sources_part(all_citations, passage))


def sources_part(all_citations: tuple[AnswerCitation, ...], passage: PassageText | None = None) -> str:
    if not all_citations:
        return ""
    return '<p class="cc-over">Sources</p>' + "".join(source_part(each, passage) for each in all_citations)


def source_part(each: AnswerCitation, passage: PassageText | None = None) -> str:
    head = (
        f'<span class="cc-n">[{each.n}]</span><span class="cc-grow"><b>{text(_name(each))}</b> {text(each.section)}</span>'
        f"{grade(each.verified)}{_dates(each.effective_from, each.effective_to)}"
    )
    at = page_link("in its passage", "knowledge", passage=each.passage, start=each.start, end=each.end)
    body = (
        f'<blockquote class="cc-quote">{quoted(each, passage(each.passage) if passage else None)}</blockquote>'
        f'<p class="cc-small">{link(each.title, each.url)} · {at} <code>{text(each.passage)}</code></p>'
    )
    return details("source", head, body)


def grade(of: Grade) -> str:
    """Make a grade: sign and word."""
    tone, said = words.GRADES[of]
    return f'<span class="cc-grade">{mark(tone)}{said}</span>'


def quoted(each: AnswerCitation, whole: str | None) -> str:
    """Highlight the quoted words in the passage; alone when the passage on file no longer holds them there."""
    if whole is None or whole[each.start : each.end] != each.quote:
        return f"<mark>{text(each.quote)}</mark>"
    before, after = whole[: each.start], whole[each.end :]
    return f"{text(before)}<mark>{text(each.quote)}</mark>{text(after)}"


def _name(each: AnswerCitation) -> str:
    """Name a document by its number as payers do; our own articles have only a title."""
    return each.title if each.document.islower() else each.document


def _dates(since: date | None, until: date | None) -> str:
    if not since and not until:
        return ""
    span = f"{since} to {until}" if since and until else f"since {since}" if since else f"until {until}"
    return f'<span class="cc-date">{span}</span>'
