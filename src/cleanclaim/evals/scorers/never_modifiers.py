"""No forbidden modifier stands on a recommended code. Zero tolerance."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    forbidden = case.gold.never_modifiers
    if not forbidden:
        return None
    shown = [
        f"{c.code}-{m}" for c in seen.answer.codes if c.stance == "recommended" for m in c.modifiers if m in forbidden
    ]
    return judged(
        not shown, f"recommends no {', '.join(forbidden)}", f"recommends {', '.join(shown)}", zero_tolerance=True
    )
