"""A whole answer in three parts: the opening with its cards at once, the prose as it is written, the closing."""

import re
from collections.abc import Mapping, Sequence

import streamlit as st

from cleanclaim.answer import Answer, CheckAnswer
from cleanclaim.drafting.phrases import phrase
from cleanclaim.ui.drawing import words
from cleanclaim.ui.drawing.cards import branches, cards
from cleanclaim.ui.drawing.checks import blind_notice, checks_part
from cleanclaim.ui.drawing.findings import findings_part
from cleanclaim.ui.drawing.markup import details, escaped, mark, show, text
from cleanclaim.ui.drawing.sources import PassageText, sources_part

# What the page draws in a form of its own is not read out again in the prose.
_DRAWN_APART = ("head.where", "head.sources", "head.checks", "head.ask")
# The gate's mark, in both languages; it names no code.
_WITHHELD = re.compile(r"\[((?:withheld|retenido)[^\]\n]*)\]")
_KEPT = ("head.why", "head.do")


def answer(value: Answer, passage: PassageText | None = None) -> None:
    """Draw a whole answer: verdict, codes, prose, findings, sources, checks."""
    show(opening(value))
    st.markdown(prose(value.text, value))
    show(closing(value, passage))


def codes(value: Answer | CheckAnswer) -> None:
    """Draw a card for every code that was asked about, recommended or rejected: coding and coverage apart."""
    show(cards(value))


def opening(value: Answer, context: Mapping[str, str] | None = None, removed: Sequence[str] = ()) -> str:
    """Make what the decision says before a word of prose: verdict, for what context, the short answer, the cards."""
    verdict = ""
    if value.verdict:
        tone, word = words.VERDICTS[value.verdict]
        verdict = f'<span class="cc-verdict cc-{tone}">{mark(tone)}{word}</span>'
    head = f'<div class="cc-head">{verdict}<span class="cc-context">{_context(value, context or {})}</span></div>'
    return f'<div class="cc-answer">{_removed(removed)}{head}<p class="cc-lead">{text(value.short)}</p>{cards(value)}</div>'


def prose(written: str, value: Answer) -> str:
    """Give the prose as far as it was written, without what the page draws in a form of its own."""
    if value.short.startswith(written):
        return ""
    apart = {f"**{phrase(key, value.language)}**" for key in _DRAWN_APART}
    kept = {f"**{phrase(key, value.language)}**" for key in _KEPT}
    lines, is_shown = [], True
    for line in written.removeprefix(value.short).splitlines():
        if line in apart or line in kept:
            is_shown = line in kept
        if is_shown:
            lines.append(line)
    return _WITHHELD.sub(r":gray-badge[:material/visibility_off: \1]", escaped("\n".join(lines).strip()))


def withheld(written: str) -> tuple[str, ...]:
    """Give what the gate put in the place of what it withheld."""
    return tuple(_WITHHELD.findall(written))


def closing(value: Answer, passage: PassageText | None = None) -> str:
    """Make what stands behind the answer: what was not checked, findings, contractors, sources, checks, notices."""
    parts = [blind_notice(value.checks), findings_part(value.findings)]
    if value.branches:
        parts.append(details("part", f"{mark('ask')}By contractor or payer: {len(value.branches)}", branches(value)))
    parts += [checks_part(value.checks), sources_part(value.citations, passage), _foot(value)]
    return f'<div class="cc-answer">{"".join(parts)}</div>'


def _removed(kinds: Sequence[str]) -> str:
    if not kinds:
        return ""
    return (
        f'<div class="cc-removed">{mark("ask")}<span>Removed before anyone read or stored the question: '
        f"<b>{text(', '.join(kinds))}</b>. Questions need no patient identifiers.</span></div>"
    )


def _context(value: Answer, given: Mapping[str, str]) -> str:
    said = value.context
    place = f"POS {given['place_of_service']}" if given.get("place_of_service") else ""
    where = said.state or (f"{given['mac']} (MAC)" if given.get("mac") else "all states")
    day = f"date of service {said.date_of_service}" if said.date_of_service else f"as of {value.as_of}, today"
    parts = [where, f"payer {said.payer or 'not given'}", day, place]
    return " · ".join(text(part) for part in parts if part)


def _foot(value: Answer) -> str:
    model = f" ({value.model})" if value.model else ""
    versions = f"CleanClaim {value.versions.cleanclaim}, knowledge {value.versions.knowledge}"
    lines = [f"{words.REVIEWS[value.review]}{model}. {versions}.", *value.notices]
    return f'<p class="cc-foot">{" ".join(text(line) for line in lines)}</p>'
