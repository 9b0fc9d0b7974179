"""Acupuncture: with or without current, by periods of fifteen minutes."""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.reading import Scenario

_CODES = {False: ("97810", "97811"), True: ("97813", "97814")}
_PERIOD = 15
"""Minutes."""


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose the first period and the further ones that the minutes allow."""
    if not scenario.about("acupuncture") or scenario.about("needling", "trigger-point"):
        return ()
    current = scenario.says(
        "estim", "e-stim", "electro", "electri", "stimulation", "with stim", "w/ stim"
    ) and not scenario.says("no stim", "without")
    first, further = _CODES[current]
    more = (scenario.minutes or 0) // _PERIOD - 1
    lines = (Line(code=first), *([Line(code=further, units=more)] if more > 0 else []))
    told = {"first": first, "further": further}
    asks = () if scenario.minutes else (Statement("ask.minutes"),)
    return (Proposal("acupuncture", lines, (Statement("acupuncture.decides", told),), asks=asks),)
