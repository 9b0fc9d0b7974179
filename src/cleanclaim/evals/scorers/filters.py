"""Nothing that retrieval gave is of another date, state or payer than the question, unless the question named it."""

from collections.abc import Iterator

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen
from cleanclaim.knowledge import Passage


def score(case: Case, seen: Seen) -> Mark | None:
    if not seen.retrieved:
        return None
    wrong = [f"{p.id} {why}" for p in seen.retrieved for why in foreign(p, seen)]
    more = f" and {len(wrong) - 3} more" if len(wrong) > 3 else ""
    return judged(not wrong, f"{len(seen.retrieved)} passages may answer", f"{'; '.join(wrong[:3])}{more}")


def foreign(passage: Passage, seen: Seen) -> Iterator[str]:
    """Say why a passage that nobody asked for by name does not speak of this question."""
    answer, context = seen.answer, seen.answer.context
    if passage.document in seen.named:
        return
    if not passage.is_in_force(answer.as_of):
        yield f"was not in force on {answer.as_of}"
    if context.state and passage.states and context.state not in passage.states:
        yield f"is not of {context.state}"
    if context.payer and passage.payer and passage.payer != context.payer:
        yield f"is of {passage.payer}, not of {context.payer}"
