"""Joints, tendons, nerves and other targets: the target named chooses the code, with guidance, date and side."""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal, sided
from cleanclaim.reading import Scenario
from cleanclaim.reading.lexicon import Structure
from cleanclaim.tables import Tables

_SPINE = {"facet", "epidural"}
_ONE_A_JOINT = {"20605", "20606", "20610", "20611"}
"""Joints of which a body has one a side: with one named, more units are needle passes, not joints."""
PLATELETS = "0232T"
"""Platelet-rich plasma has one code for any site, with its guidance."""
_ABLATED = {"64454": "64624", "27096": "64625", "64451": "64625", "64455": "64632", "64430": "64630", "64420": "64620"}
"""The destruction of the nerves that a block reaches; other peripheral nerves are 64640."""
_BOTH_SIDES = {"64466": "64468"}
_OF_DIGITS = {"flexor tendon sheath of a finger", "finger joint", "toe joint"}
_FURTHER_LEVELS = {"64420": "64421"}


def propose(scenario: Scenario, desk: Desk) -> Proposal | None:
    """Propose one line for each different target and side, finger or toe."""
    if scenario.about(*_SPINE) and not scenario.structures:
        return None
    tables = desk.tables_for(scenario)
    lines: list[Line] = []
    reasons: list[Statement] = []
    targets = _targets(scenario, desk)
    for structure, side in targets:
        code = _code(structure, scenario, desk)
        row = tables.procedure(code)
        lines += _lines(structure, code, side, scenario, tables)
        if code in _FURTHER_LEVELS and scenario.vertebrae > 1:
            lines.append(Line(code=_FURTHER_LEVELS[code], units=scenario.vertebrae - 1))
        told = {
            "target": structure.name,
            "code": code,
            "label": row.label if row else code,
            "unit": row.unit if row else "service",
        }
        reason = Statement("structure.decides", told)
        if reason not in reasons:
            reasons.append(reason)
    if not lines:
        return None
    row = tables.procedure(lines[0].code)
    one_joint = len(targets) == 1 and row is not None and row.family == "joint" and row.code in _ONE_A_JOINT
    fixed = frozenset(line.code for line in lines if scenario.about("genicular") or one_joint)
    return Proposal(
        row.family if row else "structure",
        tuple(dict.fromkeys(lines)),
        tuple(reasons),
        one_unit=fixed,
    )


def _lines(structure: Structure, code: str, side: str | None, scenario: Scenario, tables: Tables) -> list[Line]:
    """Give the lines of one target: each finger or toe by its own modifier, else the target by its side."""
    if structure.name in _OF_DIGITS and scenario.digits:
        return [Line(code=code, modifiers=(digit,)) for digit in scenario.digits]
    # Among muscles the sides said elsewhere are the muscles'.
    general = None if scenario.count else "50" if scenario.is_bilateral else scenario.side
    if (side or general) == "50" and code in _BOTH_SIDES:
        return [Line(code=_BOTH_SIDES[code])]
    return [sided(Line(code=code), scenario, tables, side or general)]


def is_ablation(scenario: Scenario) -> bool:
    """Say whether nerves were destroyed, not blocked."""
    return scenario.says("ablation", "rfa", "radiofrequency", "neurolysis")


def _targets(scenario: Scenario, desk: Desk) -> list[tuple[Structure, str | None]]:
    """Give each different target with its side; a joint and the bursae around it are one."""
    named = {}
    for word, side in zip(scenario.structures, scenario.structure_sides, strict=True):
        structure = desk.lexicon.structures[word]
        named[structure.name, side] = (structure, side)
    found = list(named.values())
    sided_names = {s.name for s, side in found if side}
    return [(s, side) for s, side in found if side or s.name not in sided_names]


def _code(structure: Structure, scenario: Scenario, desk: Desk) -> str:
    if "biologic" in scenario.claim.injectates:
        return PLATELETS
    if is_ablation(scenario):
        return _ABLATED.get(structure.code, "64640" if structure.family in ("nerve", "genicular") else structure.code)
    guidance = scenario.claim.guidance
    if structure.family == "sacroiliac" and guidance == "ultrasound" and structure.unguided:
        return structure.unguided
    guided = guidance == "ultrasound" or (structure.family != "joint" and guidance in ("fluoroscopy", "ct"))
    return structure.code_on(desk.date_of(scenario), guided, scenario.without_guidance)
