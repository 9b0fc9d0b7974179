"""Recall: retrieval finds every document and passage the gold names, whatever the answer then cites."""

import re

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    gold = case.gold
    if not gold.cites and not gold.passages:
        return None
    if not seen.retrieved:
        return Mark(outcome="cannot_judge", why="the answer looked nothing up")
    documents, ids = {p.document for p in seen.retrieved}, {p.id for p in seen.retrieved}
    missing = [w for w in gold.cites if not any(re.fullmatch(w, d) for d in documents)]
    missing += [w for w in gold.passages if not any(re.fullmatch(w, i) for i in ids)]
    wanted = len(gold.cites) + len(gold.passages)
    return Mark(
        outcome="wrong" if missing else "right",
        why=f"not among {len(ids)} passages: {', '.join(missing)}" if missing else f"found {wanted} of {wanted}",
        value=1 - len(missing) / wanted,
    )
