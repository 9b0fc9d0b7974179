"""Trigger point injections, and needling where nothing else is described: the number of muscles chooses the code.

One unit covers the session. Where a note tells needled muscles from injected ones, `needling` proposes for the former.
"""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.deciding.selecting.structure import PLATELETS
from cleanclaim.reading import MuscleCount, Scenario

_CODES = {"trigger-point": ("20552", "20553"), "needling": ("20560", "20561")}


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose by muscles; without a count both codes remain and the muscles are asked for."""
    family = _family(scenario)
    if "prolotherapy" in scenario.claim.injectates:
        return ()
    asks = set(scenario.asks)
    if family is None or ("diagnosis" in asks and not (asks & {"selection", "units"} and scenario.count)):
        return ()
    platelets = "biologic" in scenario.claim.injectates and family == "trigger-point" and not scenario.structures
    return (_platelets(scenario, desk) if platelets else _by_muscles(family, scenario),)


def _platelets(scenario: Scenario, desk: Desk) -> Proposal:
    row = desk.tables_for(scenario).procedure(PLATELETS)
    told = {
        "target": "platelet-rich plasma",
        "code": PLATELETS,
        "label": row.label if row else PLATELETS,
        "unit": "session",
    }
    instead = frozenset(("20552", "20553", "76942", "77002"))
    return Proposal("joint", (Line(code=PLATELETS),), (Statement("structure.decides", told),), instead_of=instead)


def _by_muscles(family: str, scenario: Scenario) -> Proposal:
    few, many = _CODES[family]
    count = scenario.count
    if count and count.decides:
        return decided(family, count, scenario)
    if count:
        return Proposal(
            family,
            (),
            (Statement("count.open", {"least": count.least, "most": count.most, "few": few, "many": many}),),
            (Line(code=few), Line(code=many)),
            (Statement("ask.same_or_both_sides"),),
        )
    if (scenario.muscles_not_named or _is_vague_note(scenario)) and family == "trigger-point":
        return Proposal(
            family,
            (Line(code=few),),
            (Statement("count.none_named", {"few": few, "many": many}),),
            (),
            (Statement("ask.muscles"),),
        )
    single = scenario.says("single trigger point") or (scenario.injections == 1 and not scenario.is_session)
    if single:
        return Proposal(family, (Line(code=few),), (Statement("count.single", {"few": few}),))
    if scenario.is_session and scenario.injections == 2 and "frequency" not in scenario.asks:
        told = {"n": 2, "few": few}
        return Proposal(family, (Line(code=few),), (Statement("count.few", told),), one_unit=frozenset({few}))
    return Proposal(
        family,
        (),
        (Statement("count.generic", {"few": few, "many": many}),),
        (Line(code=few), Line(code=many)),
        (Statement("ask.muscles"),),
    )


def _is_vague_note(scenario: Scenario) -> bool:
    """Say whether a note is put forward that tells regions or a number of injections, and no muscle."""
    told = scenario.claim.regions or scenario.injections
    return bool("documentation" in scenario.asks and scenario.is_session and scenario.claim.lines and told)


def _family(scenario: Scenario) -> str | None:
    if scenario.taken_for == "trigger-point" and scenario.structures and scenario.count is None:
        return None  # the target that is named chooses, not what it is taken for
    if scenario.needled:
        return "trigger-point"
    if scenario.nothing_injected and not scenario.claim.injectates and (scenario.count or scenario.about("needling")):
        return "needling"
    injected = scenario.about("trigger-point") or (scenario.count is not None and not scenario.about("botulinum"))
    if scenario.about("needling") and not scenario.claim.injectates and not scenario.says("inject"):
        return "needling"
    toxin = scenario.about("botulinum") and not _is_beside_toxin(scenario)
    return "trigger-point" if injected and not toxin else None


def _is_beside_toxin(scenario: Scenario) -> bool:
    """Say whether trigger points were injected with a local anesthetic and toxin was given for a disorder of its own."""
    disorder = scenario.toxin is not None and scenario.toxin.use not in (None, "pain")
    return disorder and "local-anesthetic" in scenario.claim.injectates and scenario.about("trigger-point")


def decided(family: str, count: MuscleCount, scenario: Scenario) -> Proposal:
    """Propose the code of a family for a number of muscles that decides it."""
    few, many = _CODES[family]
    code = many if count.least >= 3 else few
    number = (
        str(count.least)
        if count.least == count.most
        else f"{count.least} or more"
        if count.most is None
        else f"{count.least}-{count.most}"
    )
    names = ", ".join(str(m) for m in scenario.claim.muscles)
    told = {"n": number, "code": code, "named": f" ({names})" if names else ""}
    return Proposal(family, (Line(code=code),), (Statement("count.decides", told),), one_unit=frozenset({code}))
