"""Who pays when coverage fails: only what the documents on file bear out, and never for the wrong payer."""

from collections.abc import Callable
from datetime import date

import pytest

from cleanclaim.checking import Checker
from cleanclaim.claim import parse
from cleanclaim.knowledge import Knowledge
from cleanclaim.planning.liability import Liability, liability
from cleanclaim.tables.dated import DatedTables

TODAY = date(2026, 11, 23)
AskWho = Callable[[str], Liability | None]


@pytest.fixture
def who(knowledge: Knowledge, tables_on: Callable[[date], DatedTables]) -> AskWho:
    checker = Checker(knowledge, tables_on, lambda: TODAY)
    return lambda claim: liability(checker.check(parse(claim)), knowledge, TODAY)


def told(found: Liability | None) -> list[str]:
    assert found
    return [way.title for way in found.ways]


def test_a_claim_that_is_covered_has_no_branch(who: AskWho) -> None:
    assert who("20552 | dx M79.18 | dos 2026-12-02 | state OH | payer medicare") is None


def test_what_is_not_checked_is_no_failure_and_asks_for_no_abn(who: AskWho) -> None:
    assert who("20552 | dx M54.12 | dos 2026-12-02 | state FL | payer medicare") is None


def test_a_diagnosis_off_the_list_opens_ga_and_gz_before_the_service(who: AskWho) -> None:
    found = who("20552 | dx M54.12 | dos 2026-12-02 | state OH | payer medicare")
    assert told(found) == ["The patient signs an ABN before the service", "There is no valid ABN"]
    assert found and [w.claim for w in found.ways] == [
        "20552-GA | dx M54.12 | dos 2026-12-02 | state OH | payer medicare",
        "20552-GZ | dx M54.12 | dos 2026-12-02 | state OH | payer medicare",
    ]
    assert not found.is_certain, "the list is reported by secondary sources only"


def test_after_the_service_no_notice_can_be_made_up(who: AskWho) -> None:
    found = who("20552 | dx M54.12 | dos 2026-03-02 | state OH | payer medicare")
    assert told(found)[0] == "A valid ABN was signed before the service"
    assert found and "cannot be made up later" in found.ways[0].when


def test_a_fourth_session_by_an_official_limit_is_certain(who: AskWho) -> None:
    found = who("20552 | dx M79.18 | dos 2026-12-02 | state OH | prior 2026-01-04 2026-03-04 2026-06-04")
    assert found and found.is_certain


def test_the_medicare_form_is_not_offered_to_another_payer(who: AskWho) -> None:
    found = who("20552 | dos 2026-12-02 | payer bcbsma | prior 2026-01-04 2026-03-04 2026-06-04 2026-09-01")
    assert told(found) == ["The Medicare ABN is not for this payer"]
    assert found and all(w.claim is None for w in found.ways)


def test_an_edit_is_never_shifted_to_the_patient(who: AskWho) -> None:
    found = who("20552 x2 | dx M79.18 | dos 2026-12-02 | state OH")
    assert told(found) == ["An ABN does not help against an edit"]
    assert found and found.ways[0].payer_of == "provider"


def test_needling_is_called_unsettled(who: AskWho) -> None:
    found = who("20560 | dx M79.18 | dos 2026-12-02 | state OH | payer medicare")
    assert told(found) == ["Which notice fits is not settled here"]


def test_a_modifier_that_says_the_opposite_gives_way(who: AskWho) -> None:
    found = who("20552-GZ | dx M54.12 | dos 2026-12-02 | state OH")
    assert found and str(found.ways[0].claim).startswith("20552-GA |")


def test_every_way_names_passages_on_file(who: AskWho, knowledge: Knowledge) -> None:
    found = who("20552 x2 | dx M54.12 | dos 2026-12-02 | state OH")
    assert found and len(found.ways) == 3
    assert all(knowledge.passage(name) for way in found.ways for name in way.passages)
    assert all(way.passages for way in found.ways)
