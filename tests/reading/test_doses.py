"""How much of a drug was given, as coders write it."""

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.reading import Context, Reader


@pytest.fixture(scope="module")
def reader(assistant: Assistant) -> Reader:
    return Reader(assistant.lexicon, assistant.tables_on(assistant.today()))


@pytest.mark.parametrize(
    ("question", "amount", "each"),
    [
        ("kenalog 40 in R knee", 40.0, False),
        ("40 depo + lido in 20553", 40.0, False),
        ("80 of kenalog R shoulder", 80.0, False),
        ("celestone 6mg/ml 2ml into each hip", 12.0, True),
        ("one 5ml kenalog-40 MDV split btwn both shoulders 40 each", 40.0, True),
        ("depo 120mg total (40 each knee + 40 shoulder)", 120.0, False),
        ("10 mg kenalog in each of 3 muscles", 10.0, True),
        ("kenalog-40 10ml vial, no dose told", None, False),
        ("kenalog 40 mg in knee and 20 mg in trapezius trigger point", 60.0, False),
        ("Kenalog 40 mg/ml, 2 ml in knee and 1 ml in trigger point trapezius", 120.0, False),
        ("kenalog-40, 1 ml into the right knee and 1 ml into the left shoulder", 80.0, False),
        ("kenalog-40 drew up 3 ml, 2 ml in knee and 1 ml in left shoulder", 120.0, False),
        ("depo-medrol 80 mg total, 40 mg in right knee and 40 mg in left knee", 80.0, False),
        ("kenalog 40 mg in 2 ml into the knee", 40.0, False),
        ("20610 kenalog 40 mg in March and 40 mg in June", 40.0, False),
        ("1.5 ml of 6 mg/ml betamethasone", 9.0, False),
        ("Depo-Medrol 80mg/ml SDV, gave 40mg to each knee", 40.0, True),
        ("40 mg triamcinolone (single dose vial 40mg/ml) into the shoulder", 40.0, False),
        ("Celestone 1 ml (6mg) how many units J0702", 6.0, False),
        ("Kenalog 40 single dose vial 20 mg used 20 mg wasted", 20.0, False),
        ("used 20 mg of a 40 mg kenalog vial and threw away the rest", 20.0, False),
        ("gave 60 mg of 80 mg depo-medrol single dose vial", 60.0, False),
        ("botox 155 units injected, 45 units wasted, 64615 from 200 unit vial", 155.0, False),
    ],
)
def test_a_dose_is_read_with_whether_it_is_each_sites(
    reader: Reader, question: str, amount: float | None, each: bool
) -> None:
    dose = next(d for d in reader.read(question, Context()).doses if d.words not in ("lidocaine",))
    assert (dose.amount, dose.each) == (amount, each)


def test_a_strength_is_not_a_dose_where_millilitres_are_told_for_each(reader: Reader) -> None:
    dose = reader.read("kenalog 40 10ml mdv 1ml per knee both knees J3301 units", Context()).doses[0]
    assert (dose.amount, dose.each) == (40.0, True)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("synvisc-one injected right knee, how many units J7325", 48),
        ("synvisc one both knees under us, code it", 96),
        ("synvisc-one 40 mg given rt knee, units?", 40),
        ("synvisc #2 of 3 left knee, code", 16),
    ],
)
def test_a_product_sold_in_one_syringe_is_given_by_the_syringe_where_no_dose_is_told(
    assistant: Assistant, question: str, units: int
) -> None:
    answer = assistant.answer(question)
    told = next(c for c in answer.codes if c.code == "J7325")
    assert (told.units, told.stance) == (units, "recommended")
    assert ("if it was used whole" in answer.short) == ("40 mg" not in question)


@pytest.mark.parametrize(
    ("question", "units"),
    [
        ("L shoulder: subacromial bursa 40mg depo, also biceps tendon sheath 20mg depo. codes", 60),
        ("40 mg depo in knee. 40 mg of depo used, units J1010", 40),
        ("depo 40 mg R knee, depo 40 mg L knee, units J1010", 80),
    ],
)
def test_doses_of_one_drug_at_several_targets_add_up_to_one_line(
    assistant: Assistant, question: str, units: int
) -> None:
    told = [c for c in assistant.answer(question).codes if c.code == "J1010" and c.stance == "recommended"]
    assert [c.units for c in told] == [units]


def test_a_drug_left_to_the_facility_is_told_so(assistant: Assistant) -> None:
    answer = assistant.answer("caudal epidural w/ 80 mg depo under fluoro, hospital outpt")
    assert "J1010" not in {c.code for c in answer.codes if c.stance == "recommended"}
    assert "the facility supplies the drug" in answer.short


def test_a_drug_given_for_its_own_reason_is_told_how_it_is_given(assistant: Assistant) -> None:
    answer = assistant.answer("pt got TPI 2 muscles and b12 shot. code it")
    assert "96372" in answer.short


@pytest.mark.parametrize(
    ("question", "code", "units"),
    [
        ("J3301 80mg used: 20 mg in each of 4 muscles, 20553", "J3301", 8),
        ("20610-RT + 20552 same visit R shoulder joint and R trap, kenalog 40 each", "J3301", 8),
        ("99214-25 20552 J3301x2 clean?", "J3301", 2),
    ],
)
def test_what_was_given_at_each_of_several_sites_is_counted_for_all(
    assistant: Assistant, question: str, code: str, units: int
) -> None:
    assert [c.units for c in assistant.answer(question).codes if c.code == code] == [units]


def test_a_percentage_by_volume_is_a_dose_of_a_local_anesthetic(reader: Reader) -> None:
    dose = reader.read("lidocaine 1% 10 ml for trigger point", Context()).doses[0]
    assert (dose.amount, dose.measure) == (100.0, "mg")
