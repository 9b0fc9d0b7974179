"""Every key fact is told."""

import re

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    facts = case.gold.says
    if not facts:
        return None
    text = f"{seen.answer.short}\n{seen.answer.text}"
    missing = [" | ".join(ways[:3]) for ways in facts if not any(re.search(way, text, re.IGNORECASE) for way in ways)]
    return Mark(
        outcome="wrong" if missing else "right",
        why=f"does not say {'; '.join(missing)}" if missing else f"tells {len(facts)} of {len(facts)} facts",
        value=1 - len(missing) / len(facts),
    )
