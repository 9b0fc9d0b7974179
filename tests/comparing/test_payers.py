"""Other payers speak for themselves: nothing of Medicare's is said of them."""

from collections.abc import Callable
from datetime import date

from cleanclaim.checking import Checker
from cleanclaim.comparing import payers
from cleanclaim.knowledge import Knowledge
from cleanclaim.tables.dated import DatedTables

TablesOn = Callable[[date], DatedTables]


def test_every_other_payer_is_shown_and_none_of_their_unread_lists_decides(
    knowledge: Knowledge, tables_on: TablesOn
) -> None:
    checker = Checker(knowledge, tables_on, lambda: date(2026, 11, 23))
    views = payers.views("20552", checker, date(2026, 11, 23), ("M79.18",))
    assert {"aetna", "bcbsma", "workers-comp"} <= {v.payer for v in views}
    assert "medicare" not in {v.payer for v in views}
    assert all(v.status == "not_checked" for v in views if v.document.list == "unknown")


def test_a_document_that_took_effect_later_is_not_shown(knowledge: Knowledge, tables_on: TablesOn) -> None:
    checker = Checker(knowledge, tables_on, lambda: date(2026, 11, 23))
    assert "aetna" not in {v.payer for v in payers.views("20552", checker, date(2025, 12, 31))}
