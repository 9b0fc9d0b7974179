"""The chat: ask, see the checked answer as it is written, open its sources, ask on."""

import time
from datetime import UTC, datetime

import streamlit as st
from pydantic import ValidationError

from cleanclaim import privacy
from cleanclaim.answer import Answer
from cleanclaim.asking import context as read_context
from cleanclaim.asking import earlier
from cleanclaim.errors import CleanClaimError
from cleanclaim.events import Answered, Decided, Wrote
from cleanclaim.storage import Engine, conversations, feedback
from cleanclaim.storage.conversations import Conversation, Turn
from cleanclaim.ui import context, drawing, history, opened, people, turns, wording
from cleanclaim.ui.streaming import Stream, is_made, making

TITLE = "Chat"
ICON = ":material/forum:"
ORDER = 0
_PAGE = 10
"""Turns drawn at once; earlier ones by a button."""
_DRAWN_EVERY = 0.05
_PUT_AWAY = 5.0
"""Seconds given to a stopped answer to be kept before the conversation is drawn without it."""
_NOTHING_SAID = ("", "")
"""No turn, and no sentence of one."""
_EXAMPLES = (
    "Is 20552 the CPT code for a trigger point injection with ICD-10 M54.12?",
    "Can 20610 and 20552 be billed together?",
    "dr injected R+L trap and levator, billed 20553-50 x3 dx M79.18, FL mcr",
    "How often should trigger point injections be performed?",
    "Does a visit on the same day as 20553 need modifier 25?",
    "40 mg of methylprednisolone into the knee: which codes?",
)


def page() -> None:
    """Draw the page."""
    engine, owner = opened.database(), people.owner()
    conversation = history.current(engine, owner)
    status = st.container()
    with st.bottom:
        with st.container(horizontal=True, vertical_alignment="center"):
            given = context.picker(owner)
            by_model = wording.picker(owner)
        typed = st.chat_input("Ask a coding question", max_chars=20_000)
        st.caption(
            "Only what an answer lists as checked was checked. Not a guarantee of payment. "
            "CPT is a registered trademark of the American Medical Association."
        )
    question = typed or st.session_state.pop("question", None)
    if question and conversation is None:
        conversation = conversations.start(engine, owner, privacy.redact(question).text, datetime.now(UTC))
        history.select(conversation.id)
    with st.sidebar:
        history.sidebar(engine, owner, conversation)
    with st.container(key="cc-chat"):
        _conversation(engine, owner, conversation, question, given, offline=not by_model)
    with status:
        drawing.announce(*st.session_state.get("status", _NOTHING_SAID))


def _conversation(
    engine: Engine,
    owner: str,
    conversation: Conversation | None,
    question: str | None,
    given: dict[str, str],
    offline: bool,
) -> None:
    if conversation is None:
        _empty()
        return
    history.header(engine, owner, conversation)
    kept = _kept(engine, owner, conversation, asking=bool(question))
    if question:
        _answer(engine, owner, conversation, question, given, kept, offline)


def _empty() -> None:
    with st.container(key="cc-hero"):
        st.title("What are you coding?", anchor=False)
        st.markdown(
            "Trigger points, joints, nerves, epidurals, facets, the visit, the drug. "
            "Every code is checked by rules before you see it, and what was not checked is said."
        )
    with st.container(key="cc-examples"):
        for start in range(0, len(_EXAMPLES), 2):
            for column, example in zip(st.columns(2), _EXAMPLES[start : start + 2], strict=False):
                column.button(example, width="stretch", on_click=turns.ask, args=(example,), wrap=True)


def _kept(engine: Engine, owner: str, conversation: Conversation, asking: bool) -> list[Turn]:
    pages = st.session_state.setdefault("pages", 1)
    total = conversations.count(engine, conversation.id)
    kept = conversations.turns(engine, conversation.id, last=pages * _PAGE)
    if kept and kept[-1].is_open and is_made(kept[-1].id, within=_PUT_AWAY):
        kept = conversations.turns(engine, conversation.id, last=pages * _PAGE)
        # The run that was stopped can no longer say this: its session state is cut off.
        st.session_state["status"] = (kept[-1].id, f"No answer: {kept[-1].fault}") if kept else _NOTHING_SAID
    if total > len(kept):
        st.button(f"Show earlier ({total - len(kept)})", icon=":material/expand_less:", type="tertiary", on_click=_more)
    said = feedback.given(engine, owner, [t.answer["id"] for t in kept if t.answer])
    for turn in kept:
        turns.draw(turn, owner, said, is_last=turn is kept[-1] and not asking)
    return kept


def _more() -> None:
    st.session_state["pages"] += 1


def _answer(
    engine: Engine,
    owner: str,
    conversation: Conversation,
    question: str,
    given: dict[str, str],
    kept: list[Turn],
    offline: bool,
) -> None:
    redacted, now = privacy.redact(question), datetime.now(UTC)
    turn = conversations.ask(engine, owner, conversation.id, redacted.text, given, redacted.removed, now)
    if turn is None:
        st.warning("This conversation was deleted in another window.")
        return
    turns.asked(turn.question)
    drawing.scroll_to_question(turn.id)
    before = earlier([t.question for t in kept if t.answer])
    with turns.assistant_message():
        with making(turn.id):
            made = _stream(engine, turn, given, before, offline)
        turns.after(turn, made, owner, {}, is_last=True)


def _stream(
    engine: Engine, turn: Turn, given: dict[str, str], before: tuple[str, ...], offline: bool
) -> turns.Kept | None:
    """Draw an answer while it is made, and keep it: whole, or as far as it came when the user stopped it."""
    slots = turns.Slots()
    assistant = opened.assistant()
    stream = Stream(lambda: assistant.stream(turn.question, read_context(given), earlier=before, offline=offline))
    decided: Answer | None = None
    written, drawn = "", 0.0
    fault: str | None = "Stopped before the answer was complete."
    try:
        for event in stream:
            match event:
                case None:
                    # Whatever is drawn lets Streamlit look whether Stop was pressed.
                    slots.wait(turn.id, written, decided)
                case Decided(answer):
                    decided = answer
                    slots.open(turn, answer)
                case Wrote(text):
                    written += text
                    if decided and time.monotonic() - drawn > _DRAWN_EVERY:
                        slots.write(written, decided)
                        drawn = time.monotonic()
                case Answered(answer):
                    decided, written, fault = answer, answer.text, None
    except CleanClaimError as error:
        fault = str(error)
    finally:
        stream.stop()
        answered = _as_far(decided, written)
        conversations.settle(engine, turn.id, answered.model_dump(mode="json") if answered else None, fault)
    slots.stop_waiting()
    kept = turns.made(turn, answered) if answered else None
    if kept and not fault:
        slots.show(turn, kept)
    else:
        slots.tell(fault or "This answer is not complete.")
    st.session_state["status"] = (turn.id, _ready(kept.answer) if kept and not fault else f"No answer: {fault}")
    return kept


def _as_far(decided: Answer | None, written: str) -> Answer | None:
    """Give the answer as far as it was written; where that shows a code not yet judged, without the writing."""
    if decided is None:
        return None
    try:
        return Answer.model_validate({**decided.model_dump(), "text": written})
    except ValidationError:
        return decided


def _ready(answer: Answer) -> str:
    checked = sum(c.coding != "not_checked" for c in answer.codes)
    withheld = len(drawing.withheld(answer.text))
    return f"Answer ready, {checked} {'code' if checked == 1 else 'codes'} checked, {withheld} withheld."
