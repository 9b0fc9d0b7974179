"""The chat page: ask, see the checked answer, open its sources."""

import streamlit as st

from cleanclaim.answer import Answer
from cleanclaim.asking import context, earlier
from cleanclaim.errors import CleanClaimError
from cleanclaim.reading.places import canonical_state
from cleanclaim.ui import drawing, opened

TITLE = "Chat"
ICON = ":material/forum:"
ORDER = 0
_STATES = (
    "AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR "
    "PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY"
).split()
_PAYERS = ["medicare", "aetna", "anthem", "bcbsma", "cigna", "emblemhealth", "evicore", "commercial", "medicaid"]
_EXAMPLES = (
    "Is 20552 the CPT code for a trigger point injection with ICD-10 M54.12?",
    "Can 20610 and 20552 be billed together?",
    "dr injected R+L trap and levator, billed 20553-50 x3 dx M79.18, FL mcr",
    "How often should trigger point injections be performed?",
)


def page() -> None:
    """Draw the page."""
    st.title("CleanClaim")
    st.caption(
        "Coding answers for pain procedures. Every code is checked by rules before it is shown; what was not checked is said."
    )
    given = _context()
    history: list[tuple[str, Answer | str]] = st.session_state.setdefault("history", [])
    question = st.chat_input("Ask a coding question, such as: is 20552 right for two muscles?", max_chars=20_000)
    if not history and not question:
        question = _examples()
    for asked, answered in history:
        _turn(asked, answered)
    if question:
        before = [answered.question for _, answered in history if isinstance(answered, Answer)]
        answered = _answer(question, given, before)
        shown = answered.question if isinstance(answered, Answer) else "(not shown)"
        history.append((shown, answered))
        _turn(shown, answered)


def _context() -> dict[str, str | None]:
    with st.sidebar:
        st.header("Context")
        state = st.selectbox(
            "State",
            ["all", *(s for s in _STATES if canonical_state(s))],
            help="The Medicare contractor follows from the state.",
        )
        payer = st.selectbox("Payer", ["not given", *_PAYERS])
        day = st.date_input("Date of service", value=None, format="YYYY-MM-DD")
        st.caption("CPT is a registered trademark of the American Medical Association. Not a guarantee of payment.")
    return {
        "state": None if state == "all" else state,
        "payer": None if payer == "not given" else payer,
        "date_of_service": str(day) if day else None,
    }


def _examples() -> str | None:
    picked = None
    for example in _EXAMPLES:
        if st.button(example, width="stretch"):
            picked = example
    return picked


def _answer(question: str, given: dict[str, str | None], before: list[str]) -> Answer | str:
    try:
        answered: Answer = opened.assistant().answer(question, context(given), earlier=earlier(before))
        return answered
    except CleanClaimError as error:
        return str(error)


def _turn(asked: str, answered: Answer | str) -> None:
    with st.chat_message("user"):
        st.markdown(asked.replace("$", "\\$"))
    with st.chat_message("assistant"):
        if isinstance(answered, Answer):
            drawing.answer(answered)
        else:
            st.warning(answered)
