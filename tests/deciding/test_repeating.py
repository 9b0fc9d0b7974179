"""A session's own number counts only against a limit of its window, and relief told falls short or does not."""

from datetime import date

import pytest

from cleanclaim.coverage import Session
from cleanclaim.deciding.repeating import exceeds, falls_short
from cleanclaim.knowledge import Knowledge
from cleanclaim.reading import Scenario
from cleanclaim.reading.scenario import Relief


@pytest.mark.parametrize(
    ("document", "number", "days", "over"),
    [
        ("L39656", 4, 365, True),
        ("L39656", 3, 365, False),
        ("EMBLEM-TPI", 4, 90, True),
        ("EMBLEM-TPI", 4, 365, False),
        ("L35010", 9, 365, False),
    ],
)
def test_a_fourth_this_year_is_no_fourth_in_ninety_days(
    knowledge: Knowledge, document: str, number: int, days: int, over: bool
) -> None:
    policy = knowledge.policy(document)
    assert policy is not None
    assert exceeds(Scenario(question="", session_number=number, session_days=days), policy) is over


def test_dated_sessions_count_only_against_a_limit_of_the_phase_that_is_named(knowledge: Knowledge) -> None:
    policy = knowledge.policy("L39383")
    assert policy is not None
    told = Scenario(question="")
    prior = tuple(date(2026, month, 5) for month in (1, 3, 6, 9))
    claim = told.claim.replace(date_of_service=date(2026, 11, 23), prior=prior)
    assert not exceeds(told.model_copy(update={"claim": claim}), policy)
    assert exceeds(told.model_copy(update={"claim": claim, "cues": ("therapeutic",)}), policy)
    fewer = claim.replace(prior=prior[:3])
    assert not exceeds(told.model_copy(update={"claim": fewer, "cues": ("therapeutic",)}), policy)


@pytest.mark.parametrize(
    ("percent", "weeks", "short"),
    [(30, None, True), (50, None, False), (80, 4, True), (80, 6, False), (None, 5, True), (None, None, False)],
)
def test_relief_falls_short_by_its_measure_or_its_time(percent: int | None, weeks: int | None, short: bool) -> None:
    session = Session(relief_percent=50, relief_weeks=6, verified="official")
    told = Scenario(question="", relief=Relief(percent=percent, weeks=weeks))
    assert falls_short(told, session) is short
    assert not falls_short(told, Session(verified="official"))
    assert not falls_short(Scenario(question=""), session)
