"""No forbidden code is recommended. Zero tolerance."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    if not case.gold.never:
        return None
    shown = [c.code for c in seen.answer.codes if c.stance == "recommended" and c.code in case.gold.never]
    forbidden = ", ".join(case.gold.never)
    return judged(not shown, f"does not recommend {forbidden}", f"recommends {', '.join(shown)}", zero_tolerance=True)
