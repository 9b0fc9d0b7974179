"""Refuse what must not be helped with, with the reason and the honest alternative."""

from cleanclaim.answer import Verdict
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Decision, Statement
from cleanclaim.reading import Scenario

_REFUSED = {
    "refuse-falsify": ("integrity",),
    "refuse-shopping": ("integrity", "documentation"),
    "refuse-skip": ("integrity",),
    "refuse-descriptors": ("integrity",),
}


_OF_CARE = {"refuse-care", "clinical", "definition", "drug", "difference", "guidance", "who", "noncovered", "payer"}
"""Kinds that words of a treatment give beside a clinical question; any other kind asks something of billing."""


def refuse(scenario: Scenario) -> Decision | None:
    """Give the refusal a question calls for, or None."""
    if "greeting" in scenario.asks:
        return Decision(None, (Statement("greeting"),), wants_passages=False)
    kind = next((ask for ask in scenario.asks if ask in _REFUSED), None)
    if "out-of-scope" in scenario.topics and kind is None:
        return Decision("out_of_scope", (Statement("refuse.out_of_scope"),), wants_passages=False)
    told_of_a_session = scenario.form == "statement" and scenario.is_session and scenario.count is not None
    if "refuse-care" in scenario.asks and set(scenario.asks) <= _OF_CARE and not told_of_a_session:
        instead = (Statement("refuse.care.instead"),)
        return Decision("out_of_scope", (Statement("refuse.care"),), remedies=instead, wants_passages=False)
    if kind is None:
        return None
    verdict: Verdict | None = None if kind == "refuse-descriptors" else "no"
    return Decision(
        verdict,
        (Statement(kind.replace("-", ".", 1)),),
        remedies=(Statement(f"{kind.replace('-', '.', 1)}.instead"),),
        aspects=_REFUSED[kind],
        topics=("integrity",),
        claim=scenario.claim,
    )


def elsewhere(case: Case) -> Decision | None:
    """Give the refusal of a question about codes of another field alone, or None."""
    scenario = case.scenario
    if not case.unlisted or set(scenario.claim.procedure_codes) - set(case.unlisted):
        return None
    if scenario.topics or scenario.is_described or scenario.claim.diagnoses:
        return None
    told = tuple(Statement("code.not_on_file", {"code": code}) for code in case.unlisted)
    return Decision("out_of_scope", (Statement("refuse.out_of_scope"), *told), wants_passages=False)
