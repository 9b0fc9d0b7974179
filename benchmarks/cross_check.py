"""Compare our answers with reference rows: `python benchmarks/cross_check.py FOCUS [FULL]`.

FOCUS holds CSV files of the family: PTP pairs (column1, column2, deletion_date, modifier_indicator) of 2024 Q3, MUE values
(code, mue, mai, release), and what else it holds of add-on codes, fee indicators, HCPCS dates, places and contractors.
FULL holds the complete tables; they are written in the form CMS publishes, imported into a fresh home, and every row of
them is asked for. Prints each difference and how many rows were compared; exit 1 when there is any.
"""

import csv
import gzip
import sys
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from cleanclaim import assemble, importing
from cleanclaim.coverage import NO_POLICIES
from cleanclaim.settings import Settings, read
from cleanclaim.tables import Tables

DAY = date(2024, 8, 1)
Row = dict[str, str]
Compared = Iterator[tuple[str, str, str]]
"""What was asked, our answer, and the answer of the reference row."""


def rows(path: Path) -> Iterator[Row]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def ptp(tables: Tables, reference: Iterable[Row]) -> Compared:
    expected: dict[tuple[str, str], str] = {}
    for row in reference:
        pair, until = (row["column1"], row["column2"]), row["deletion_date"]
        if row["modifier_indicator"] != "9" and (not until or date.fromisoformat(until) >= DAY):
            expected[pair] = row["modifier_indicator"]
        else:
            expected.setdefault(pair, "none")
    for (one, two), indicator in expected.items():
        edit = tables.ptp(one, two)
        yield f"ptp {one} {two}", edit.indicator if edit else "none", indicator


def mue(tables: Tables, reference: Iterable[Row]) -> Compared:
    for row in reference:
        if row.get("release", "2024Q3") == "2024Q3":
            code = row.get("code") or row["hcpcs_code"]
            ours = tables.mue(code)
            value = row.get("mue") or row["mue_units"]
            indicator = row.get("mai") or row["mue_mai"]
            yield f"mue {code}", f"{ours.value}/{ours.adjudication}" if ours else "none", f"{value}/{indicator[:1]}"


def fees(tables: Tables, reference: Iterable[Row]) -> Compared:
    for row in reference:
        if row["source_file"] == "rvu24c_jul" and not row["mod"]:
            ours = tables.fee(row["hcpcs"])
            told = f"{ours.status} {ours.global_days} {ours.bilateral} {ours.multiple}" if ours else "none"
            yield (
                f"pfs {row['hcpcs']}",
                told,
                f"{row['status_code']} {row['glob_days']} {row['bilat_surg']} {row['mult_proc']}",
            )


def add_ons(tables: Tables, reference: Iterable[Row]) -> Compared:
    for row in reference:
        found = row["primary_code"] in tables.primaries(row["add_on_code"])
        yield f"add-on {row['add_on_code']} {row['primary_code']}", str(found), "True"


def hcpcs(tables: Tables, reference: Iterable[Row]) -> Compared:
    for row in reference:
        ours = tables.procedure(row["hcpcs_code"])
        dates = f"{ours.effective_from} {ours.effective_to}" if ours else "none"
        yield f"hcpcs {row['hcpcs_code']}", dates, f"{row['date_added'] or None} {row['date_term'] or None}"


def diagnoses(tables: Tables, reference: Iterable[Row]) -> Compared:
    for row in reference:
        ours = tables.diagnosis(row["code"])
        told = f"{int(ours.billable)} {ours.title}" if ours else "none"
        yield f"icd10cm {row['code']}", told, f"{row['billable']} {row['description']}"


def write_official(full: Path, folder: Path) -> Iterator[tuple[str, Path]]:
    """Write the complete tables in the form CMS publishes them."""

    def text(name: str, lines: Iterable[str]) -> Path:
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\r\n" for line in lines)
        return folder / name

    def edits() -> Iterator[str]:
        yield "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale"
        for row in rows(full / "ncci_ptp_practitioner_2024Q3_v302.csv.gz"):
            ended = row["deletion_date"].replace("-", "") or "*"
            yield f"{row['column1']}\t{row['column2']}\t\t19960101\t{ended}\t{row['modifier_indicator']}\t{row['rationale']}"

    def units() -> Iterator[str]:
        yield '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale'
        yield from (
            f"{r['hcpcs_code']},{r['mue_units']},{r['mue_mai']} Edit," for r in rows(full / "ncci_mue_prac_2024Q3.csv")
        )

    def indicators() -> Iterator[str]:
        yield ",,,STATUS,GLOB,MULT,BILAT"
        yield "HCPCS,MOD,DESCRIPTION,CODE,DAYS,PROC,SURG"
        for r in rows(full / "pprrvu_2024_four_releases_no_descriptors.csv.gz"):
            if r["source_file"] == "rvu24c_jul":
                yield f"{r['hcpcs']},{r['mod']},,{r['status_code']},{r['glob_days']},{r['mult_proc']},{r['bilat_surg']}"

    def primaries() -> Iterator[str]:
        yield "Add-On Code\tPrimary Code\tAOC_Edit_Del_Dt\tAOC_Edit_Type"
        for r in rows(full / "ncci_addon_2024-06-03.csv"):
            yield f"{r['add_on_code']}\t{r['primary_code']}\t\t{r['aoc_edit_type']}"

    def drugs() -> Iterator[str]:
        yield "HCPC,RECID,SHORT DESCRIPTION,ADD DT,TERM DT"
        for r in rows(full / "hcpcs_level2_2024-07_no_descriptors.csv"):
            yield f"{r['hcpcs_code']},3,,{r['date_added'].replace('-', '')},{r['date_term'].replace('-', '')}"

    def order() -> Iterator[str]:
        for at, r in enumerate(rows(full / "icd10cm_fy2026_april2026_from_simple_icd_10_cm.csv.gz"), 1):
            yield f"{at % 100_000:05d} {r['code_nodot']:<7} {r['billable']} {r['description'][:60]:<60} {r['description']}"

    yield "ptp", text("ccipra-v302r0-f1.TXT", edits())
    yield "mue", text("MCR_MUE_PractitionerServices_Eff_07-01-2024.csv", units())
    yield "rvu", text("PPRRVU24_JUL.csv", indicators())
    yield "addon", text("AOC_V2024Q3-MCR.txt", primaries())
    yield "hcpcs", text("HCPC2024_JUL_ANWEB.csv", drugs())
    yield "icd10cm", text("icd10cm_order_2026.txt", order())


def told(name: str, compared: Compared) -> int:
    asked, differences = 0, 0
    for question, ours, theirs in compared:
        asked += 1
        if ours != theirs:
            differences += 1
            if differences <= 20:
                print(f"{question}: {ours}, expected {theirs}")
    print(f"{name}: {asked:,} rows compared, {differences} differences")
    return differences


def main(focus: Path, full: Path | None) -> int:
    tables = assemble.tables(read(), NO_POLICIES)(DAY)
    found = told("PTP, family", ptp(tables, rows(focus / "ncci_ptp_2024Q3_focus_pairs.csv")))
    found += told("MUE, family", mue(tables, rows(focus / "ncci_mue_practitioner_focus.csv")))
    found += told("fee indicators, family", fees(tables, rows(focus / "pprrvu_2024_focus.csv")))
    if full is not None:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            for kind, path in write_official(full, home):
                done = importing.import_files(kind, [path], home)
                print(f"imported {kind}: {done.rows:,} rows")
                path.unlink()
            tables = assemble.tables(Settings(home=home), NO_POLICIES)(DAY)
            found += told("MUE, all", mue(tables, rows(full / "ncci_mue_prac_2024Q3.csv")))
            found += told(
                "fee indicators, all", fees(tables, rows(full / "pprrvu_2024_four_releases_no_descriptors.csv.gz"))
            )
            found += told("add-on codes, all", add_ons(tables, rows(full / "ncci_addon_2024-06-03.csv")))
            found += told("HCPCS dates, all", hcpcs(tables, rows(full / "hcpcs_level2_2024-07_no_descriptors.csv")))
            year = assemble.tables(Settings(home=home), NO_POLICIES)(date(2026, 3, 2))
            name = "icd10cm_fy2026_april2026_from_simple_icd_10_cm.csv.gz"
            found += told("ICD-10-CM FY2026, all", diagnoses(year, rows(full / name)))
            found += told("PTP, all", ptp(tables, rows(full / "ncci_ptp_practitioner_2024Q3_v302.csv.gz")))
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None))
