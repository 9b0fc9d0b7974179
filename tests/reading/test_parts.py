"""A text of several questions gets an answer to each; one question in several words stays one."""

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.drafting.phrases import phrase
from cleanclaim.reading import Context, Reader, asks, parts

SEVERAL = {
    "is M79.18 covered for 20553 in Ohio, how many sessions a year, and can we bill 99213 the same day?": 3,
    "1) what's the cpt for tpi in 3 muscles 2) can I bill an E/M same day 3) how often": 3,
    "Can I bill 20610 and 20552 together? And how many units of 20553 for 6 muscles?": 2,
    "¿Cuál es el código para puntos gatillo en 3 músculos y cada cuánto la paga Medicare en Florida?": 2,
}
ONE = (
    "What code for 2 muscles, how many units?",
    "R shoulder 20610 w/ kenalog 80 and TPI of R and L traps. codes, units for J3301, and does anything need a modifier?",
    "is it 20552 or 20553, and is it one unit?",
    "can I move the date, and how often can we bill?",
)


def split(assistant: Assistant, question: str) -> tuple[str, ...]:
    reader = Reader(assistant.lexicon, assistant.tables_on(assistant.today()))
    return parts.split(question, reader.read(question, Context()))


@pytest.mark.parametrize(("question", "count"), SEVERAL.items())
def test_each_question_is_a_part(assistant: Assistant, question: str, count: int) -> None:
    assert len(split(assistant, question)) == count


@pytest.mark.parametrize("question", ONE)
def test_one_question_in_several_words_stays_one(assistant: Assistant, question: str) -> None:
    assert split(assistant, question) == ()


def test_each_question_is_answered_under_its_own_head(assistant: Assistant) -> None:
    answer = assistant.answer(next(iter(SEVERAL)))
    for said in ("**Coverage:** Yes", "**How often:** L39656/A59480 (CGS): at most 3", "**Visit:**", "99213-25"):
        assert said in answer.short
    assert {c.code: c.stance for c in answer.codes}["99213"] == "recommended"


def test_what_is_told_once_holds_for_every_question(assistant: Assistant) -> None:
    answer = assistant.answer("how many sessions a year for a tpi, and does M79.18 support 20553? ohio medicare")
    assert answer.claim == "20553 | dx M79.18 | state OH | payer medicare"
    assert "CGS" in answer.short.splitlines()[0] and "L39656" in answer.short.splitlines()[1]


def test_every_kind_of_question_has_a_head() -> None:
    for kind in asks.phrases().asks:
        if not kind.startswith("refuse-"):
            assert phrase(f"part.{parts.subject_of((kind,))}", "en")
