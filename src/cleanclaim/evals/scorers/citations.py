"""Every citation resolves to a stored passage, holds what it is cited for, and speaks of this date, state and payer.

Zero tolerance: a source that is not there, or is another contractor's, is worse than none.
"""

import re
from collections.abc import Iterator

from cleanclaim.answer import Answer, AnswerCitation
from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen
from cleanclaim.evals.scorers.filters import foreign

_NUMBER = re.compile(r"(?<!\])\[(\d{1,2})\](?!\()")


def score(case: Case, seen: Seen) -> Mark | None:
    answer = seen.answer
    wrong = [fault for each in answer.citations for fault in _faults(each, seen)]
    wrong += _misused(answer)
    if not wrong and not answer.citations:
        return Mark(outcome="cannot_judge", why="cites nothing")
    return judged(not wrong, f"{len(answer.citations)} citations hold", "; ".join(wrong[:5]), zero_tolerance=True)


def _faults(cited: AnswerCitation, seen: Seen) -> Iterator[str]:
    stored = seen.passage(cited.passage)
    if stored is None:
        yield f"[{cited.n}] {cited.passage} is no stored passage"
        return
    if not cited.quote or stored.text[cited.start : cited.end] != cited.quote:
        yield f"[{cited.n}] the quoted words do not stand at {cited.start} of {cited.passage}"
    if (stored.document, stored.section) != (cited.document, cited.section):
        yield f"[{cited.n}] {cited.passage} is of {stored.document}, {stored.section}"
    yield from (f"[{cited.n}] {cited.passage} {why}" for why in foreign(stored, seen))


def _misused(answer: Answer) -> list[str]:
    quotes = {c.n: c.quote for c in answer.citations}
    unfounded = [
        f"{e.code} is not in [{n}]" for e in answer.codes for n in e.citations if e.code not in quotes.get(n, "")
    ]
    dangling = sorted({int(n) for n in _NUMBER.findall(answer.text)} - set(quotes))
    return unfounded + [f"[{n}] is cited and not given" for n in dangling]
