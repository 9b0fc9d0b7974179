"""One turn of a conversation: the question, the answer in its parts, and what can be done with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import streamlit as st
from pydantic import ValidationError

from cleanclaim.answer import Answer
from cleanclaim.claim import parse
from cleanclaim.errors import CleanClaimError
from cleanclaim.storage import feedback
from cleanclaim.storage.conversations import Turn
from cleanclaim.ui import drawing, exporting, following, opened
from cleanclaim.ui.streaming import is_made

_ICON = str(Path(__file__).with_name("icon.svg"))
_INTERRUPTED = "This answer is not complete: it was interrupted."
_STILL_MADE = "This question is still being answered, in another window; open the conversation again to see it."
_THUMBS: tuple[feedback.Thumb, ...] = ("down", "up")


def ask(question: str) -> None:
    """Have a question asked when the page is next drawn; for buttons."""
    st.session_state["question"] = question


def draw(turn: Turn, owner: str, said: Mapping[str, feedback.Feedback], is_last: bool) -> None:
    """Draw a turn as it was kept."""
    asked(turn.question)
    with st.chat_message("assistant", avatar=_ICON):
        slots = Slots()
        kept = _kept(turn.id, turn.answer["id"], turn) if turn.answer else None
        if kept:
            slots.show(turn, kept)
        if turn.fault or not kept:
            slots.tell(turn.fault or (_INTERRUPTED if is_made(turn.id, within=0) else _STILL_MADE))
        after(turn, kept, owner, said, is_last)


def asked(question: str) -> None:
    """Draw a question as it was typed: it is never read as Markdown."""
    with st.chat_message("user", avatar=":material/person:"):
        drawing.show(f'<div class="cc-question">{escape(question)}</div>')


class Slots:
    """The places of an answer's parts; the same whether it streams or was kept, so nothing moves when drawn again."""

    def __init__(self) -> None:
        self._stop, self._opening, self._claim = st.empty(), st.empty(), st.container()
        self._prose, self._closing = st.empty(), st.empty()
        self._waits = self._is_open = False

    def wait(self, turn: str, written: str, decided: Answer | None) -> None:
        """Show that more is to come, and the button that stops it."""
        if not self._waits:
            self._stop.button("Stop", key=f"stop-{turn}", icon=":material/stop_circle:")
        self._waits = True
        if decided is None:
            self._prose.markdown(":gray[Reading the question…]")
        else:
            self.write(written, decided)

    def stop_waiting(self) -> None:
        self._stop.empty()

    def tell(self, fault: str) -> None:
        """Say above everything else why the answer is not whole."""
        self._stop.warning(fault, icon=":material/info:")

    def open(self, turn: Turn, value: Answer) -> None:
        """Draw verdict, cards and the claim as it was read, which is editable from the first moment."""
        self._open(turn, value.claim, drawing.opening(value, turn.context, turn.removed))

    def show(self, turn: Turn, kept: "Kept") -> None:
        """Draw every part of an answer that is complete, as it was made before."""
        self._open(turn, kept.answer.claim, kept.opening)
        self._prose.markdown(kept.prose)
        self._closing.html(kept.closing)

    def _open(self, turn: Turn, claim: str, opening: str) -> None:
        self._opening.html(opening)
        if claim and not self._is_open:
            with self._claim:
                _claim(turn.id, claim)
        self._is_open = True

    def write(self, written: str, value: Answer) -> None:
        self._prose.markdown(drawing.prose(written, value))


@dataclass(frozen=True)
class Kept:
    """An answer with its parts as they are drawn; made once, since a kept answer does not change."""

    answer: Answer
    opening: str
    prose: str
    closing: str
    copies: str


def made(turn: Turn, value: Answer) -> Kept:
    """Make the parts of an answer."""
    text = "\n\n".join(exporting.answer_blocks(value.model_dump(mode="json")))
    buttons = drawing.copy_button("Copy claim", value.claim) if value.claim else ""
    buttons += drawing.copy_button("Copy answer", f"{value.question}\n\n{text}")
    if value.claim:
        buttons += drawing.page_link("Open in the claim checker", "claim-checker", claim=value.claim)
    return Kept(
        value,
        drawing.opening(value, turn.context, turn.removed),
        drawing.prose(value.text, value),
        drawing.closing(value, _passage),
        f'<div class="cc-copyrow">{buttons}</div>',
    )


@st.cache_resource(max_entries=2_000, show_spinner=False)
def _kept(turn: str, answer: str, _turn: Turn) -> Kept | None:
    """Read a kept answer once a server; one that an earlier version wrote and this one cannot check is not shown."""
    try:
        return made(_turn, Answer.model_validate(_turn.answer))
    except ValidationError:
        return None


def assistant_message() -> "st.delta_generator.DeltaGenerator":
    """Open the message that an answer is drawn in."""
    return st.chat_message("assistant", avatar=_ICON)


def after(turn: Turn, kept: Kept | None, owner: str, said: Mapping[str, feedback.Feedback], is_last: bool) -> None:
    """Draw what can be done with an answer: copy, ask again, say what it was worth, ask on."""
    with st.container(horizontal=True, vertical_alignment="center", key=f"cc-do-{turn.id}"):
        if kept:
            drawing.show(kept.copies, width="content")
        st.button(
            "Ask again" if kept else "Try again",
            key=f"again-{turn.id}",
            icon=":material/refresh:",
            help="Asks the same question with the context that is set now",
            on_click=ask,
            args=(turn.question,),
        )
        if kept:
            _thumbs(turn, kept.answer, owner, said.get(kept.answer.id))
    if kept and is_last:
        _follow(turn.id, kept.answer)


def _claim(turn: str, claim: str) -> None:
    edited = st.text_input("Read as (editable)", claim, key=f"claim-{turn}")
    if not edited or edited.strip() == claim:
        return
    try:
        checked = opened.assistant().check(parse(edited))
    except CleanClaimError as error:
        st.warning(str(error), icon=":material/edit_off:")
        return
    drawing.codes(checked)
    drawing.findings(checked.findings, is_open=True)
    drawing.checks(checked.checks)
    st.button(
        "Ask with this claim",
        key=f"reclaim-{turn}",
        type="primary",
        icon=":material/send:",
        on_click=ask,
        args=(checked.claim,),
    )


def _thumbs(turn: Turn, answer: Answer, owner: str, said: feedback.Feedback | None) -> None:
    key = f"thumb-{turn.id}"
    st.session_state.setdefault(key, _THUMBS.index(said.thumb) if said else None)
    picked = st.feedback("thumbs", key=key)
    if picked is None:
        if said:
            feedback.withdraw(opened.database(), owner, answer.id)
        return
    reason = st.text_input(
        "Why?",
        said.reason if said else "",
        key=f"why-{turn.id}",
        placeholder="What was right or wrong, such as: wrong MAC, missed modifier 25",
        max_chars=2_000,
    )
    now = feedback.Feedback(
        answer_id=answer.id,
        owner=owner,
        thumb=_THUMBS[picked],
        reason=opened.redacted(reason or ""),
        question=turn.question,
        context=turn.context,
        answer=answer.model_dump(mode="json"),
        given=datetime.now(UTC),
    )
    feedback.give(opened.database(), now)
    kept = "the reason, the question" if now.reason else "the question"
    st.caption(f"Kept with {kept} and this answer; it can become a test case (`cleanclaim feedback --drafts`).")


def _follow(turn: str, answer: Answer) -> None:
    for at, question in enumerate(answer.questions):
        told = st.text_input(
            question, key=f"fact-{turn}-{at}", placeholder="Type the answer and press Enter", icon=":material/help:"
        )
        if told and st.session_state.get(f"told-{turn}-{at}") != told:
            st.session_state[f"told-{turn}-{at}"] = told
            ask(told)
            st.rerun()
    suggested = following.suggest(answer)
    if suggested:
        with st.container(horizontal=True, key=f"cc-next-{turn}"):
            for question in suggested:
                st.button(question, key=f"next-{turn}-{question}", on_click=ask, args=(question,))


def _passage(name: str) -> str | None:
    found = opened.assistant().knowledge.passage(name)
    return found.text if found else None
