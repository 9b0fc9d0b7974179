"""The gate lets through what was checked, withholds the rest, and does not care how the text was cut."""

import pytest

from cleanclaim.review import Checked, Gate, guard
from cleanclaim.review.checked import number_of
from cleanclaim.review.gate import LONGEST
from review.conftest import World, through


@pytest.mark.parametrize(
    "text",
    [
        "It depends.",
        "Report `20610; 20552-XS` if the record shows separate sites [1].",
        "20610 is column 1, 20552 is column 2.",
        "Append XS (or 59) to 20552.",
        "Never report 20552 with 20610 for one site.",
        "Report 20552 instead of 20553.",
        "20553 is for three or more muscles.",
        "On 2026-11-23, in 2024 and in 3 of 4 visits nothing else applied.",
        "- **First**: one or two muscles\n- second\n\n| a | b |\n| --- | --- |\n",
        "Informe 20610 y 20552-XS si el expediente documenta sitios separados.",
    ],
)
def test_what_the_decision_says_passes_unchanged(world: World, text: str) -> None:
    assert through(world(), text) == text


@pytest.mark.parametrize(
    ("text", "withheld"),
    [
        ("The code is 20559.", "20559"),
        ("The code is 2055**9**.", "9"),
        ("Also two zero five five nine exists.", "five five nine"),
        ("See L12345 for it.", "12345"),
        ("See [9] for it.", "[9]"),
        ("See https://evil.example/20559 now.", "evil"),
        ("M79.19 was found.", "M79.19"),
        ("The number 1234567 is there.", "1234567"),
        ("Call it 20,559 then.", "20,559"),
        ("Modifier 24 is known there.", "24"),
        ("20552-22 was seen.", "22"),
    ],
)
def test_a_span_that_was_not_checked_is_withheld_and_says_why(world: World, text: str, withheld: str) -> None:
    shown = through(world(), text)
    assert withheld not in shown and "[withheld: " in shown


@pytest.mark.parametrize(
    "text",
    [
        "Use 20553 here.",
        "Report 20553.",
        "20553.",
        "The right code is 20553.",
        "You cannot go wrong with 20553.",
        "It is not wrong to report 20553.",
        "Do not hesitate to bill 20553.",
        "Do not report 20552, report 20553.",
        "Report 20553 instead of 20552.",
        "Report 20611 as well.",
        "Append modifier 50 to 20552.",
        "Append 25 to 20552.",
        "Report 20552-LT.",
        "Report 20552 x3.",
        "Report 3 units of 20552.",
        "Bill 20552 three times.",
        "Informe 20553.",
        "Use el código 20553.",
        "Yes, always.",
        "Your claim is clean.",
        "It is guaranteed to be paid.",
    ],
)
def test_a_sentence_that_recommends_against_the_decision_is_withheld_whole(world: World, text: str) -> None:
    gate = Gate(world())
    shown = gate.feed(text) + gate.finish()
    assert shown.count("[withheld: ") == 1 and not any(
        code in shown for code in ("20553", "20611", "x3", "-LT", "50 to")
    )
    assert all(o.is_of_the_draft for o in gate.objections)


def test_pointing_back_at_a_rejected_code_recommends_it(world: World) -> None:
    checked = world("right trap: dry needled then injected with lido same spot. 20552 + 20560")
    assert checked.entries["20560"].stance == "rejected"
    assert "[withheld" in through(checked, "NCCI denies 20560 there. Use that one.\n")
    assert "[withheld" not in through(checked, "NCCI denies 20560 there. Do not use that one.\n")


def test_a_document_of_another_contractor_is_withheld(world: World) -> None:
    checked = world("does M79.18 support 20553?")
    assert {"L39656", "L33912"} <= set(checked.documents)
    assert "L39656" in through(checked, "For CGS the document is L39656.")
    assert "L33912" not in through(checked, "For CGS the document is L33912.")


@pytest.mark.parametrize(
    ("question", "day"), [("does M79.18 support 20553?", "2026-11-23"), ("does M79.18 support 20553?", "2022-03-01")]
)
def test_no_document_that_may_be_named_is_given_to_another_contractor(world: World, question: str, day: str) -> None:
    checked = world(question, date_of_service=day)
    named = {d for d in checked.documents | checked.named.documents if checked.owners.get(number_of(d))}
    assert named
    for document in named:
        owner = checked.owners[number_of(document)]
        other = next(mac for mac in ("WPS", "Novitas") if mac != owner)
        assert document not in through(checked, f"For {other} the document is {document}.")
        assert document in through(checked, f"For {owner} the document is {document}.")


def test_prose_flows_word_by_word_and_a_code_waits_for_its_sentence(world: World) -> None:
    gate = Gate(world())
    assert gate.feed("It depends. ") == "It depends. "
    assert gate.feed("The muscles ") == "The muscles "
    assert gate.feed("count. 205") == "count. " and gate.feed("52 is there") == ""
    assert gate.feed(". Then ") == "20552 is there. Then "


def test_a_plain_number_holds_only_to_the_next_word(world: World) -> None:
    gate = Gate(world())
    assert gate.feed("It depends. ") == "It depends. "
    assert gate.feed("There are 3 ") == "There are " and gate.feed("muscles ") == "3 muscles "


def test_what_never_ends_is_withheld(world: World) -> None:
    shown = through(world(), "code 20559 " + "and 20558 " * (LONGEST // 8) + ".")
    assert "20559" not in shown and "20558" not in shown and "too long" in shown


def test_the_mark_speaks_the_language_of_the_answer(world: World) -> None:
    assert "[retenido: " in through(world("¿Puedo facturar 20610 y 20552 el mismo día?"), "Informe 20559.")


def test_a_gate_without_a_world_shows_no_code_at_all() -> None:
    assert "2055" not in "".join(guard(["Use 20", "552 or M79", ".18."], Checked()))
