"""It holds back where the gold holds back (a fact is missing, or out of scope), and nowhere else."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen

_HELD_BACK = ("needs_information", "out_of_scope")


def score(case: Case, seen: Seen) -> Mark | None:
    if "verdict" not in case.gold.model_fields_set:
        return None
    wanted, was = case.gold.verdict in _HELD_BACK, seen.answer.verdict in _HELD_BACK
    shown = [c.code for c in seen.answer.codes if c.stance == "recommended"]
    if case.gold.verdict == "out_of_scope" and shown:
        return Mark(outcome="wrong", why=f"out of scope, and recommends {', '.join(shown)}", unsafe=True)
    return judged(
        wanted == was,
        "holds back" if was else "answers",
        "answers where it must hold back" if wanted else f"holds back ({seen.answer.verdict}) where it must answer",
    )
