"""A procedure or drug code had ended, or not begun, on the date of service.

A payer rejects a line whose code is not in force on the day of the service, however right it was the year before.

Report the code that was in force on the date of service; a successor often counts units differently, so count anew.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Procedure, Tables

CPT_DATES = Citation(
    authority="CMS and specialty societies",
    document="CPT code dates on file",
    section="NCCI and fee schedule tables of 2024, society notices",
    url="https://www.cms.gov/medicare/payment/fee-schedules/physician",
    verified="secondary",
)


@rule(
    citation=Citation(
        authority="CMS",
        document="HCPCS Level II file July 2024 and OPPS Addendum B to April 2026",
        section="added and terminated dates",
        url="https://www.cms.gov/medicare/coding-billing/healthcare-common-procedure-system",
    ),
    table="procedures",
    sees=("line",),
    denied=("20610; J1030 | dos 2024-04-02", "64454 | dos 2019-03-14", "20552; J2001 x2 | dos 2026-03-02"),
    clean=("20610; J1030 | dos 2024-03-31", "64454 | dos 2020-01-01", "20610; J1010 x40 | dos 2024-04-01"),
)
def code_not_in_force(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        row = tables.procedure(line.code)
        if row is None or row.is_in_force(tables.on):
            continue
        source = CPT_DATES if row.system == "CPT" else None
        if row.effective_to and row.effective_to < tables.on:
            after = f" and was replaced by {' or '.join(row.successors)}" if row.successors else ""
            message = f"{line.code} ended on {row.effective_to}{after}."
            yield Problem(line, message, _instead(line, row, tables), citation=source)
        else:
            before = (
                f"; before that the work was reported with {' or '.join(row.predecessors)}" if row.predecessors else ""
            )
            message = f"{line.code} is in force only since {row.effective_from}{before}."
            yield Problem(line, message, citation=source)


def _instead(line: Line, row: Procedure, tables: Tables) -> str | None:
    """Say what to report; count the units anew where both drugs are measured alike."""
    if len(row.successors) != 1:
        return None
    old, new = tables.drug(line.code), tables.drug(row.successors[0])
    if old is None or new is None or old.measure != new.measure:
        return f"Report {row.successors[0]} if it describes what was done, with units counted its way."
    units = line.units * old.dose / new.dose
    return (
        f"Report {new.code} for the dose the record shows: {line.units * old.dose:g} {new.measure} is {units:g} units."
    )
