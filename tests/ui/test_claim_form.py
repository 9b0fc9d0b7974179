"""The form and the notation are one claim seen from two sides."""

from hypothesis import HealthCheck, given, settings

from cleanclaim.claim import Claim, parse
from cleanclaim.ui.claim_form import Fields, LineFields, fields_of, notation_of
from strategies import claims


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(claim=claims)
def test_a_claim_taken_apart_and_put_together_is_the_same_claim(claim: Claim) -> None:
    text = notation_of(fields_of(claim))
    assert (parse(text) if text else Claim()) == claim


def test_what_cannot_be_read_is_written_as_it_was_typed() -> None:
    fields = Fields((LineFields("2055", "50 rt"),), dx="M79.1x8 nonsense", dos="tomorrow")
    assert notation_of(fields) == "2055-50-rt | dx M79.1x8 nonsense | dos tomorrow"


def test_an_empty_line_of_the_form_is_no_line_of_the_claim() -> None:
    assert notation_of(Fields((LineFields("20552"), LineFields(" ")))) == "20552"


def test_modifiers_may_be_typed_with_commas_spaces_or_dashes() -> None:
    assert notation_of(Fields((LineFields("20610", "50, 59-rt", 2, "1,2"),))) == "20610-50-59-rt x2 ->1,2"
