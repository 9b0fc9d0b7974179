"""The curated tables: every row typed, nothing skipped, and a broken one named by file and line."""

import shutil
from pathlib import Path

import pytest

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.tables import curated
from cleanclaim.tables.rows import IMPORTED, KINDS
from fixed import KNOWLEDGE

FOLDER = KNOWLEDGE / "tables"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables to break."""
    return Path(shutil.copytree(FOLDER, tmp_path / "tables"))


def broken(folder: Path) -> str:
    with pytest.raises(BrokenKnowledge) as caught:
        curated.read(folder)
    return str(caught.value)


def spoil(path: Path, line: int, text: str) -> None:
    """Write another text into one line, counted from 1."""
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[line - 1 : line] = [text]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_every_table_is_read_whole() -> None:
    tables = curated.read(FOLDER)
    assert set(tables) == set(KINDS) - IMPORTED
    assert all(tables.values())


def test_every_release_names_a_table_and_every_dated_table_a_release() -> None:
    releases = {row.table for row in curated.read(FOLDER)["releases"]}
    assert releases <= set(KINDS)
    assert releases >= {"procedures", "ptp", "mue", "pfs", "addons", "icd10cm", "modifiers"}


@pytest.mark.parametrize(
    ("table", "row", "complaint"),
    [
        ("mue", "20552,one,2,2024-07-01,2024 Q3", "value “one”"),
        ("mue", "20552,1,4,2024-07-01,2024 Q3", "adjudication “4”: expected one of 1, 2, 3"),
        ("mue", "20552,1,2,July 2024,2024 Q3", "effective_from “July 2024”"),
        ("ptp", "20552,20526,,,2,2024 Q3", "indicator “2”: expected one of 0, 1, 9"),
        ("ptp", "20552,20526,,1,2024 Q3", "expected 6 cells"),
        ("drugs", "J1010,name,,much,mg,,official,source", "dose “much”"),
        ("drugs", "J1010,name,,1,mg,,certain,source", "verified “certain”: expected one of"),
        ("pfs", "20552,A,000,7,2,2024-07-01,RVU24C", "bilateral “7”: expected one of"),
    ],
)
def test_a_row_that_does_not_fit_names_its_file_line_and_column(
    folder: Path, table: str, row: str, complaint: str
) -> None:
    spoil(folder / f"{table}.csv", 2, row)
    said = broken(folder)
    assert said.startswith(f"{folder / table}.csv:2: ") and complaint in said


def test_a_row_that_stands_twice_names_its_file_and_the_second_line(folder: Path) -> None:
    path = folder / "mue.csv"
    rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*rows, rows[1]]) + "\n", encoding="utf-8")
    code = rows[1].split(",")[0]
    said = broken(folder)
    assert said.startswith(f"{path}:{len(rows) + 1}: {code} ") and said.endswith("stands twice.")


def test_a_missing_column_names_the_file_and_the_columns(folder: Path) -> None:
    spoil(folder / "modifiers.csv", 1, "code,label")
    said = broken(folder)
    assert said == f"{folder / 'modifiers.csv'}:1: expected the columns code, label, source."


def test_a_missing_table_is_named(folder: Path) -> None:
    (folder / "places.csv").unlink()
    assert broken(folder) == f"{folder / 'places.csv'}:1: the table places is missing."


def test_every_row_says_where_it_comes_from() -> None:
    for name, rows in curated.read(FOLDER).items():
        column = "source" if hasattr(rows[0], "source") else "release"
        assert all(getattr(row, column) for row in rows), name


def test_no_successor_and_no_pair_names_a_code_that_is_on_no_table() -> None:
    tables = curated.read(FOLDER)
    known = {row.code for row in tables["procedures"]}
    assert all(set(row.successors) <= known for row in tables["procedures"])
    assert {row.code for row in tables["addons"]} <= known
    assert {row.code for row in tables["drugs"]} <= known
