"""Fit the user's lines to what was done, before the rules see them: the facts of the words, not of the claim."""

from datetime import date

from cleanclaim.claim import Line
from cleanclaim.codes.modifier import DISTINCT
from cleanclaim.deciding.selecting import Proposal, sided
from cleanclaim.deciding.vials import thrown_away
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables

COMPANIONS = {"visit", "drug", "guidance", "administration", "imaging", "sedation", "unlisted"}
"""Families that go with a procedure and are not chosen by its target."""
_ONE_A_TARGET = {"tendon", "joint", "tunnel"}
"""Families of which a target is one unit, however often the needle went in."""
_SERVING = {"guidance", "imaging", "administration", "sedation"}
LEVELS = frozenset("64479 64480 64483 64484 64490 64491 64492 64493 64494 64495 64633 64634 64635 64636".split())
"""Codes of which the levels described choose which ones and how many."""
BETWEEN_LAMINAE = frozenset(("62320", "62321", "62322", "62323"))
"""Epidurals between the laminae or caudal."""
_X_RAY, _SOUND = ("fluoroscopy", "ct"), ("ultrasound",)
_IMAGED: dict[str, tuple[tuple[str, ...], str]] = {
    "27096": (_X_RAY, "20552"),
    "62321": (_X_RAY, "62320"),
    "62323": (_X_RAY, "62322"),
    "20604": (_SOUND, "20600"),
    "20606": (_SOUND, "20605"),
    "20611": (_SOUND, "20610"),
}
"""The imaging that a code includes, and the code without it."""
_JZ_REQUIRED = date(2023, 7, 1)
OF_THE_FACILITY = {"27096": "G0260"}
"""The codes of physicians for which a facility reports its own."""


def is_facility_alone(scenario: Scenario) -> bool:
    """Say whether the facility's own claim is meant, in a place that has one."""
    return scenario.bills_facility and scenario.claim.place_of_service != "11"


def waste(line: Line, scenario: Scenario, tables: Tables) -> Line | None:
    """Give the JW line for what was thrown away of a drug the user named by its code."""
    drug = tables.drug(line.code)
    if not (drug and drug.dose and scenario.wasted):
        return None
    told = [dose.amount for dose in scenario.doses if dose.amount and dose.measure == drug.measure]
    given = told[0] if len(told) == 1 and not scenario.doses[0].each else line.units * drug.dose
    units = thrown_away(drug, given, scenario.wasted, line.units * drug.dose)
    return Line(code=line.code, modifiers=("JW",), units=units) if units else None


def fitted(
    lines: list[Line], scenario: Scenario, determined: list[Proposal], families: set[str], tables: Tables
) -> list[Line]:
    """Keep the user's lines that fit what was done; lines of another family, or for another target, give way."""
    rows = {line: tables.procedure(line.code) for line in lines}
    mains = [line for line, row in rows.items() if row and row.family not in COMPANIONS]
    competing = [
        line
        for line in mains
        if (row := rows[line]) and row.family not in families and line.code not in scenario.codes_beside
    ]
    if determined and scenario.is_described and mains and len(competing) == len(mains):
        return [e for e in lines if e not in competing] + [line for p in determined for line in p.lines]
    if determined and scenario.is_described and not mains:
        lines = [*(line for p in determined if p.family != "drug" for line in p.lines), *lines]
        rows = {line: tables.procedure(line.code) for line in lines}
    kept: list[Line] = []
    for line in lines:
        row = rows[line]
        mine = next((p for p in determined if row and p.family == row.family and p.family != "drug"), None)
        alone = len({e.code for e, r in rows.items() if r and row and r.family == row.family}) == 1
        if mine and alone and len(mine.lines) > 1 and {each.code for each in mine.lines} == {line.code}:
            kept.extend(mine.lines)
        elif mine and _goes_another_way(line, mine):
            kept += [each for each in mine.lines if each not in kept]
        elif mine and line.code in LEVELS and not mine.asks and _miscounts(lines, mine):
            kept += [each for each in _with_own_modifiers(lines, mine) if each not in kept]
        elif (
            mine
            and alone
            and len(mine.lines) == 1
            and (mine.family in ("joint", "tendon") or mine.asks or _is_offered_for_the_target(mains, scenario))
            and mine.lines[0].code != line.code
        ):
            kept.append(mine.lines[0])
        elif mine and (own := _as_done(line, mine)):
            kept.append(own)
        elif mine and line.code in mine.one_unit and line.units > 1:
            own = next((e for e in mine.lines if e.code == line.code and not line.modifiers), None)
            kept.append(own or line.model_copy(update={"units": 1}))
        else:
            kept.append(line)
    fits = mains and all((row := rows.get(line)) and row.family in {p.family for p in determined} for line in mains)
    if (scenario.form != "yes_no" or fits) and not scenario.is_choice:
        # What else was done and not billed: `bursa injected and trigger points; biller sent 20552`.
        billed = {row.family for row in rows.values() if row}
        kept += [line for p in determined if p.family not in billed and p.family != "drug" for line in p.lines]
    return kept


def _is_offered_for_the_target(mains: list[Line], scenario: Scenario) -> bool:
    """Say whether one code is asked about for the one target named: `64520 for stellate ganglion?`."""
    one = len(mains) == len(scenario.structures) == 1
    return one and scenario.form == "yes_no" and "together" not in scenario.asks


def _goes_another_way(line: Line, proposal: Proposal) -> bool:
    """Say whether an epidural is billed by another way of the needle than the one described: `62323, but the note says TFESI`."""
    told = {each.code in BETWEEN_LAMINAE for each in proposal.lines}
    return proposal.family == "epidural" and told == {line.code not in BETWEEN_LAMINAE}


def _miscounts(lines: list[Line], proposal: Proposal) -> bool:
    """Say whether the levels billed are others than those described."""
    billed = sorted((line.code, 1 if "50" in line.modifiers else line.units) for line in lines if line.code in LEVELS)
    return billed != sorted((line.code, line.units) for line in proposal.lines if line.code in LEVELS)


def _with_own_modifiers(lines: list[Line], proposal: Proposal) -> list[Line]:
    """Give the levels described, each with the modifiers that the user put on its code."""
    typed = {line.code: line.modifiers for line in lines if line.modifiers}
    return [
        each.model_copy(update={"modifiers": typed.get(each.code, each.modifiers)})
        for each in proposal.lines
        if each.code in LEVELS
    ]


def _as_done(line: Line, proposal: Proposal) -> Line | None:
    """Give the line as the words describe it, for a code that was typed bare: its sides, its further levels."""
    own = [each for each in proposal.lines if each.code == line.code]
    sides = 2 if own and own[0].modifiers == ("50",) else 1
    bare = not line.modifiers and line.units in (1, sides)
    return own[0] if bare and len(own) == 1 and own[0] != line else None


def as_described(line: Line, scenario: Scenario, tables: Tables) -> Line | None:
    """Give a line as the words support it: without a modifier they contradict, with one they call for, or not at all."""
    family = tables.family(line.code)
    if family == "visit" and scenario.visit == "planned":
        return None
    if family == "trigger-point" and scenario.nothing_injected and scenario.about("needling") and not scenario.needled:
        return None  # `dry needled, nothing injected; front desk put 20553`
    if family == "guidance" and scenario.without_guidance:
        return None  # guidance that was not used, or of which no picture was kept
    if family == "drug":
        return _with_waste_modifier(line, scenario, tables)
    if (
        family in _SERVING
        and not (scenario.separate_site or scenario.is_given_apart)
        and DISTINCT & set(line.modifiers)
    ):
        # What serves the procedure beside it is no distinct service: without the modifier the edit speaks.
        return line.model_copy(update={"modifiers": tuple(m for m in line.modifiers if m not in DISTINCT)})
    if scenario.same_muscle and not scenario.separate_site and DISTINCT & set(line.modifiers):
        return line.model_copy(update={"modifiers": tuple(m for m in line.modifiers if m not in DISTINCT)})
    unguided = _without_its_imaging(line, scenario, tables)
    if unguided:
        return line.model_copy(update={"code": unguided})
    if family in _ONE_A_TARGET and line.units > 1 and (scenario.same_site or _is_one_target(scenario)):
        return line.model_copy(update={"units": 1})  # `same tendon, 2 sticks`
    fee = tables.fee(line.code)
    if _is_sided_alone(line, scenario, tables):
        return sided(line, scenario, tables, "50" if scenario.is_bilateral else scenario.side)
    if scenario.is_bilateral and line.units == 2 and not line.modifiers and fee and fee.bilateral == "1":
        mue = tables.mue(line.code)
        if mue and mue.value == 1:
            return line.model_copy(update={"modifiers": ("50",), "units": 1})
    return line


def _is_one_target(scenario: Scenario) -> bool:
    """Say whether needle passes into a single target are told."""
    one = len(scenario.structures) == 1 and not scenario.is_bilateral and not scenario.digits
    return one and scenario.says(" passes", "sticks")


def _without_its_imaging(line: Line, scenario: Scenario, tables: Tables) -> str | None:
    """Give the code that is left where the imaging that a code includes was not used: `27096 under ultrasound`."""
    kinds, rest = _IMAGED.get(line.code, ((), None))
    mains = [each for each in scenario.claim.lines if tables.family(each.code) not in COMPANIONS]
    used = scenario.claim.guidance
    lacks = scenario.without_guidance or (used is not None and used not in kinds)
    return rest if rest and lacks and len(mains) == 1 else None


def noticed(line: Line, scenario: Scenario, tables: Tables) -> Line:
    """Add GA where an ABN was signed before a procedure that Medicare is expected to refuse as not necessary, or GZ where
    none was and GZ is asked about."""
    medicare = scenario.claim.payer in (None, "medicare") and scenario.denied_as != "coding"
    signed = scenario.notice == "signed" and "abn" in scenario.asks
    unsigned = scenario.notice == "none" and "GZ" in scenario.modifiers_asked
    if (
        not (medicare and (signed or unsigned))
        or tables.family(line.code) in COMPANIONS
        or {"GA", "GX", "GY", "GZ"} & set(line.modifiers)
    ):
        return line
    return line.model_copy(update={"modifiers": (*line.modifiers, "GA" if signed else "GZ")})


def by_facility(line: Line, scenario: Scenario, tables: Tables) -> tuple[Line, ...]:
    """Give the facility's own code, and both sides on two lines where a surgery center's claim is meant: it never uses 50."""
    if is_facility_alone(scenario):
        line = line.model_copy(update={"code": OF_THE_FACILITY.get(line.code, line.code)})
    fee = tables.fee(line.code)
    center = scenario.bills_facility and scenario.claim.place_of_service == "24"
    both = "50" in line.modifiers or (scenario.is_bilateral and not line.modifiers)
    if not (center and both and fee and fee.bilateral == "1"):
        return (line,)
    rest = tuple(m for m in line.modifiers if m != "50")
    return tuple(line.model_copy(update={"modifiers": (side, *rest), "units": 1}) for side in ("RT", "LT"))


def _is_sided_alone(line: Line, scenario: Scenario, tables: Tables) -> bool:
    """Say whether the sides spoken of can only be this line's: one procedure, one unit, no modifier, no muscles."""
    mains = [each for each in scenario.claim.lines if tables.family(each.code) not in COMPANIONS]
    return not line.modifiers and line.units == 1 and mains == [line] and scenario.count is None and not scenario.digits


def _with_waste_modifier(line: Line, scenario: Scenario, tables: Tables) -> Line:
    """Add JZ where a single-dose container was used whole; take JW and JZ from a multi-dose one (Medicare, 2023-07-01)."""
    if scenario.container == "multi":
        return line.model_copy(update={"modifiers": tuple(m for m in line.modifiers if m not in ("JW", "JZ"))})
    whole = scenario.container == "single" and scenario.wasted == 0
    medicare = scenario.claim.payer in (None, "medicare") and tables.on >= _JZ_REQUIRED
    if whole and medicare and not {"JW", "JZ"} & set(line.modifiers):
        return line.model_copy(update={"modifiers": (*line.modifiers, "JZ")})
    return line
