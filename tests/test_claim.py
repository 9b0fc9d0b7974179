"""The claim notation: what is written is read, what is read is written the same, and what cannot be read says why."""

import doctest
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleanclaim import claim
from cleanclaim.claim import Claim, Line, Muscle
from cleanclaim.errors import UnreadableClaim
from strategies import claims


def test_the_examples_of_the_docstring_hold() -> None:
    assert doctest.testmod(claim).failed == 0


@given(claims)
def test_every_claim_is_read_back_from_its_own_notation(made: Claim) -> None:
    assume(str(made))
    assert claim.parse(str(made)) == made


@given(claims)
def test_the_notation_of_a_claim_is_canonical(made: Claim) -> None:
    assume(str(made))
    assert str(claim.parse(str(made))) == str(made)


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_with_a_sentence(text: str) -> None:
    try:
        claim.parse(text)
    except UnreadableClaim as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        (" 20553 ;99213 - 25 ; j1010 × 40 ", "20553; 99213-25; J1010 x40"),
        ("20552 | dx m7918, M79.12", "20552 | dx M79.18 M79.12"),
        ("20552 | state fl | dx M79.18", "20552 | dx M79.18 | state FL"),
        ("dx M79.18 | dos 2026-03-14", "| dx M79.18 | dos 2026-03-14"),
        ("20552 ->2,1 | dx M79.18 M54.2", "20552 ->2,1 | dx M79.18 M54.2"),
        ("20552 | muscles 4", "20552 | muscles 4"),
        ("20552 | muscles Trapezius-r Rhomboid", "20552 | muscles trapezius-R rhomboid"),
        ("20552 | payer MEDICARE | guidance Ultrasound", "20552 | payer medicare | guidance ultrasound"),
        ("20552 x1", "20552"),
    ],
)
def test_loose_writing_is_read_into_one_form(written: str, canonical: str) -> None:
    assert str(claim.parse(written)) == canonical


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("", "The claim is empty; expected notation such as 20552 | dx M79.18 | state FL."),
        ("x" * 20_001, "The claim has 20,001 characters; expected at most 20,000."),
        ("20552; 2055", "“2055” is not a claim line; expected a code, modifiers after -, units after x"),
        ("20552-5", "“20552-5” is not a claim line"),
        ("D1234", "“D1234” does not have the form of a CPT or HCPCS code."),
        ("20552 x0", "“0” cannot be read as units"),
        ("20552 x100000", "“100000” cannot be read as units"),
        ("20552 ->0", "“0” cannot be read as pointers.0"),
        ("20552 | dx XX", "“XX” does not have the form of an ICD-10-CM code such as M79.18."),
        ("20552 | dos 2026-13-01", "“2026-13-01” is not a date; expected year-month-day such as 2026-03-14."),
        ("20552 | prior soon", "“soon” is not a date; expected year-month-day such as 2026-03-14."),
        ("20552 | price 40", "“price 40” starts with no known label; expected one of dx, dos, state, payer"),
        ("20552 | dx", "“dx” has no value; expected something such as dx M79.18."),
        ("20552 | state FL GA", "“state FL GA” has 2 values; expected one."),
        ("20552 | state Florida", "“FLORIDA” cannot be read as state"),
        ("20552 | pos 1", "“1” cannot be read as place_of_service"),
        ("20552 | muscles 800", "“800” cannot be read as muscle_count"),
        ("20552 | dx M79.18 | dx M54.2", "“dx M54.2” is given twice; expected each label once."),
    ],
)
def test_what_cannot_be_read_names_the_text_and_what_was_expected(written: str, sentence: str) -> None:
    with pytest.raises(UnreadableClaim) as caught:
        claim.parse(written)
    said = str(caught.value)
    assert said.startswith(sentence) and said.endswith(".")
    assert "please" not in said.lower() and "invalid input" not in said.lower()


def test_a_muscle_on_both_sides_counts_twice_and_one_named_twice_counts_once() -> None:
    assert claim.parse("20552 | muscles trapezius-B").count_muscles() == 2
    assert claim.parse("20552 | muscles trapezius-R trapezius-R").count_muscles() == 1
    assert claim.parse("20552 | muscles 4 trapezius-R").count_muscles() == 4
    assert claim.parse("20552").count_muscles() is None


def test_a_line_without_pointers_has_all_diagnoses_and_a_pointer_past_the_end_none() -> None:
    made = claim.parse("20552; 20610 ->2; 20550 ->9 | dx M79.18 M25.511")
    assert [made.diagnoses_of(line) for line in made.lines] == [("M79.18", "M25.511"), ("M25.511",), ()]


def test_a_muscle_name_that_the_notation_would_read_otherwise_is_refused() -> None:
    for name in ("12", "trapezius-r"):
        with pytest.raises(ValueError, match="is not a muscle's name"):
            Muscle(name=name)


def test_a_replaced_fact_is_checked_like_a_written_one() -> None:
    made = Claim(lines=(Line(code="20552"),), date_of_service=date(2026, 3, 2))
    assert made.replace(state="OH").state == "OH"
    with pytest.raises(ValueError, match="state"):
        made.replace(state="Ohio")
