"""Questions about a denial: who bears it, and whether an appeal can overcome it."""

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.reading import Context


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("20610 x3 MUE denial, can I appeal?", "depends"),
        ("64450 x12 denied for units, can we appeal", "depends"),
        ("20553 x2 denied, can I appeal with records?", "no"),
        ("20552 and 20553 same day denied CO-236, can I appeal?", "no"),
        ("20610 and 20552 denied CO-236, can I appeal?", "depends"),
        ("GZ on 20552 can patient be billed", "no"),
        ("we used GZ on 20553, is the patient responsible?", "no"),
        ("20552-GY can we charge the patient", "depends"),
    ],
)
def test_a_denial_is_answered_by_its_row_and_its_notice(question: str, verdict: str, assistant: Assistant) -> None:
    assert assistant.answer(question, Context(payer="medicare")).verdict == verdict


def test_a_denial_told_in_words_is_known_by_its_reason(assistant: Assistant) -> None:
    assert "Count the sessions" in assistant.answer("denial says frequency exceeded").short


def test_a_notice_that_the_patient_would_not_sign_is_neither_signed_nor_missing(assistant: Assistant) -> None:
    assert "a second person witnesses" in assistant.answer("pt refuses to sign abn").short
