"""The code systems: the form of each code, one canonical spelling, and a sentence for what has no form."""

import doctest
from string import ascii_uppercase
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanclaim import codes
from cleanclaim.codes import cpt, hcpcs, icd10cm, modifier
from cleanclaim.errors import InvalidCode
from cleanclaim.tables.store import Store


@pytest.mark.parametrize("module", [codes, *codes.systems()], ids=lambda m: m.__name__)
def test_the_examples_of_the_docstrings_hold(module: ModuleType) -> None:
    tried = doctest.testmod(module)
    assert tried.attempted and not tried.failed


def test_every_system_of_the_folder_has_the_same_face() -> None:
    for module in codes.systems():
        assert module.SYSTEM and module.PATTERN.pattern and callable(module.validate)


@pytest.mark.parametrize(
    ("written", "system"),
    [
        ("20552", "CPT"),
        ("0232t", "CPT"),
        ("J1010", "HCPCS"),
        ("m0076", "HCPCS"),
        ("G2211", "HCPCS"),
        ("M54.12", "ICD-10-CM"),
        ("m7918", "ICD-10-CM"),
        ("S39.012A", "ICD-10-CM"),
        ("U07.1", "ICD-10-CM"),
    ],
)
def test_a_code_names_its_system_by_its_form(written: str, system: str) -> None:
    assert codes.identify(written) == system


@pytest.mark.parametrize("written", ["", "2055", "205522", "20 552", "J1", "M5", "54.12", "M54.123456", "２０５５２"])
def test_what_has_no_form_is_refused_with_the_text_and_an_example(written: str) -> None:
    with pytest.raises(InvalidCode) as caught:
        codes.identify(written)
    assert f"“{written}”" in str(caught.value)


@pytest.mark.parametrize("validate", [cpt.validate, hcpcs.validate, icd10cm.validate, modifier.validate])
@given(text=st.text(max_size=12))
def test_validating_twice_changes_nothing(validate, text: str) -> None:  # type: ignore[no-untyped-def]
    try:
        once = validate(text)
    except InvalidCode:
        return
    assert validate(once) == once


def test_a_code_is_validated_among_the_systems_named_only() -> None:
    assert codes.validate("j3301", "CPT", "HCPCS") == "J3301"
    with pytest.raises(InvalidCode, match="CPT or HCPCS"):
        codes.validate("M54.12", "CPT", "HCPCS")


def test_the_codes_above_a_diagnosis_are_its_prefixes_nearest_first() -> None:
    assert icd10cm.ancestors("M54.50") == ("M54.5", "M54")
    assert icd10cm.ancestors("M54") == ()


def test_every_diagnosis_of_the_year_has_the_form_and_its_own_spelling(store: Store) -> None:
    rows = [row for letter in ascii_uppercase for row in store.below("icd10cm", letter)]
    assert len(rows) == store.count("icd10cm")
    assert all(icd10cm.validate(row.code) == row.code for row in rows)


def test_modifiers_lose_their_dash_and_know_what_releases_an_edit() -> None:
    assert modifier.validate("-xs") == "XS"
    assert modifier.DISTINCT < modifier.BYPASS
    assert not {"22", "50", "76", "77"} & modifier.BYPASS
