"""Choose the sentences that stand alone: what answers the question asked comes first, whatever else was decided."""

from collections.abc import Iterable, Iterator

from cleanclaim.deciding import Decision, Statement, distinct
from cleanclaim.reading import Scenario

_OF_COVERAGE = ("coverage.", "list.", "payer.", "document.none", "document.is")
ANSWERED_BY: dict[str, tuple[str, ...]] = {
    "abn": ("abn.", "liability."),
    "liability": ("liability.",),
    "denial": ("denial.", "liability.", "finding"),
    "authorization": ("authorization.",),
    "coverage": _OF_COVERAGE,
    "noncovered": _OF_COVERAGE,
    "payer": _OF_COVERAGE,
    "document": ("place.", "document."),
    "drug": ("drug.",),
    "frequency": ("limit.", "relief."),
    "global": ("global.", "fee."),
    "mue": ("mue.",),
    "payment": ("payment.",),
    "visit": ("visit.", "global."),
    "definition": ("code.", "count.generic"),
    "difference": ("code.", "count."),
    "clinical": ("notice.clinical",),
}
"""The statements that answer a kind of question; a kind that is not here is answered by what is decided on the claim."""
BY_PASSAGES = frozenset(
    (
        "documentation",
        "guidance",
        "who",
        "denial",
        "sequence",
        "bill-types",
        "revenue-codes",
        "definition",
        "difference",
    )
)
"""Kinds of question that the knowledge answers in its own words where no statement does."""
_NO_REASONS = ("verdict.", "recommend", "notice.")
_BESIDE = ("coverage.", "limit.", "relief.", "list.", "document.", "refuse.", "payer.", "authorization.", "abn.")
"""Statements of coverage that stand beside a verdict on a claim, at most two."""
_NEVER_LEFT_OUT = (
    "finding.claim",
    "claim.over",
    "addon.is",
    "addon.not",
    "facility.has_own",
    "facility.two_lines",
    "drug.by_syringe",
    "drug.in_facility",
    "drug.given_apart",
)
"""Statements without which the line reported would be misread."""
_MOST = 5


def lead(decision: Decision, scenario: Scenario) -> tuple[Statement, ...]:
    """Give the verdict, what answers the kinds of question asked, and what to report, at most a handful."""
    asks = scenario.asks
    told = [s for s in decision.short if not s.key.startswith("notice.")]
    verdict = [s for s in told if s.key.startswith("verdict.")]
    answering = [*_answering(told, asks)]
    opening, later = told[: 3 if verdict else 2], told[3 if verdict else 2 :]
    if answering and scenario.form != "statement" and set(asks) <= {*ANSWERED_BY, *BY_PASSAGES, "together"}:
        lines = len(scenario.claim.lines)
        judged = decision.verdict in ("yes", "no") or lines > (decision.verdict is None)
        carrying = [s for s in told if s.key.startswith("finding")] if judged else []
        report = [s for s in told if s.key.startswith("recommend") or s.key in _NEVER_LEFT_OUT]
        return distinct((*verdict, *carrying[:2], *report, *answering))[:_MOST]
    reported = _first(later, ("recommend",))
    choice = _first(told, ("count.", "structure.", "levels.", "epidural."))
    coverage = [s for s in later if s.key.startswith(_BESIDE)][:2]
    chosen = {id(s) for s in (reported, choice, *coverage, *answering) if s}
    return (*opening, *(s for s in later if id(s) in chosen or s.key in _NEVER_LEFT_OUT))


def is_reason(statement: Statement) -> bool:
    """Say whether a statement says why or what, and is no verdict, line or notice."""
    return not statement.key.startswith(_NO_REASONS)


def answers(statements: Iterable[Statement], asks: tuple[str, ...]) -> bool:
    """Say whether one of the statements answers a kind of question asked, where that kind has statements of its own."""
    return any(True for _ in _answering(statements, asks))


def _answering(told: Iterable[Statement], asks: tuple[str, ...]) -> Iterator[Statement]:
    said = tuple(told)
    for ask in asks:
        yield from [s for s in said if s.key.startswith(ANSWERED_BY.get(ask, ("-",)))][:2]


def _first(told: Iterable[Statement], keys: tuple[str, ...]) -> Statement | None:
    return next((s for s in told if s.key.startswith(keys)), None)
