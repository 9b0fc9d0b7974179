"""Drugs: the dose over the dose of one unit gives the units; local anesthetic is part of the injection."""

import math

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.reading import Scenario
from cleanclaim.reading.drugs import ANESTHETICS
from cleanclaim.tables import Drug, Tables

_UNCLASSIFIED = "J3490"


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose a drug line where the dose is stated in the drug's own measure."""
    if "drug" not in scenario.asks and "units" not in scenario.asks and "selection" not in scenario.asks:
        return ()
    tables = desk.tables_for(scenario)
    lines, reasons = [], []
    asks: tuple[Statement, ...] = ()
    for dose in scenario.doses:
        if dose.words in ANESTHETICS:
            reasons.append(Statement("drug.anesthetic", {"drug": dose.words}))
            continue
        row = _row(dose.words, desk, tables)
        if row is None:
            continue
        values = {"drug": row.name, "code": row.code, "dose": f"{row.dose:g}", "measure": row.measure}
        # A drug sold by the dose is given by the dose; a number beside it is which of the series it was.
        given = 1.0 if row.measure == "dose" else dose.amount if dose.measure == row.measure else None
        if given and given >= 1:
            amount = given * (2 if scenario.is_bilateral and scenario.says("each") else 1)
            units = math.ceil(amount / row.dose)
            lines.append(Line(code=row.code, units=units))
            if scenario.wasted:
                thrown = math.ceil(scenario.wasted / row.dose)
                lines.append(Line(code=row.code, modifiers=("JW",), units=thrown))
                told = {**values, "amount": f"{scenario.wasted:g}", "units": thrown}
                reasons.append(Statement("drug.wasted", told))
            reasons.append(
                Statement(
                    "drug.unit" if units == 1 else "drug.units", {**values, "amount": f"{amount:g}", "units": units}
                )
            )
        else:
            reasons.append(Statement("drug.per_unit", values))
            asks = (Statement("ask.dose", {"drug": row.name}),)
    if "unclassified-drug" in scenario.claim.injectates and not lines:
        lines.append(Line(code=_UNCLASSIFIED))
        reasons.append(Statement("drug.unclassified", {"drug": "The drug", "code": _UNCLASSIFIED}))
    return (Proposal("drug", tuple(lines), tuple(reasons), asks=asks),) if reasons else ()


def _row(words: str, desk: Desk, tables: Tables) -> Drug | None:
    """Give the code of a drug that is in force on the date."""
    for code in desk.lexicon.drug_codes.get(words, ()):
        procedure = tables.procedure(code)
        if procedure and procedure.is_in_force(tables.on):
            return tables.drug(code)
    return None
