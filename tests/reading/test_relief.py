"""What the last session gave, as coders tell it."""

import pytest

from cleanclaim.reading import relief
from cleanclaim.reading.scenario import Relief


@pytest.mark.parametrize(
    ("words", "percent", "weeks"),
    [
        ("repeat tpi, last one gave about 30% relief", 30, None),
        ("20552 again, pt felt half better for 8 weeks", 50, 8),
        ("repeat, relief lasted 2 months", None, 8),
        ("last tpi did not help, repeat?", 0, None),
        ("¿se puede repetir? alivio fue como 30%", 30, None),
    ],
)
def test_relief_is_read_in_figures_and_in_words(words: str, percent: int | None, weeks: int | None) -> None:
    assert relief.read(words) == Relief(percent=percent, weeks=weeks)


@pytest.mark.parametrize(
    "words",
    [
        "how much relief to repeat: 50% relief or 75% relief",
        "repeat tpi after therapy helped 20%",
        "20552 covered? pain is 50% better",
        "repeat 20552 at 6 weeks",
    ],
)
def test_two_figures_other_care_or_no_earlier_session_tell_no_relief(words: str) -> None:
    assert relief.read(words) is None
