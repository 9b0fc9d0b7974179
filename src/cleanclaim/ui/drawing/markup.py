"""HTML in pieces: everything that comes from outside is escaped where it enters."""

import re
from html import escape
from typing import Literal
from urllib.parse import quote, urlencode

import streamlit as st


def show(html: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show a piece of HTML as one element; nothing empty takes room on the page."""
    if html:
        st.html(f'<div class="cc-answer">{html}</div>', width=width)


def text(words: object) -> str:
    """Escape words for HTML; `code`, **strong** and line ends keep their meaning."""
    safe = escape(str(words))
    # Most pieces hold neither; looking is a tenth of the price of searching.
    if "`" in safe:
        safe = re.sub(r"`([^`\n]+)`", r"<code>\1</code>", safe)
    if "**" in safe:
        safe = re.sub(r"\*\*([^*\n]+)\*\*", r"<strong>\1</strong>", safe)
    return safe.replace("\n", "<br>")


def link(label: str, url: str) -> str:
    """Link to a web page; anything else is shown as words."""
    if not re.match(r"https?://", url):
        return text(label)
    return f'<a href="{escape(url)}">{text(label)}</a>'


def page_link(label: str, page: str, **query: object) -> str:
    """Link to another page of ours with what it opens at."""
    return f'<a href="{page}?{escape(urlencode(query, quote_via=quote))}">{text(label)}</a>'


def details(kind: str, head: str, body: str, is_open: bool = False) -> str:
    """Make a part that opens: its head is a button for keyboard and screen reader without further help."""
    return (
        f'<details class="cc-{kind}"{" open" if is_open else ""}><summary>{head}</summary>'
        f'<div class="cc-panel">{body}</div></details>'
    )


def mark(tone: str) -> str:
    """Make the sign of a tone; words beside it say the same, so it is hidden from screen readers."""
    return f'<i class="cc-sign cc-{tone}" aria-hidden="true"></i>'


def state(tone: str, words: str) -> str:
    """Make a status: sign, colour and word together. The words are finished HTML."""
    return f'<span class="cc-state">{mark(tone)}{words}</span>'


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    """Make a table of finished HTML cells that scrolls sideways by itself."""
    top = "".join(f'<th scope="col">{text(h)}</th>' for h in head)
    # On a narrow screen the cells stand one below the other, each with its head; an empty one is left out.
    body = "".join("<tr>" + "".join(map(_cell, head, row)) + "</tr>" for row in rows)
    return f'<div class="cc-table" tabindex="0" role="group"><table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>'


def _cell(head: str, cell: str) -> str:
    return f'<td data-head="{escape(head)}">{cell}</td>' if cell else "<td></td>"


def plain(words: str) -> str:
    """Escape words for a title or label, so that none of them is read as Markdown."""
    return re.sub(r"([\\`*_\[\]!$~<>:#|])", r"\\\1", words)


def escaped(words: str) -> str:
    """Escape what Markdown would take as a formula or fetch as an image."""
    return words.replace("$", "\\$").replace("![", "!\\[")
