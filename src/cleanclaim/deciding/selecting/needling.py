"""Needling beside an injection: the muscles that were needled only choose its own code."""

from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.deciding.selecting.trigger_point import decided
from cleanclaim.reading import Scenario


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose for the needled muscles where a note tells them from the injected ones."""
    return (decided("needling", scenario.needled, scenario),) if scenario.needled and scenario.needled.decides else ()
