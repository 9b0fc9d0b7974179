"""Every gold modifier stands on some code that is not rejected."""

import re

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    wanted = case.gold.modifiers
    if not wanted:
        return None
    held = sorted({m for c in seen.answer.codes if c.stance != "rejected" for m in c.modifiers})
    missing = [each for each in wanted if not any(re.fullmatch(each, m) for m in held)]
    found = ", ".join(held) or "none"
    return judged(not missing, f"holds {found}", f"missing {', '.join(missing)}; held {found}")
