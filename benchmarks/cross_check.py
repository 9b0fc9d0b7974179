"""Compare our PTP and MUE answers with every row of reference tables: `python benchmarks/cross_check.py FOLDER`.

The folder holds CSV files: PTP pairs (column1, column2, deletion_date, modifier_indicator) of 2024 Q3 and MUE values
(code, mue, mai, release). Prints each difference and how many rows were compared; exit 1 when there is any.
"""

import csv
import sys
from datetime import date
from pathlib import Path

from cleanclaim import assemble
from cleanclaim.coverage import NO_POLICIES
from cleanclaim.settings import read

DAY = date(2024, 8, 1)


def main(folder: Path) -> int:
    tables = assemble.tables(read(), NO_POLICIES)(DAY)
    compared, differences = 0, []
    with next(folder.glob("*ptp*2024Q3*.csv")).open(encoding="utf-8") as file:
        expected: dict[tuple[str, str], str] = {}
        for row in csv.DictReader(file):
            until = row["deletion_date"]
            if row["modifier_indicator"] != "9" and (not until or date.fromisoformat(until) >= DAY):
                expected[row["column1"], row["column2"]] = row["modifier_indicator"]
            else:
                expected.setdefault((row["column1"], row["column2"]), "none")
    for (one, two), indicator in expected.items():
        edit = tables.ptp(one, two)
        got = edit.indicator if edit else "none"
        compared += 1
        if got != indicator:
            differences.append(f"ptp {one} {two}: {got}, expected {indicator}")
    with next(folder.glob("*mue*.csv")).open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["release"] != "2024Q3":
                continue
            mue = tables.mue(row["code"])
            got = f"{mue.value}/{mue.adjudication}" if mue else "none"
            compared += 1
            if got != f"{row['mue']}/{row['mai'][:1]}":
                differences.append(f"mue {row['code']}: {got}, expected {row['mue']}/{row['mai']}")
    print(*differences, f"{compared:,} rows compared, {len(differences)} differences", sep="\n")
    return bool(differences)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
