"""A question is read in the light of the one before it; what the new words do not speak of stays."""

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.reading import Context

OHIO = "is 20552 covered with M79.18 in Ohio?"


def claim(assistant: Assistant, *said: str) -> str:
    return assistant.answer(said[-1], earlier=said[:-1]).claim


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((OHIO, "and in Texas?"), "20552 | dx M79.18 | state TX"),
        ((OHIO, "what about M54.12?"), "20552 | dx M54.12 | state OH"),
        ((OHIO, "what if it was 4 muscles"), "20553 | dx M79.18 | state OH | muscles 4"),
        ((OHIO, "and with aetna"), "20552 | dx M79.18 | state OH | payer aetna"),
        ((OHIO, "what about M54.12?", "and in Florida?"), "20552 | dx M54.12 | state FL"),
        (("code for 2 muscles?", "it was 5"), "20553 | muscles 5"),
        (("¿Cuál es el código para 2 músculos?", "¿y si fueron 4?"), "20553 | muscles 4"),
        (("can 20553 and 99213 be billed together", "what modifier"), "20553; 99213-25"),
        (
            ("tpi to right and left trapezius, which code", "what about levator too?"),
            "20553 | muscles 3 trapezius-B levator-scapulae",
        ),
        (
            ("how often can I do TPI", "texas medicare", "last one was 10/1/26"),
            "| state TX | payer medicare | prior 2026-10-01",
        ),
        (("knee injection left", "with ultrasound", "no images saved though"), "20610-LT"),
        (
            ("TPI 3 muscles with botox?", "ok no botox, lidocaine only"),
            "20553 | muscles 3 | injectates local-anesthetic",
        ),
        (
            ("TPI 3 muscles, 4th this year, medicare ohio", "pt signed ABN"),
            "20553-GA | state OH | payer medicare | muscles 3",
        ),
        (("J3301 40mg", "both knees 40 each"), "20610-50; J3301 x8"),
        (("knee injection left", "kenalog 40"), "20610-LT; J3301 x4 | injectates triamcinolone-acetonide"),
        (("code for TFESI L4-5 right", "also L5-S1"), "64483-RT; 64484-RT"),
        (("code for TFESI L4-5 right", "also L5-S1", "both sides actually"), "64483-50; 64484-50"),
    ],
)
def test_a_follow_up_changes_what_it_speaks_of(assistant: Assistant, said: tuple[str, ...], expected: str) -> None:
    assert claim(assistant, *said) == expected


@pytest.mark.parametrize("fresh", ["what is a trigger point?", "what does modifier 25 mean?", "is 20610 bilateral?"])
def test_a_question_that_speaks_for_itself_starts_anew(assistant: Assistant, fresh: str) -> None:
    assert claim(assistant, OHIO, fresh) == claim(assistant, fresh)


def test_the_context_beside_the_question_does_not_undo_what_was_said(assistant: Assistant) -> None:
    answer = assistant.answer("what about M54.12?", Context(state="TX"), earlier=(OHIO,))
    assert answer.claim == "20552 | dx M54.12 | state OH"


def test_a_conversation_answers_in_its_language(assistant: Assistant) -> None:
    answer = assistant.answer("y en Florida?", earlier=("¿Cuál es el código para 2 músculos?",))
    assert answer.language == "es"


def test_identifiers_in_earlier_questions_are_removed(assistant: Assistant) -> None:
    answer = assistant.answer(
        "and in Texas?", earlier=("pt John Smith DOB 01/02/1960 is 20552 covered w M79.18 in OH",)
    )
    assert "Smith" not in answer.model_dump_json() and "1960" not in answer.model_dump_json()


KNEE = "Patient got a right knee injection with kenalog 40mg what do i bill"
FACETS = "lumbar facet injection L4-5 and L5-S1 bilateral codes?"
TOGETHER = "is 76942 billable with 20552"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ((KNEE, "no, left side"), "20610-LT; J3301 x4 | injectates triamcinolone-acetonide"),
        ((KNEE, "sorry both knees"), "20610-50; J3301 x4 | injectates triamcinolone-acetonide"),
        (("20610-RT ok for knee?", "it was the left"), "20610-LT"),
        ((FACETS, "only left"), "64493-LT; 64494-LT"),
        ((FACETS, "only left", "what if they did a third level"), "64493-LT; 64494-LT; 64495-LT"),
        ((FACETS, "and cervical?"), "64490-50; 64491-50"),
        (("how many units of 20553 for 5 muscles", "and for two?"), "20552 | muscles 2"),
        (("Dr did TPIs today in ohio. what code?", "left trap and levator"), "20552 | state OH | muscles 2 "),
        (("does medicare cover a tpi for M79.18", "and for low back pain?"), "| dx M54.50 | payer medicare"),
        ((TOGETHER, "and with 64450?"), "76942; 64450"),
        (("can 20610 and 20552 be billed together", "what about 20553"), "20610; 20553"),
    ],
)
def test_a_fragment_is_said_of_what_was_spoken_of(assistant: Assistant, said: tuple[str, ...], expected: str) -> None:
    assert claim(assistant, *said).startswith(expected)


@pytest.mark.parametrize("aside", ["thanks!", "who won the super bowl"])
def test_an_aside_does_not_end_what_is_spoken_of(assistant: Assistant, aside: str) -> None:
    assert claim(assistant, OHIO, aside, "and in Texas?") == "20552 | dx M79.18 | state TX"
