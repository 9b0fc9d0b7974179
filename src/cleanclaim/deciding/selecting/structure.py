"""Joints, tendons, nerves and other targets: the target named chooses the code, with guidance, date and side."""

from collections.abc import Iterator

from cleanclaim.claim import Line
from cleanclaim.deciding.apart import told_apart
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.fitting import OF_THE_FACILITY, is_facility_alone
from cleanclaim.deciding.imaging import imaging_of
from cleanclaim.deciding.selecting import Proposal, sided
from cleanclaim.reading import Scenario, structures
from cleanclaim.reading.entries import Structure
from cleanclaim.tables import Tables

_SPINE = {"facet", "epidural"}
_ONE_A_JOINT = {"20605", "20606", "20610", "20611"}
"""Joints of which a body has one a side: with one named, more units are needle passes, not joints."""
PLATELETS = "0232T"
"""Platelet-rich plasma has one code for any site, with its guidance."""
UNLISTED_NERVE = "64999"
_JOINTS = ("20600", "20604", "20605", "20606", "20610", "20611")
_GENICULAR = {"64454", "64624"}
_ALL_BRANCHES = 3
_AFTER_TWO = {"64629"}
"""Add-on codes of which the first code already holds two levels."""
_DESTRUCTIONS = frozenset("64620 64624 64625 64630 64632 64633 64634 64635 64636 64640".split())
"""The codes that say themselves that a nerve was destroyed."""
_SERVICES_BESIDE = frozenset("77002 77003 77012 76942 99212 99213 99214 99215".split())
_OF_DIGITS = {"flexor tendon sheath of a finger", "finger joint", "toe joint"}
Named = tuple[Structure, str | None]


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose a line for each different target and side, finger or toe: one proposal a family."""
    asks = set(scenario.asks)
    if "diagnosis" in asks and not (
        asks & {"selection", "modifier", "units"} or scenario.is_session or scenario.claim.lines
    ):
        return ()  # `icd 10 for left trochanteric bursitis` asks for no procedure
    if "prolotherapy" in scenario.claim.injectates or (scenario.about(*_SPINE) and not scenario.structures):
        return ()
    tables = desk.tables_for(scenario)
    within: tuple[Proposal, ...] = (_within_operation(),) if scenario.is_within_operation else ()
    if _is_open_place(scenario, tables):
        return (_open_place(scenario, desk),)
    targets = targets_of(scenario, desk)
    unsettled = [s for s, _ in targets if s.family == "unsettled"]
    if unsettled:
        targets = [(s, side) for s, side in targets if s.family not in ("unsettled", "nerve")]
        within += tuple(map(_unsettled, unsettled))
    families: dict[str, list[Named]] = {}
    for structure, side in targets:
        row = tables.procedure(_code(structure, scenario, desk) or "")
        if row:
            families.setdefault(row.family, []).append((structure, side))
    return within + tuple(
        _open_tendon(scenario)
        if any(s.family == "tendon-open" for s, _ in named) or _is_open_kind(named, scenario)
        else _of_family(family, named, scenario, desk)
        for family, named in families.items()
    )


def _of_family(family: str, targets: list[Named], scenario: Scenario, desk: Desk) -> Proposal:
    tables = desk.tables_for(scenario)
    told = [(s.name, list(_lines(s, side, scenario, desk))) for s, side in targets]
    lines, apart = told_apart(told, scenario, tables)
    chosen = dict.fromkeys((s, own[0].code) for (s, _), (_, own) in zip(targets, told, strict=True) if own)
    reasons = [*(_reason(s, code, scenario, desk) for s, code in chosen), *apart]
    codes = {line.code for line in lines}
    if any("52" in line.modifiers for line in lines):
        reasons.append(Statement("genicular.fewer", {"n": scenario.branches}))
    added = imaging_of([s for s, _ in targets], codes, scenario)
    reasons += [Statement("structure.imaging", {"code": code}) for code in added]
    asks = [Statement("ask.side")] if any(side == "" and s.family == "joint" for s, side in targets) else []
    if "27096" in codes and scenario.claim.guidance is None and "27096" not in scenario.claim.procedure_codes:
        reasons.append(Statement("sacroiliac.needs_imaging"))
        asks.append(Statement("ask.imaging"))
    if any(s.name in _OF_DIGITS for s, _ in targets) and scenario.digit_count and not scenario.digits:
        asks.append(Statement("ask.digits"))
    one_joint = len(targets) == 1 and bool(codes & _ONE_A_JOINT)
    fixed = frozenset(codes if scenario.about("genicular") or one_joint else ())
    instead = (
        frozenset(c for s, _ in targets for c in (s.code, s.guided, "76942", "77002"))
        if PLATELETS in codes
        else frozenset[str]()
    )
    return Proposal(
        family,
        (*lines, *(Line(code=code) for code in added)),
        tuple(reasons),
        asks=tuple(asks),
        one_unit=fixed,
        instead_of=instead,
    )


def _lines(structure: Structure, side: str | None, scenario: Scenario, desk: Desk) -> Iterator[Line]:
    """Give the lines of one target: each finger or toe by its own modifier, else the target by its side."""
    tables = desk.tables_for(scenario)
    code = _code(structure, scenario, desk)
    assert code is not None
    if structure.name in _OF_DIGITS and scenario.digits:
        yield from (Line(code=code, modifiers=(digit,)) for digit in scenario.digits)
        return
    if structure.name in _OF_DIGITS and scenario.digit_count:
        yield Line(code=code, units=scenario.digit_count)
        return
    # Among muscles the sides said elsewhere are the muscles'.
    general = None if scenario.count else "50" if scenario.is_bilateral else scenario.side
    side = general if side is None else side or None
    if side == "50" and structure.both and code == structure.code:
        yield Line(code=structure.both)
        return
    if side == "50" and code in OF_THE_FACILITY.values():
        yield from (Line(code=code, modifiers=(each,)) for each in ("RT", "LT"))
        return
    if code in OF_THE_FACILITY.values():
        yield Line(code=code, modifiers=(side,) if side else ())
        return
    line = sided(Line(code=code), scenario, tables, side)
    fewer = code in _GENICULAR and scenario.branches and scenario.branches < _ALL_BRANCHES
    yield line.model_copy(update={"modifiers": (*line.modifiers, "52")}) if fewer else line
    further = (scenario.level_count or scenario.vertebrae) - (2 if structure.further in _AFTER_TWO else 1)
    if structure.further and further > 0:
        yield sided(Line(code=structure.further, units=further), scenario, tables, side)


def _reason(structure: Structure, code: str, scenario: Scenario, desk: Desk) -> Statement:
    row = desk.tables_for(scenario).procedure(code)
    assert row is not None
    key = "structure.unverified" if structure.verified == "unverified" else "structure.decides"
    return Statement(key, {"target": structure.name, "code": row.code, "label": row.label, "unit": row.unit})


def _is_open_place(scenario: Scenario, tables: Tables) -> bool:
    """Say whether codes of a joint and of muscles or tendons are offered for a part of the body that is all that is named."""
    offered = {tables.family(line.code) for line in scenario.claim.lines}
    told = (
        scenario.count
        or not all(map(structures.is_place, scenario.structures))
        or scenario.says("joint", "bursa", "intra")
    )
    apart = "joint" in offered and bool(offered & {"trigger-point", "tendon", "needling"})
    return bool(scenario.structures and scenario.is_choice and apart and not told)


def _open_place(scenario: Scenario, desk: Desk) -> Proposal:
    joint = desk.lexicon.structure(scenario.structures[0]).code
    reason, ask = Statement("structure.place_open", {"joint": joint}), Statement("ask.target.place")
    return Proposal("joint", (), (reason,), scenario.claim.lines, (ask,), decides_choice=True)


def _within_operation() -> Proposal:
    """Put no injection beside an operation on the same joint."""
    return Proposal("joint", (), (Statement("structure.within_operation"),), instead_of=frozenset(_JOINTS))


def _unsettled(structure: Structure) -> Proposal:
    codes = (structure.code, structure.guided)
    reason = Statement("structure.unsettled", {"target": structure.name, "codes": " / ".join(codes)})
    return Proposal("unsettled", (), (reason,), tuple(Line(code=c) for c in codes), is_unsettled=True)


def _is_open_kind(targets: list[Named], scenario: Scenario) -> bool:
    """Say whether `sheath or origin` is all that is told, and asked."""
    general = {"tendon sheath or ligament", "tendon origin or insertion"}
    return general <= {s.name for s, _ in targets} and scenario.is_choice


def _open_tendon(scenario: Scenario) -> Proposal:
    """Leave a tendon open of which neither the sheath nor the place on the bone is named."""
    return Proposal(
        "tendon",
        (),
        (Statement("structure.tendon_open"),),
        (Line(code="20550"), Line(code="20551")),
        (Statement("ask.target.tendon"),),
        is_unsettled=True,
    )


def is_ablation(scenario: Scenario) -> bool:
    """Say whether nerves were destroyed, not blocked."""
    told = scenario.says("ablation", "rfa", "radiofrequency", "neurolysis", "neurolytic", "phenol", "pulsed")
    named = {code for code in scenario.claim.procedure_codes if code not in _SERVICES_BESIDE}
    return told or bool(named and named <= _DESTRUCTIONS)


def targets_of(scenario: Scenario, desk: Desk) -> list[Named]:
    """Give each different target with its side; a joint and the bursae around it are one, and so are its two sides."""
    named: dict[tuple[str, str | None], Named] = {}
    for word, side in zip(scenario.structures, scenario.structure_sides, strict=True):
        structure = desk.lexicon.structure(word)
        named[structure.name, side] = (structure, side)
    found = []
    for structure, side in named.values():
        sides = {s for name, s in named if name == structure.name} - {None, ""}
        if {"RT", "LT"} <= sides or "50" in sides:
            side = "50"
        if side or not sides:
            found.append((structure, side))
    return list(dict.fromkeys(found))


def _code(structure: Structure, scenario: Scenario, desk: Desk) -> str | None:
    if "biologic" in scenario.claim.injectates:
        return PLATELETS
    if is_ablation(scenario):
        if scenario.says("cryo"):
            return None  # no source read says what cold is
        # Pulsed current destroys nothing; what no code names is unlisted.
        return UNLISTED_NERVE if scenario.says("pulsed") and structure.destroyed else structure.destroyed
    if scenario.is_applied and structure.applied:
        return structure.applied
    guidance = scenario.claim.guidance
    if structure.family == "sacroiliac" and guidance == "ultrasound" and structure.unguided:
        return structure.unguided
    named = structure.guided != structure.code and structure.guided in scenario.claim.procedure_codes
    tells = scenario.form == "statement" or {"modifier", "units", "together"} & set(scenario.asks)
    if named and guidance is None and tells and not scenario.without_guidance:
        guidance = "ultrasound"  # of a code that says so its sides or units are asked, not whether there was any
    guided = guidance == "ultrasound" or (structure.family != "joint" and guidance in ("fluoroscopy", "ct"))
    code = structure.code_on(desk.date_of(scenario), guided, scenario.without_guidance)
    return OF_THE_FACILITY.get(code, code) if is_facility_alone(scenario) else code
