"""What a draft says to a question is held against the decision's verdict before a word of it is shown, in both languages."""

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.drafting import composed
from cleanclaim.review import Gate, stated
from review.conftest import World, through

ASKED = {
    ("yes", "en"): "does M79.18 support 20552 for medicare in ohio?",
    ("no", "en"): "is M54.2 covered for 20553 in ohio, medicare?",
    ("depends", "en"): "Can 20610 and 20552 be billed together?",
    ("needs_information", "en"): "doc gave a nerve block, whats the code",
    (None, "en"): "what is 20553 for",
    ("yes", "es"): "¿M79.18 respalda 20552 en Ohio, Medicare?",
    ("no", "es"): "¿Está cubierto M54.2 para 20553 en Ohio, Medicare?",
    ("depends", "es"): "¿Puedo facturar 20610 y 20552 el mismo día?",
    (None, "es"): "¿Para qué es 20553?",
}
SAYS = {
    ("yes", "en"): ("Yes.", "**Yes**, always.", "Absolutely, it is.", "The short answer is yes.", "## Verdict\n\nYes."),
    ("no", "en"): ("No.", "**No**, never.", "Absolutely not.", "Short answer: no.", "# Answer\n\n- No, that is wrong."),
    ("depends", "en"): ("It depends.", "**Depends** on the record.", "Maybe.", "The answer depends on the payer."),
    ("yes", "es"): ("Sí.", "**Sí**, siempre.", "Claro que sí.", "La respuesta es sí.", "Por supuesto, está bien."),
    ("no", "es"): ("No.", "**No**, nunca.", "Claro que no.", "La respuesta es no.", "En absoluto."),
    ("depends", "es"): ("Depende.", "**Depende** del expediente.", "Tal vez.", "La respuesta depende del pagador."),
}
MAY_SAY = {
    "yes": {"yes"},
    "no": {"no"},
    "depends": {"depends"},
    "needs_information": {"depends"},
    None: {"depends"},
}
LEAVE = (
    ("yes", "It can be billed.", "You can bill both.", "Medicare covers it.", "Se puede facturar.", "Está cubierto."),
    ("no", "It cannot be billed.", "That is not covered.", "It will be denied.", "No se puede facturar.", "No lo cubre."),
)  # fmt: skip
CASES = [
    (verdict, language, said, text)
    for verdict, language in ASKED
    for (said, spoken), texts in SAYS.items()
    if spoken == language
    for text in texts
]


@pytest.mark.parametrize(("verdict", "language", "said", "text"), CASES)
def test_a_draft_may_say_the_decisions_verdict_and_no_other(
    world: World, verdict: str | None, language: str, said: str, text: str
) -> None:
    checked = world(ASKED[verdict, language])
    assert (checked.verdict, checked.language) == (verdict, language)
    gate = Gate(checked)
    shown = gate.feed(text) + gate.finish()
    if said in MAY_SAY[verdict]:
        assert shown == text and not gate.objections
    else:
        assert [o.fault for o in gate.objections] == ["verdict"] and gate.objections[0].is_of_the_draft
        assert text.split()[-1] not in shown


@pytest.mark.parametrize(("verdict", "language"), [k for k in ASKED if k[0] is not None])
def test_nothing_of_an_opening_is_shown_before_it_is_judged(world: World, verdict: str | None, language: str) -> None:
    gate = Gate(world(ASKED[verdict, language]))
    assert not gate.feed("In this matter of the record, the plain answer to all of it") and not gate.objections


@pytest.mark.parametrize(("said", "text"), [(said, text) for said, *texts in LEAVE for text in texts])
def test_leave_given_or_refused_in_plain_words_is_an_answer(world: World, said: str, text: str) -> None:
    for verdict in ("yes", "no", "depends"):
        objections = faults(world, ASKED[verdict, "en"], text)
        assert ("verdict" in objections) == (verdict != said), (verdict, objections)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("can I put RT on 20552", "So the short answer is yes."),
        ("can I put RT on 20552", "The side is told by the record. Yes, it can."),
        ("can I put RT on 20552", "The side is told by the record. Therefore it is allowed."),
        ("can I put RT on 20552", "The side is told by the record. It depends."),
        ("does M79.18 support 20552 for medicare in ohio?", "Yes, as the list says. In short, no."),
    ],
)
def test_another_verdict_further_on_is_a_contradiction_too(world: World, question: str, text: str) -> None:
    assert "verdict" in faults(world, question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Can 20610 and 20552 be billed together?", "Yes, if the record shows separate sites."),
        ("Can 20610 and 20552 be billed together?", "No, unless the record shows separate sites."),
        ("¿Puedo facturar 20610 y 20552 el mismo día?", "Sí, si el expediente muestra sitios separados."),
        ("¿Puedo facturar 20610 y 20552 el mismo día?", "Si el expediente lo muestra, son sitios separados."),
        ("Can 20610 and 20552 be billed together?", "Not without a modifier."),
        ("Can 20610 and 20552 be billed together?", "More information is needed."),
        ("can I put RT on 20552", "No modifier fits. Correct coding counts muscles. Right and left are two muscles."),
        ("can I put RT on 20552", "Never mind the side: muscles are counted."),
        ("can I put RT on 20552", "No. What the payer asks for depends on its own policy."),
        ("does M79.18 support 20552 for medicare in ohio?", "Yes. Not every payer covers it, and no modifier is needed."),
        ("does M79.18 support 20552 for medicare in ohio?", "Yes. How often depends on the document."),
        ("what is 20553 for", "Three or more muscles; it depends on how many were injected."),
        ("doc gave a nerve block, whats the code", "One fact is missing before a code can be chosen."),
    ],
)  # fmt: skip
def test_what_says_no_other_verdict_is_no_contradiction(world: World, question: str, text: str) -> None:
    assert "verdict" not in faults(world, question, text)


@pytest.mark.parametrize("question", ASKED.values())
def test_the_composed_answer_contradicts_no_verdict(assistant: Assistant, world: World, question: str) -> None:
    short = composed.draft(assistant.evidence(question)).short
    assert through(world(question), short) == short


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Can 20610 and 20552 be billed together?", True),
        ("¿cubre Medicare 20553?", True),
        ("does 20553 need a modifier?", False),
        ("is it bundled?", False),
        ("which code is it?", False),
    ],
)
def test_only_a_question_for_leave_is_answered_by_leave(question: str, asks: bool) -> None:
    assert stated.asks_leave(question) == asks


def faults(world: World, question: str, text: str) -> set[str]:
    gate = Gate(world(question))
    gate.feed(text)
    gate.finish()
    return {o.fault for o in gate.objections}
