"""Looking things up is always as of the date of service."""

import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from string import ascii_uppercase

import pytest

from cleanclaim.tables import curated, icd10cm
from cleanclaim.tables.dated import DatedTables, period
from cleanclaim.tables.library import Library
from cleanclaim.tables.rows import Fee, Mue, PtpEdit, Release
from cleanclaim.tables.store import Store, write
from fixed import KNOWLEDGE, TODAY

On = Callable[..., DatedTables]


@pytest.fixture
def history(tmp_path: Path) -> Callable[[date], DatedTables]:
    """A small store whose rows begin and end."""
    path = tmp_path / "history.sqlite"
    jan, july = date(2025, 1, 1), date(2025, 7, 1)
    write(
        path,
        {
            "ptp": [
                PtpEdit("20610", "20552", jan, date(2025, 6, 30), "1", "2025 Q1"),
                PtpEdit("20610", "20552", july, None, "0", "2025 Q3"),
                PtpEdit("20610", "20553", jan, jan, "9", "2025 Q1"),
            ],
            "mue": [Mue("20550", 3, "3", jan, "2025 Q1"), Mue("20550", 5, "3", july, "2025 Q3")],
            "pfs": [
                Fee("20552", "A", "000", "0", "2", jan, "RVU25A"),
                Fee("20552", "A", "010", "0", "2", july, "RVU25C"),
            ],
            "releases": [Release("ptp", "2025 Q3", july, date(2025, 9, 30), "made up")],
        },
    )
    store = Store(path)
    return lambda on: DatedTables(Library(store), on)


def test_an_edit_holds_from_its_first_day_to_its_last(history: Callable[[date], DatedTables]) -> None:
    def indicator(on: date) -> str | None:
        edit = history(on).ptp("20610", "20552")
        return edit.indicator if edit else None

    assert indicator(date(2024, 12, 31)) is None
    assert indicator(date(2025, 1, 1)) == "1"
    assert indicator(date(2025, 6, 30)) == "1"
    assert indicator(date(2025, 7, 1)) == "0"
    assert indicator(date(2031, 1, 1)) == "0"


def test_an_edit_with_indicator_9_never_applied(history: Callable[[date], DatedTables]) -> None:
    assert history(date(2025, 1, 1)).ptp("20610", "20553") is None


def test_an_edit_is_ordered(history: Callable[[date], DatedTables]) -> None:
    assert history(date(2025, 7, 1)).ptp("20552", "20610") is None


def test_units_and_fees_are_those_of_the_last_row_begun(history: Callable[[date], DatedTables]) -> None:
    before, after = history(date(2025, 6, 30)), history(date(2025, 7, 1))
    assert (before.mue("20550").value, after.mue("20550").value) == (3, 5)  # type: ignore[union-attr]
    assert (before.fee("20552").global_days, after.fee("20552").global_days) == ("000", "010")  # type: ignore[union-attr]


def test_a_date_outside_the_release_is_a_gap_that_is_named(history: Callable[[date], DatedTables]) -> None:
    assert history(date(2025, 8, 1)).version("ptp").gap is None
    assert history(date(2026, 1, 1)).version("ptp").gap == "2026 Q1 is not loaded; 2025 Q3 was used"


def test_a_version_counts_the_rows_in_force_on_the_date(history: Callable[[date], DatedTables]) -> None:
    assert history(date(2025, 8, 1)).version("ptp").rows == 1


@pytest.mark.parametrize(
    ("table", "on", "name"),
    [
        ("ptp", date(2026, 10, 1), "2026 Q4"),
        ("ptp", date(2026, 9, 30), "2026 Q3"),
        ("icd10cm", date(2026, 10, 1), "FY2027"),
        ("icd10cm", date(2026, 9, 30), "FY2026"),
        ("pfs", date(2026, 12, 31), "2026"),
    ],
)
def test_a_release_is_named_as_its_publisher_names_it(table: str, on: date, name: str) -> None:
    assert period(table, on) == name


def test_a_fiscal_year_begins_in_october() -> None:
    assert (icd10cm.fiscal_year(date(2026, 9, 30)), icd10cm.fiscal_year(date(2026, 10, 1))) == (2026, 2027)


def test_an_ended_code_is_found_with_its_dates(tables_on: On) -> None:
    row = tables_on(TODAY).procedure("J1030")
    assert row is not None and row.successors == ("J1010",)
    assert row.is_in_force(date(2024, 3, 31)) and not row.is_in_force(date(2024, 4, 1))


def test_what_no_table_holds_is_none_and_never_a_guess(tables_on: On) -> None:
    tables = tables_on(TODAY)
    asked = (
        tables.procedure("12345"), tables.mue("12345"), tables.fee("12345"), tables.drug("J9999"), tables.family("12345"),
        tables.modifier("ZZ"), tables.place("00"), tables.jurisdiction("ZZ"), tables.diagnosis("M79.13"),
        tables.diagnosis_history("A00.0"), tables.ptp("12345", "20552"),
    )  # fmt: skip
    assert asked == (None,) * 11
    assert tables.primaries("20552") == () and tables.diagnoses_below("M79.18") == ()
    assert not tables.is_known_to_ptp("12345")


def test_facts_of_the_field_stand_as_published(tables_on: On) -> None:
    tables = tables_on(date(2024, 8, 1))
    assert tables.ptp("20553", "20552").indicator == "0"  # type: ignore[union-attr]
    assert tables.ptp("20610", "20552").indicator == "1"  # type: ignore[union-attr]
    assert tables.ptp("20552", "20610") is None and tables.ptp("20553", "97140") is None
    assert tables.mue("20552").value == 1  # type: ignore[union-attr]
    assert [tables.fee(code).bilateral for code in ("20550", "20551", "20552")] == ["1", "0", "0"]  # type: ignore[union-attr]
    assert tables.primaries("64484") == ("64483",)
    assert tables.jurisdiction("OH").mac == "CGS"  # type: ignore[union-attr]


def test_the_codes_below_a_category_are_the_billable_ones(tables_on: On) -> None:
    assert [row.code for row in tables_on(TODAY).diagnoses_below("M54.5")] == ["M54.50", "M54.51", "M54.59"]


def test_a_policy_governs_its_codes_states_payer_and_dates(tables_on: On) -> None:
    after, before = tables_on(date(2026, 3, 2)), tables_on(date(2024, 3, 2))
    assert "L39656" in [policy.id for policy in after.policies("20552", "OH", "medicare")]
    assert "L39656" not in [policy.id for policy in before.policies("20552", "OH", "medicare")]
    assert "L39656" not in [policy.id for policy in after.policies("20552", "FL", "medicare")]
    assert "L39656" not in [policy.id for policy in after.policies("20610", "OH", "medicare")]
    assert "L39656" not in [policy.id for policy in after.policies("20552", "OH", "aetna")]


def test_the_official_count_of_the_year_is_loaded(store: Store) -> None:
    rows = [row for letter in ascii_uppercase for row in store.below("icd10cm", letter)]
    assert len({row.code for row in rows}) == 98_186 and sum(row.billable for row in rows) == 74_719


def test_a_store_is_read_from_several_threads(tables_on: On) -> None:
    def look(code: str) -> str | None:
        return tables_on(TODAY).family(code)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(look, ["20552"] * 200)) == {"trigger-point"}


def test_a_store_is_never_written_to(tmp_path: Path) -> None:
    copied = Path(shutil.copytree(KNOWLEDGE / "tables", tmp_path / "tables"))
    path = tmp_path / "tables.sqlite"
    write(path, curated.read(copied))
    before = path.read_bytes()
    assert Store(path).find("mue", "code", "20552")
    assert path.read_bytes() == before
