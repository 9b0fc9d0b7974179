"""Precision: no procedure or drug is recommended beyond the gold's, where the gold says that its list is whole."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    gold = case.gold
    if not gold.codes and not gold.exact:
        return None
    shown = [c.code for c in seen.answer.codes if c.stance == "recommended" and c.system != "ICD-10-CM"]
    beyond = [code for code in shown if code not in gold.codes]
    if not beyond:
        value = 1.0 if shown else None
        return Mark(outcome="right", why=f"recommends {', '.join(shown) or 'nothing'}", value=value)
    if not gold.exact:
        return Mark(outcome="cannot_judge", why=f"recommends {', '.join(beyond)}, of which the gold says nothing")
    return Mark(outcome="wrong", why=f"also recommends {', '.join(beyond)}", value=1 - len(beyond) / len(shown))
