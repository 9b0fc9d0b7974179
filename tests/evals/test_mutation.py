"""Right answers corrupted in eight ways are caught; right answers are let through."""

from cleanclaim.assistant import Assistant
from cleanclaim.evals.mutation import WAYS, Rate, score

QUESTIONS = (
    "Can 20610 and 20552 be billed together?",
    "dr injected trapezius x2 and levator, billed 20553-50 x3 dx M79.18 Florida medicare",
    "is 20552 right for two muscles with M54.12?",
    "does M79.18 support 20553 in Ohio?",
    "right knee injection 20610, how many units?",
    "How often may trigger point injections be repeated under L39656?",
)


def test_every_way_is_tried_and_nearly_everything_is_caught(assistant: Assistant) -> None:
    result = score(assistant, QUESTIONS)
    assert set(result.caught) == set(WAYS) and all(rate.total for rate in result.caught.values())
    assert result.total.share > 0.95, result.missed
    assert result.blocked_own.hits == 0 and result.blocked_worded.share < 0.05, result.blocked


def test_the_score_is_the_same_by_the_same_seed(assistant: Assistant) -> None:
    assert score(assistant, QUESTIONS[:2], seed=3) == score(assistant, QUESTIONS[:2], seed=3)


def test_the_interval_is_wilsons() -> None:
    low, high = Rate(9, 10).interval
    assert (round(low, 3), round(high, 3)) == (0.596, 0.982) and Rate(0, 0).interval == (0.0, 1.0)
