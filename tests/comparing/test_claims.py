"""What changes between two answers on claims is told, and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest

from cleanclaim.checking import Checker
from cleanclaim.claim import parse
from cleanclaim.comparing.claims import Changes, changes
from cleanclaim.knowledge import Knowledge
from cleanclaim.tables.dated import DatedTables

WhatIf = Callable[[str, str], Changes]


@pytest.fixture
def what_if(knowledge: Knowledge, tables_on: Callable[[date], DatedTables]) -> WhatIf:
    checker = Checker(knowledge, tables_on, lambda: date(2026, 11, 23))
    return lambda first, second: changes(checker.check(parse(first)), checker.check(parse(second)))


def test_the_same_claim_changes_nothing(what_if: WhatIf) -> None:
    claim = "20552-50 x3 | dx M54.12 | state OH"
    told = what_if(claim, claim)
    assert told.is_same and told.kept and not told.gone


def test_another_diagnosis_takes_the_finding_away_and_turns_the_coverage(what_if: WhatIf) -> None:
    told = what_if("20552 | dx M54.12 | dos 2026-03-02 | state OH", "20552 | dx M79.18 | dos 2026-03-02 | state OH")
    assert [f.rule for f in told.gone] == ["diagnosis-not-on-policy"] and not told.new
    change = next(c for c in told.codes if c.code == "20552")
    assert change.coverage == ("not_covered", "covered") and change.coding[0] == change.coding[1]


def test_another_state_makes_what_was_checked_unchecked_and_says_why(what_if: WhatIf) -> None:
    told = what_if("20552 | dx M79.18 | state OH", "20552 | dx M79.18 | state FL")
    change = next(c for c in told.codes if c.code == "20552")
    assert change.coverage == ("covered", "not_checked")
    policies = next(c for c in told.checks if c.check == "policies")
    assert policies.before == "checked" and "L33912" in policies.after


def test_a_code_that_came_or_went_stands_on_one_side_only(what_if: WhatIf) -> None:
    told = what_if("20552 | state OH", "20553 | state OH")
    assert {c.code: c.coding for c in told.codes} == {"20552": ("pass", None), "20553": (None, "pass")}


def test_the_same_rule_with_other_words_is_gone_and_new(what_if: WhatIf) -> None:
    told = what_if("20552 x2 | dos 2024-08-01", "20552 x3 | dos 2024-08-01")
    assert [f.rule for f in told.gone] == [f.rule for f in told.new] == ["units-above-mue"]


def test_another_date_names_the_release_it_was_read_on(what_if: WhatIf) -> None:
    told = what_if("20552 | dx M79.18 | dos 2026-03-02 | state OH", "20552 | dx M79.18 | dos 2024-03-02 | state OH")
    change = next(c for c in told.codes if c.code == "20552")
    assert change.coverage[0] == "covered" and change.coverage[1] != "covered", "the policy took effect on 2024-04-01"
    assert [f.rule for f in told.new] == ["policy-not-in-force"]
