"""The verdict is the gold's."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    if "verdict" not in case.gold.model_fields_set:
        return None
    was = seen.answer.verdict
    return judged(was == case.gold.verdict, f"is {was}", f"expected {case.gold.verdict}, was {was}")
