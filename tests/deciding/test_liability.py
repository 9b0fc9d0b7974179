"""Who bears a denial follows from the payer, the kind of denial and the notice, and from nothing else."""

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.reading import Context


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("20553 denied CO-50 medicare, no abn, can i bill the patient", "no"),
        ("20553 denied as not medically necessary, medicare, signed abn, can i bill the patient", "yes"),
        ("20553 denied as not medically necessary, medicare, can i bill the patient", "depends"),
        ("20553 x2 denied MUE, medicare, signed abn on file, can i bill the patient", "no"),
        ("20552 with 20610 denied CO-236, signed abn, can we bill the patient", "no"),
        ("20553 denied, aetna, can we bill the patient", "depends"),
        ("can the patient sign an abn after the injection", "no"),
        ("do i need an abn for 20553 humana medicare advantage", "no"),
        ("do i need an abn for 20552 M54.12 ohio medicare", "yes"),
        ("do i need an abn for 20552 M79.18 ohio medicare", "no"),
    ],
)
def test_the_patient_is_billed_only_where_a_notice_moved_the_denial(
    assistant: Assistant, question: str, verdict: str
) -> None:
    assert assistant.answer(question, Context()).verdict == verdict


def test_a_signed_notice_makes_no_session_covered(assistant: Assistant) -> None:
    answer = assistant.answer("Ohio medicare 20553 M79.18 4th session this year, ABN signed, covered?", Context())
    assert answer.verdict == "no"


def test_ga_stands_on_the_line_where_the_denial_is_expected_and_only_there(assistant: Assistant) -> None:
    over = assistant.answer(
        "20553 in 3 muscles, 4th TPI this yr, ohio medicare, pt signed ABN, what modifier", Context()
    )
    within = assistant.answer(
        "20553 in 3 muscles, 2nd TPI this yr, ohio medicare, pt signed ABN, what modifier", Context()
    )
    assert [c.modifiers for c in over.codes if c.code == "20553"] == [("GA",)]
    assert [c.modifiers for c in within.codes if c.code == "20553"] == [()]


def test_the_state_of_georgia_is_no_notice(assistant: Assistant) -> None:
    answer = assistant.answer("20553 GA medicare pt, G43.709, covered?", Context())
    assert answer.context.state == "GA" or "| state GA" in answer.claim
    assert all("GA" not in c.modifiers for c in answer.codes)
