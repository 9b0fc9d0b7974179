"""Every document the gold names is cited."""

import re

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    if not case.gold.cites:
        return None
    held = sorted({c.document for c in seen.answer.citations})
    missing = [wanted for wanted in case.gold.cites if not any(re.fullmatch(wanted, d) for d in held)]
    cited = ", ".join(held) or "nothing"
    return judged(not missing, f"cites {cited}", f"missing {', '.join(missing)}; cited {cited}")
