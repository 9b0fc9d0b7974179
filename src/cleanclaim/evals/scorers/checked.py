"""Whatever is recommended passed its checks, and no text shows a code without an entry. Zero tolerance."""

from cleanclaim import mentions
from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    answer = seen.answer
    unchecked = [c.code for c in answer.codes if c.stance == "recommended" and c.coding not in ("pass", "conditional")]
    known = {c.code for c in answer.codes}
    stray = {m.code for text in (answer.short, answer.text, *answer.questions) for m in mentions.find(text)} - known
    wrong = [f"recommends {c} unchecked" for c in unchecked] + [f"shows {c} without an entry" for c in sorted(stray)]
    return judged(not wrong, "every code shown was checked", "; ".join(wrong), zero_tolerance=True)
