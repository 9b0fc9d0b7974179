"""Drugs: the dose over the dose of one unit gives the units; local anesthetic is part of the injection."""

from collections.abc import Iterator

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.deciding.vials import rounded_up, thrown_away
from cleanclaim.reading import Scenario
from cleanclaim.reading.drugs import ANESTHETICS
from cleanclaim.tables import Drug, Tables

_INTO_A_MUSCLE = "96372"
_UNCLASSIFIED = "J3490"


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose a drug line where the dose is stated in the drug's own measure."""
    asked = {"drug", "units", "selection"} | ({"guidance"} if scenario.is_session else set())
    noted = (
        scenario.form == "statement"
        and scenario.is_described
        and any(dose.amount or desk.lexicon.measures.get(dose.words) == "dose" for dose in scenario.doses)
    )
    if not asked & set(scenario.asks) and not noted:
        return ()
    tables = desk.tables_for(scenario)
    lines: list[Line] = []
    reasons: list[Statement] = []
    asks: list[Statement] = []
    for dose in scenario.doses:
        if dose.words in ANESTHETICS:
            reasons.append(Statement("drug.anesthetic", {"drug": dose.words}))
            continue
        rows = _rows(dose.words, scenario, desk, tables)
        if not rows:
            continue
        reasons += [Statement("drug.disputed", {"dispute": row.dispute}) for row in rows[:1] if row.dispute]
        by_the_dose = rows[0].measure == "dose"
        # A product sold by the dose or the syringe is one for each site.
        whole = by_the_dose or dose.by_syringe
        sites = _sites(scenario, desk) if dose.each else (_sites(scenario, desk) or 1) if whole else 1
        # A drug sold by the dose is given by the dose; a number beside it is which of the series it was.
        given = 1.0 if by_the_dose else dose.amount if dose.measure == rows[0].measure else None
        given_now = {"units", "selection"} & set(scenario.asks) or scenario.is_session or scenario.structures
        if dose.by_syringe and not given_now:
            given = None  # what a syringe holds answers no other question
        if given and dose.by_syringe:
            reasons.append(Statement("drug.by_syringe", {**_values(rows[0]), "amount": f"{given:g}"}))
        wasted = 0 if scenario.container == "multi" else scenario.wasted or 0
        if given and given >= 1 and sites:
            for told in _counted(rows, given * sites, wasted):
                lines += [told] if isinstance(told, Line) else []
                reasons += [told] if isinstance(told, Statement) else []
        else:
            reasons.append(Statement("drug.per_unit", _values(rows[0])))
            key = "ask.sites" if given and not sites else "ask.dose"
            asks.append(Statement(key, {"drug": rows[0].name}))
    for row in _without_dose(scenario, tables):
        reasons.append(Statement("drug.per_unit", _values(row)))
        asks.append(Statement("ask.dose", {"drug": row.name}))
    lines = _added_up(lines, len({*zip(scenario.structures, scenario.structure_sides, strict=True)}))
    if "unclassified-drug" in scenario.claim.injectates and not lines:
        lines.append(Line(code=_UNCLASSIFIED))
        reasons.append(Statement("drug.unclassified", {"drug": "The drug", "code": _UNCLASSIFIED}))
    beside = (_administration(),) if _is_given_at_a_visit(scenario, tables) else ()
    return (*beside, Proposal("drug", tuple(lines), tuple(reasons), asks=tuple(asks))) if reasons else ()


def _is_given_at_a_visit(scenario: Scenario, tables: Tables) -> bool:
    """Say whether a drug for its own effect was given at a visit, and no procedure is told: `99213 and toradol 60 IM`."""
    families = {tables.family(line.code) or "" for line in scenario.claim.lines}
    procedure = scenario.names_target or scenario.about("trigger-point", "joint", "nerve-block", "epidural", "facet")
    return scenario.is_given_apart and "visit" in families and families <= {"visit", "drug"} and not procedure


def _administration() -> Proposal:
    reason = Statement("drug.administered", {"code": _INTO_A_MUSCLE})
    return Proposal("administration", (Line(code=_INTO_A_MUSCLE),), (reason,))


def _without_dose(scenario: Scenario, tables: Tables) -> Iterator[Drug]:
    """Give the drugs that are named by their codes alone, where the units are asked for: `J3301 with knee inj, units?`."""
    if "units" in scenario.asks and not scenario.doses and (scenario.structures or scenario.is_session):
        typed = (line.code for line in scenario.claim.lines if line.units == 1)
        rows = (tables.drug(code) for code in typed if code not in scenario.units_typed)
        yield from (row for row in rows if row and row.dose and row.name not in ANESTHETICS)


def _added_up(lines: list[Line], targets: int) -> list[Line]:
    """Put what one drug was given at several sites on one line: `40 mg into the bursa, 20 mg into the sheath`.

    One amount said twice is one dose unless so many targets are told.
    """
    units: dict[tuple[str, tuple[str, ...]], int] = {}
    for line in lines if targets >= len(lines) else dict.fromkeys(lines):
        units[line.code, line.modifiers] = units.get((line.code, line.modifiers), 0) + line.units
    return [Line(code=code, modifiers=modifiers, units=n) for (code, modifiers), n in units.items()]


def _counted(rows: tuple[Drug, ...], amount: float, wasted: float) -> Iterator[Line | Statement]:
    """Give the lines of an amount with their reasons: the code whose unit fits it, else the fewest units that hold it."""
    smallest = rows[-1]
    left = whole = rounded_up(amount, smallest.dose) * smallest.dose
    for row in rows:
        units = int(left // row.dose)
        if units:
            left -= units * row.dose
            yield Line(code=row.code, units=units)
            told = f"{amount if len(rows) == 1 else units * row.dose:g}"
            key = "drug.unit" if units == 1 else "drug.units"
            yield Statement(key, {**_values(row), "amount": told, "units": units})
    if wasted:
        thrown = thrown_away(smallest, amount, wasted, whole)
        if thrown:
            yield Line(code=smallest.code, modifiers=("JW",), units=thrown)
        told_of = {**_values(smallest), "amount": f"{wasted:g}", "units": thrown}
        yield Statement("drug.wasted" if thrown else "drug.waste_inside", told_of)


def _values(row: Drug) -> dict[str, object]:
    return {"drug": row.name, "code": row.code, "dose": f"{row.dose:g}", "measure": row.measure}


def _rows(words: str, scenario: Scenario, desk: Desk, tables: Tables) -> tuple[Drug, ...]:
    """Give the codes of a drug in force on the date, the largest unit first; the one the user named, where one is."""
    in_force = [
        row
        for code in desk.lexicon.drug_codes.get(words, ())
        if (procedure := tables.procedure(code)) and procedure.is_in_force(tables.on) and (row := tables.drug(code))
    ]
    named = [row for row in in_force if row.code in scenario.claim.procedure_codes]
    return tuple(sorted(named[:1] or in_force, key=lambda row: -row.dose))


def _sites(scenario: Scenario, desk: Desk) -> int | None:
    """Count the sites of a dose told for each: structures by side, muscles, or both; None where the words do not tell."""
    count = scenario.count
    tables = desk.tables_for(scenario)
    typed = sum(
        2 if "50" in line.modifiers else line.units
        for line in scenario.claim.lines
        if tables.family(line.code) in ("joint", "tendon", "tunnel", "sacroiliac")
    )
    if typed and not scenario.structures and count and count.least == count.most:
        return typed + count.least
    if scenario.structures and count and count.least == count.most:
        return len({*zip(scenario.structures, scenario.structure_sides, strict=True)}) + count.least
    if scenario.digits and len({desk.lexicon.structure(word).name for word in scenario.structures}) == 1:
        return len(scenario.digits)
    if scenario.structures and not scenario.count:
        sides: dict[str, set[str]] = {}
        for word, side in zip(scenario.structures, scenario.structure_sides, strict=True):
            said = side or ("50" if scenario.is_bilateral else None)
            sides.setdefault(desk.lexicon.structure(word).name, set()).update({said} if said else ())
        several = len(sides) > 1 or any("50" in said or len(said) > 1 for said in sides.values())
        return sum(2 if "50" in said or len(said) > 1 else 1 for said in sides.values()) if several else None
    if scenario.count and scenario.count.least == scenario.count.most:
        return scenario.count.least
    return 2 if scenario.is_bilateral else None
