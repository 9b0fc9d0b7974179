"""Identifiers are taken out, codes and clinical words stay."""

import pytest

from cleanclaim.privacy import redact


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("pt John Q Sample DOB 04/12/1951 got TPI", "John Q Sample"),
        ("pt John Q Sample DOB 04/12/1951 got TPI", "04/12/1951"),
        ("MBI 1EG4-TE5-MK73 20552", "1EG4"),
        ("mbi 1eg4te5mk73 20552", "1eg4te5mk73"),
        ("SSN 078-05-1120", "078-05-1120"),
        ("MRN: 00123456 had 20553", "00123456"),
        ("call her at (813) 555-0142 about 20553", "555-0142"),
        ("jane.roe@example.org asked about 20552", "jane.roe@example.org"),
        ("lives at 12 Oak Street, Tampa", "12 Oak Street"),
        ("Mrs. Garcia got 20552", "Garcia"),
        ("born on March 4, 1950, 20552", "1950"),
        ("Member ID: W123456789 20552", "W123456789"),
        ("patient's mom Linda Ortiz phone 813-555-0199", "Linda Ortiz"),
        ("wife Maria called about the 20553 denial", "Maria"),
        ("Linda Ortiz cell is 813-555-0199", "Ortiz"),
        ("claim for R. Testname, MBI 1EG4-TE5-MK72, 20553 denied", "Testname"),
        ("phone 555-0142, 20553 denied", "555-0142"),
    ],
)
def test_an_identifier_is_never_left_in(text: str, secret: str) -> None:
    redacted = redact(text)
    assert secret not in redacted.text
    assert redacted.removed


def test_the_state_beside_an_address_stays() -> None:
    assert redact("pt lives 123 Main St Tampa FL, medicare").text == "pt lives [address] Tampa FL, medicare"


@pytest.mark.parametrize(
    "text",
    [
        "20553; 99213-25; J1010 x40 | dx M79.18 M54.12 | dos 2026-03-14",
        "Noridian L34211 / A57701 and NCD 30.3.3, MUE 1",
        "4 muscles, Right Trapezius, DOS 3/12/2024, $125.00, ZIP 33101",
        "patient had Trigger Point injections",
        "his mom called, Kenalog 40 in the left knee",
        "¿Puedo facturar 20552 con modificador 50? Medicare",
    ],
)
def test_codes_dates_of_service_and_places_are_no_identifiers(text: str) -> None:
    assert redact(text).text == text
