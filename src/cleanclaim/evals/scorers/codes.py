"""Recall: every gold code is named and not rejected."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    wanted = case.gold.codes
    if not wanted:
        return None
    held = {c.code for c in seen.answer.codes if c.stance != "rejected" and c.coding != "fail"}
    missing = [code for code in wanted if code not in held]
    return Mark(
        outcome="wrong" if missing else "right",
        why=f"missing {', '.join(missing)}" if missing else f"names {', '.join(wanted)}",
        value=1 - len(missing) / len(wanted),
    )
