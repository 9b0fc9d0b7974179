"""What one scorer says of one answer, and why."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Outcome = Literal["right", "wrong", "cannot_judge"]


class Mark(BaseModel):
    """An outcome with its explanation."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outcome: Outcome
    why: str
    unsafe: bool = False
    """Zero tolerance: one such answer fails the run."""
    value: float | None = None
    """A figure behind the outcome: a share from 0 to 1, or seconds."""
    counts: bool = True
    """False for what is only measured: it makes no answer right or wrong."""


class Score(Mark):
    """A mark with the scorer's name."""

    scorer: str


def judged(right: bool, why_right: str, why_wrong: str, *, zero_tolerance: bool = False) -> Mark:
    """Give the mark of a yes or no question."""
    if right:
        return Mark(outcome="right", why=why_right)
    return Mark(outcome="wrong", why=why_wrong, unsafe=zero_tolerance)
