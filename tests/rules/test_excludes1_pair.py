"""What the brackets of an Excludes1 note name."""

import pytest

from cleanclaim.rules.excludes1_pair import names


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("myalgia (M79.1-)", "M79.18"),
        ("myositis (M60.-)", "M60.9"),
        ("fibromyalgia (M79.7)", "M79.7"),
        ("low back strain (S39.012)", "S39.012A"),
        ("foodborne infection (A04.0-A04.4)", "A04.2"),
        ("foodborne infection (A04.0-A04.4)", "A04.4"),
        ("toxic effect (T61-T62)", "T62.0X1A"),
        ("stenosis (I63.3-I63.5-)", "I63.59"),
        ("influenza (J09.X3, J10.2, J11.2)", "J10.2"),
        ("nerve root compression (due to) (in) disc disorders (M50.1.-, M51.1.-)", "M51.16"),
        ("multiple sclerosis (G35-)", "G35.A"),
    ],
)
def test_a_code_is_named_alone_with_all_below_it_or_within_a_range(note: str, code: str) -> None:
    assert names(note, code)


@pytest.mark.parametrize(
    ("note", "code"),
    [
        ("myalgia (M79.1-)", "M79.2"),
        ("myalgia (M79.1-)", "M79"),
        ("foodborne infection (A04.0-A04.4)", "A04.5"),
        ("collision (V01-V09 with 5th character 9)", "V02.99"),
        ("fluency disorder (stuttering) (I69. with final characters -23)", "I69.023"),
        ("meningitis (in):", "G00.9"),
        ("a note without brackets", "M79.18"),
    ],
)
def test_a_code_is_not_named_where_the_brackets_say_another_or_add_a_condition(note: str, code: str) -> None:
    assert not names(note, code)
