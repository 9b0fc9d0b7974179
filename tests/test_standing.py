"""A status says no more than the rules that ran and the documents of the date."""

from collections.abc import Callable
from datetime import date

import pytest

from cleanclaim import rules
from cleanclaim.answer import CoverageStatus
from cleanclaim.claim import parse
from cleanclaim.standing import coverage_of
from cleanclaim.tables.dated import DatedTables


@pytest.mark.parametrize(
    ("notation", "status"),
    [
        ("20552 | dx M79.18 | dos 2024-03-02 | state OH", "not_checked"),
        ("20553 | dx M79.18 | dos 2023-05-02 | state NY", "not_checked"),
        ("20552 | dx M79.18 | dos 2026-03-02 | state OH", "covered"),
        ("20552 | dx M54.12 | dos 2026-03-02 | state OH", "not_covered"),
        ("20552 | dx M79.18 | dos 2026-11-02 | state OH | payer medicare | prior 2026-10-26", "depends"),
    ],
)
def test_a_document_of_another_date_leaves_coverage_not_checked(
    tables_on: Callable[[date], DatedTables], notation: str, status: CoverageStatus
) -> None:
    claim = parse(notation)
    tables = tables_on(claim.date_of_service or date.max)
    assert coverage_of(claim.lines[0].code, claim, rules.check(claim, tables), tables) == status
