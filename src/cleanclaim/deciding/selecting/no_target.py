"""A procedure named without its target: the joint, tendon or nerve is asked for, and nothing is guessed."""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.reading import Scenario

_POSSIBLE = {
    "joint": ("20600", "20605", "20610"),
    "tendon": ("20550", "20551"),
    "nerve-block": ("64400", "64405", "64418", "64450"),
}


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose the codes that remain possible where something was done to a target no word names."""
    if not scenario.is_session or scenario.claim.lines:
        return ()
    named = {desk.lexicon.structure(word).family for word in scenario.structures}
    if scenario.count or named:
        # A further procedure beside what is named: `TPI of the trap and a nerve block`.
        beside = scenario.about("nerve-block") and not named & {"nerve", "genicular", "sympathetic", "unlisted-nerve"}
        family = "nerve-block" if beside and not scenario.about("occipital", "facet", "epidural", "genicular") else None
    else:
        family = next((topic for topic in _POSSIBLE if scenario.about(topic)), None)
        if scenario.about("trigger-point", "needling", "facet", "epidural", "sacroiliac", "genicular"):
            return ()
    if family is None:
        return ()
    lines = tuple(Line(code=code) for code in _POSSIBLE[family])
    return (Proposal(family, (), (), lines, (Statement(f"ask.target.{family}"),), is_unsettled=True),)
