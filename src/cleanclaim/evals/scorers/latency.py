"""How long the answer took. Measured only: a busy machine makes no answer wrong."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark
from cleanclaim.evals.scorers import Seen

SLOW = 10.0
"""Seconds after which a person at a desk has given up."""


def score(case: Case, seen: Seen) -> Mark | None:
    outcome = "right" if seen.seconds <= SLOW else "wrong"
    return Mark.model_validate(
        {"outcome": outcome, "why": f"{seen.seconds * 1000:,.0f} ms", "value": seen.seconds, "counts": False}
    )
