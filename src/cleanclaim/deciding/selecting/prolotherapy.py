"""Prolotherapy: what is injected, and not the target, chooses the code."""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.reading import Scenario

PROLOTHERAPY = "M0076"
_TARGETS = frozenset(("20550", "20551", "20552", "20553", "20600", "20605", "20610", "27096"))


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose the one code of prolotherapy, in place of what its target would have."""
    if not is_prolotherapy(scenario):
        return ()
    reason = Statement("prolotherapy.decides", {"code": PROLOTHERAPY})
    lines = (Line(code=PROLOTHERAPY),)
    return (Proposal("prolotherapy", (), (reason,), lines, is_unsettled=True, instead_of=_TARGETS),)


def is_prolotherapy(scenario: Scenario) -> bool:
    return "prolotherapy" in scenario.claim.injectates
