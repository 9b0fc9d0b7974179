"""The map of contractors says what the checker says of each state, and an unknown list is never a yes or a no."""

from collections.abc import Callable
from datetime import date

import pytest

from cleanclaim.checking import Checker
from cleanclaim.claim import Claim, Line
from cleanclaim.comparing import contractors
from cleanclaim.comparing.contractors import StateView
from cleanclaim.knowledge import Knowledge
from cleanclaim.tables.dated import DatedTables

DAY = date(2026, 11, 23)
STATES = "AK CA NV OH KY FL PR TX PA VA GA NY IL IA MI WA".split()


@pytest.fixture(scope="module")
def checker(knowledge: Knowledge, tables_on: Callable[[date], DatedTables]) -> Checker:
    return Checker(knowledge, tables_on, lambda: DAY)


def seen(checker: Checker, code: str, *dx: str, on: date = DAY) -> dict[str, StateView]:
    return {view.state: view for view in contractors.views(code, STATES, checker, on, dx)}


@pytest.mark.parametrize("dx", [(), ("M79.18",), ("M54.12",), ("M79.18", "M54.12")])
@pytest.mark.parametrize("code", ["20552", "20550", "27096", "64493", "20560"])
def test_every_state_stands_where_the_checker_puts_a_claim_of_it(
    checker: Checker, code: str, dx: tuple[str, ...]
) -> None:
    for state, view in seen(checker, code, *dx).items():
        claim = Claim(lines=(Line(code=code),), diagnoses=dx, date_of_service=DAY, state=state, payer="medicare")
        said = checker.check(claim).codes[0].coverage
        assert view.status == (said if view.documents or said == "not_covered" else "not_checked")


def test_a_list_not_on_file_is_neither_covered_nor_uncovered(checker: Checker) -> None:
    for dx in ("M79.18", "M54.12"):
        view = seen(checker, "20552", dx)["FL"]
        assert (view.list, view.status, view.grade) == ("unknown", "not_checked", None)
        assert "L33912/A57114" in view.why


def test_a_listed_diagnosis_is_covered_with_the_grade_of_its_list(checker: Checker) -> None:
    view = seen(checker, "20552", "M79.18")["OH"]
    assert (view.list, view.status, view.grade) == ("listed", "covered", "secondary")
    assert view.documents[0].document == "L39656/A59480" and not view.documents[0].complete


def test_a_diagnosis_off_the_list_is_not_covered_and_the_document_is_named(checker: Checker) -> None:
    view = seen(checker, "20552", "M54.12")["OH"]
    assert view.status == "not_covered" and "L39656/A59480" in view.why


def test_before_the_documents_took_effect_nothing_is_checked(checker: Checker) -> None:
    view = seen(checker, "20552", "M79.18", on=date(2024, 3, 31))["OH"]
    assert (view.list, view.status) == ("no_document", "not_checked")
    assert "begins on 2024-04-01" in view.why


def test_without_a_diagnosis_nothing_is_called_covered(checker: Checker) -> None:
    assert {view.status for view in seen(checker, "20552").values()} == {"not_checked"}


def test_california_and_washington_have_documents_of_their_own_and_nevada_shares(checker: Checker) -> None:
    found = seen(checker, "20552")
    documents = {state: found[state].documents[0].document for state in ("CA", "NV", "WA")}
    assert documents == {"CA": "L34211/A57701", "NV": "L34211/A57701", "WA": "L36859/A57702"}


def test_a_split_state_says_who_has_the_rest_of_it(checker: Checker) -> None:
    assert "Novitas" in seen(checker, "20552")["VA"].exception


def test_a_contractor_whose_states_differ_is_no_plain_yes(checker: Checker) -> None:
    (row,) = contractors.matrix(["20552"], STATES, checker, DAY, ("M79.18",))
    cells = {cell.mac: cell for cell in row.cells}
    assert cells["Noridian"].documents == ("L36859/A57702", "L34211/A57701")
    assert cells["Noridian"].status == "covered" and cells["Novitas"].status == "not_checked"
    assert [cell.mac for cell in row.cells] == sorted(cells)


def test_views_fold_by_the_documents_of_a_contractor(checker: Checker) -> None:
    groups = list(contractors.by_contractor(seen(checker, "20552").values()))
    noridian = [states for view, states in groups if view.mac == "Noridian"]
    assert sorted(noridian) == [("AK", "WA"), ("CA", "NV")]


def test_a_state_on_no_table_is_left_out(checker: Checker) -> None:
    assert contractors.views("20552", ["ZZ"], checker, DAY) == ()


def test_the_diagnoses_of_all_lists_are_told_once(checker: Checker) -> None:
    codes = contractors.supporting(seen(checker, "20552").values())
    assert len(codes) == 10 and "M79.18" in codes and "M54.12" not in codes


def test_support_of_a_diagnosis_is_not_checked_where_the_list_is_not_on_file(checker: Checker) -> None:
    found = seen(checker, "20552")
    assert contractors.support("M79.18", found["OH"]) == "listed"
    assert contractors.support("M54.12", found["OH"]) == "not_listed"
    assert contractors.support("M54.12", found["FL"]) == contractors.support("M79.18", found["TX"]) == "not_checked"


def test_only_the_diagnoses_on_the_list_are_named_as_the_reason(checker: Checker) -> None:
    why = seen(checker, "20552", "M54.12", "M79.18")["OH"].why
    assert why.startswith("M79.18 is on the list of L39656/A59480") and "secondary" in why


def test_diagnoses_that_stand_alike_everywhere_are_told_together_and_none_is_lost(checker: Checker) -> None:
    views = list(seen(checker, "20552").values())
    groups = list(contractors.by_contractor(views))
    wanted = (*contractors.supporting(views), "M54.12", "M54.2")
    found = contractors.supports(wanted, groups)
    assert sorted(code for alike in found.values() for code in alike) == sorted(wanted)
    assert ("M54.12", "M54.2") in found.values()
    for standing, alike in found.items():
        assert all(standing == tuple(contractors.support(c, v) for v, _ in groups) for c in alike)


def test_a_procedure_no_document_names_is_not_checked_anywhere(checker: Checker) -> None:
    found = seen(checker, "20610", "M17.11")
    assert {(v.list, v.status) for v in found.values()} == {("no_document", "not_checked")}
