"""What is asked of one code by itself: whether it is for trigger points, what a number of them supports, whether it adds on."""

from cleanclaim.codes.modifier import DISTINCT
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.fitting import COMPANIONS
from cleanclaim.reading import Scenario


def fits_trigger_points(case: Case) -> bool | None:
    """Say whether the one code asked about for a trigger point injection is one of its codes; None where it is not asked."""
    scenario = case.scenario
    lines = scenario.claim.lines
    asked = scenario.is_meant_for_trigger_points and len(lines) == 1 and scenario.form == "yes_no"
    family = case.tables.family(lines[0].code) if asked else None
    if scenario.structures or family is None or family in COMPANIONS - {"unlisted"}:
        return None
    return family == "trigger-point"


def adds_on(case: Case) -> bool | None:
    """Say whether the one code asked about is an add-on code; None where that is not asked."""
    codes = case.scenario.claim.procedure_codes
    if case.scenario.form != "yes_no" or len(codes) != 1 or not case.scenario.says("add on", "add-on"):
        return None
    return bool(case.tables.primaries(codes[0])) if case.tables.procedure(codes[0]) else None


def counts_points(case: Case) -> bool:
    """Say whether a code of three muscles is put forward for so many trigger points, of whose muscles nothing is told."""
    scenario = case.scenario
    many = {"20553", "20561"} & set(scenario.claim.procedure_codes)
    told = scenario.count or scenario.structures or scenario.muscles_not_named or scenario.denials
    return bool(many and not told and (scenario.injections or 0) > 2 and scenario.form != "open")


def needs_no_release(case: Case) -> bool:
    """Say whether it is asked if a pair needs 59 or an X modifier, and NCCI has no edit of the two."""
    scenario = case.scenario
    typed = any(DISTINCT & set(line.modifiers) for line in scenario.claim.lines)
    asked = DISTINCT & {*scenario.modifiers_asked} - {*scenario.modifiers_left_off}
    known = all(case.tables.procedure(line.code) for line in scenario.claim.lines)
    two = len(scenario.claim.lines) == 2 and known
    return bool(two and asked and not typed and scenario.form == "yes_no" and not case.pairs)


def is_diagnosis(scenario: Scenario) -> bool:
    """Say whether a diagnosis is asked about and nothing else: `was M54.5 ok on 8/15/2021`."""
    claim = scenario.claim
    elsewhere = (
        claim.lines
        or (scenario.topics and not claim.date_of_service)
        or claim.state
        or claim.payer
        or scenario.mac
        or scenario.asks
    )
    return bool(claim.diagnoses) and not elsewhere


def is_by_two_specialties(case: Case) -> bool:
    """Say whether two providers of different specialties are told, whom edits and MUEs do not join."""
    told = case.scenario.says("different special", "another special")
    return told and len(case.scenario.claim.procedure_codes) > 1
