"""Official files come in whole, versioned and strict; whatever goes wrong, the previous version serves."""

import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest

from cleanclaim import claim, importing, rules
from cleanclaim.errors import UnreadableFile
from cleanclaim.tables.comparing import differences
from cleanclaim.tables.dated import DatedTables
from cleanclaim.tables.library import Library
from cleanclaim.tables.store import Store

PTP = (
    "CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t\r\n"
    "Column1/Column2 Edits\t\t\t\t\t\t\r\n"
    "Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n"
    "\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n"
    "\t\t\t\t*=no data\t1=allowed\t\r\n"
    "\t\t\t\t\t9=not applicable\t\r\n"
    "20553\t20552\t*\t19960101\t*\t0\tMore extensive procedure\r\n"
    "20610\t99213\t\t20130701\t20191231\t1\tStandards\r\n"
    "20610\t99213\t\t20201001\t*\t1\tStandards\r\n"
    "20610\t20605\t\t20200101\t20200101\t9\tStandards\r\n"
)
MUE = (
    '"CPT codes are copyright 2025 AMA.\n\nAll rights reserved.",,,\n'
    '"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n'
    "20552,1,2 Date of Service Edit: Policy,Policy\n76140,0,3 Date of Service Edit: Clinical,Policy\n"
)
RVU = (
    ",,2026 National Physician Fee Schedule,,,,\n,,RELEASED 06/30/2026,,,,\n,,,,,,\n"
    ",,,,,,\n,,,STATUS,GLOB,MULT,BILAT\nHCPCS,MOD,DESCRIPTION,CODE,DAYS,PROC,SURG\n"
    "20551,,REDACTED,A,000,2,0\n77002,26,REDACTED,A,ZZZ,0,0\n20610,,REDACTED,A,000,2,1\n"
)
ORDER = (
    "20086 M545    0 Low back pain                                                Low back pain\n"
    "20087 M5450   1 Low back pain, unspecified                                   Low back pain, unspecified\n"
)
TABULAR = (
    "<ICD10CM.tabular><chapter><section id='M50-M54'><diag><name>M54.5</name><desc>Low back pain</desc>"
    "<excludes1><note>low back strain (S39.012)</note></excludes1></diag></section></chapter></ICD10CM.tabular>"
)
ADDENDA = (
    "ICD-10-CM order file addenda\n"
    "Add:         0 M545    Low back pain                                                Low back pain\n"
    "Delete:      1 M545    Low back pain                                                Low back pain\n"
    "Add:         1 M5450   Low back pain, unspecified                                   Low back pain, unspecified\n"
    "Delete:      1 I420    Dilated cardiomyopathy                                       Dilated cardiomyopathy\n"
    "Revise from: 1 M5451   Old words                                                    Old words\n"
    "Revise to:   1 M5451   New words                                                    New words\n"
)
HCPCS = "HCPC,RECID,SHORT DESCRIPTION,ADD DT,TERM DT\n   A1,7,Dressing,20020701,\nJ1030,3,Methylpred 40 mg,19820101,20240331\n"
AOC = "Add-On Code\tPrimary Code\tAOC_Edit_Del_Dt\tAOC_Edit_Type\n64484\t64483\t\t1\n64480\t64479\t2020366\t1\n"


def give(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return path


def tables(store: Store, home: Path, on: date) -> DatedTables:
    return DatedTables(Library(store, tuple(Store(p) for p in sorted((home / "tables").glob("imported-*.sqlite")))), on)


def test_edits_are_imported_with_their_history_and_answer_by_date(tmp_path: Path, store: Store) -> None:
    done = importing.import_files("ptp", [give(tmp_path, "ccipra-v323r0-f1.TXT", PTP)], tmp_path)
    assert (done.release.version, done.rows) == ("2026 Q4 (v32.3)", 4)
    now = tables(store, tmp_path, date(2026, 11, 2))
    assert now.version("ptp").gap is None and now.version("ptp").version == "2026 Q4 (v32.3)"
    assert now.ptp("20610", "99213").effective_from == date(2020, 10, 1)  # type: ignore[union-attr]
    assert now.ptp("20610", "20605") is None and now.is_known_to_ptp("11042")
    then = tables(store, tmp_path, date(2024, 8, 1))
    assert then.version("ptp").version.startswith("2024 Q3"), "the curated quarter still answers for its own dates"


def test_units_and_indicators_are_matched_by_name_under_their_preambles(tmp_path: Path, store: Store) -> None:
    importing.import_files("mue", [give(tmp_path, "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", MUE)], tmp_path)
    importing.import_files("rvu", [give(tmp_path, "PPRRVU2026_Oct_nonQPP.csv", RVU)], tmp_path)
    now = tables(store, tmp_path, date(2026, 11, 2))
    assert now.mue("76140").value == 0 and now.mue("20552").release == "2026 Q4"  # type: ignore[union-attr]
    assert now.fee("20551").bilateral == "0" and now.fee("77002") is None  # type: ignore[union-attr]
    assert now.procedure("76140").label == "no label on file"  # type: ignore[union-attr]


def test_a_fiscal_year_comes_from_the_order_file_with_notes_from_the_tabular_list(tmp_path: Path, store: Store) -> None:
    archive = tmp_path / "2027.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("icd10cm_order_2027.txt", ORDER)
        file.writestr("readme.pdf", b"x")
    xml = give(tmp_path, "icd10cm_tabular_2027.xml", TABULAR)
    importing.import_files("icd10cm", [archive, xml], tmp_path)
    now = tables(store, tmp_path, date(2026, 11, 2))
    assert now.version("icd10cm").gap is None
    row = now.diagnosis("M54.5")
    assert row and (row.year, row.billable, row.excludes1) == (2027, False, ("low back strain (S39.012)",))
    assert tables(store, tmp_path, date(2026, 3, 2)).diagnosis("M79.18").year == 2026  # type: ignore[union-attr]


def test_what_ended_with_a_year_comes_from_the_order_addenda(tmp_path: Path, store: Store) -> None:
    files = [give(tmp_path, "icd10cm_order_2027.txt", ORDER), give(tmp_path, "icd10cm_order_addenda_2027.txt", ADDENDA)]
    importing.import_files("icd10cm", files, tmp_path)
    now, before = (tables(store, tmp_path, on) for on in (date(2026, 11, 2), date(2026, 9, 30)))
    ended = now.diagnosis_history("I42.0")
    assert ended and (ended.effective_to, ended.successors, ended.verified) == (date(2026, 9, 30), (), "official")
    assert now.diagnosis_history("M54.5").successors == ("M54.50",)  # type: ignore[union-attr]
    assert now.diagnosis_history("M54.50").effective_from == date(2026, 10, 1)  # type: ignore[union-attr]
    assert now.diagnosis_history("M79.1").effective_to == date(2018, 9, 30)  # type: ignore[union-attr]
    (found,) = rules.check(claim.parse("20552 | dx I42.0"), now).named(["incomplete-diagnosis", "unknown-diagnosis"])
    assert found.message == "I42.0 is not billable: it ended on 2026-09-30."
    report = rules.check(claim.parse("20552 | dx I42.0"), before)
    assert not report.named(["incomplete-diagnosis", "unknown-diagnosis"])


def test_drug_dates_and_add_on_codes_come_from_their_files(tmp_path: Path, store: Store) -> None:
    importing.import_files("hcpcs", [give(tmp_path, "HCPC2026_OCT_ANWEB.csv", HCPCS)], tmp_path)
    done = importing.import_files("addon", [give(tmp_path, "AOC_V2026Q4-MCR.txt", AOC)], tmp_path)
    now = tables(store, tmp_path, date(2026, 11, 2))
    assert now.procedure("J1030").effective_to == date(2024, 3, 31)  # type: ignore[union-attr]
    assert done.rows == 1 and now.primaries("64484") == ("64483",)


@pytest.mark.parametrize(
    ("kind", "name", "text", "says"),
    [
        ("ptp", "ccipra-v323r0-f1.TXT", PTP + "20610\t9921\t\t20200101\t*\t1\tx\r\n", ":11: “20610"),
        ("ptp", "ccipra-v323r0-f1.TXT", PTP.replace("20201001", "2020100"), ":9: date “2020100”"),
        ("ptp", "ccipra-v323r0-f1.TXT", PTP.replace("*\t0\tMore", "*\t7\tMore"), ":7: indicator 7"),
        (
            "mue",
            "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv",
            MUE.replace("20552,1", "20552,many"),
            ":6: “20552,many",
        ),
        ("mue", "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", "a,b,c\n", "no header"),
        ("rvu", "PPRRVU2026_Oct_nonQPP.csv", RVU.replace("BILAT", "OTHER"), "no column BILAT SURG"),
        ("icd10cm", "icd10cm_order_2027.txt", ORDER.replace("M5450   1", "M5450   x"), ":2: “20087"),
        ("icd10cm", "icd10cm_order_2026.txt", ORDER.replace("M5450", "5450M"), ":2: “20087"),
        ("hcpcs", "HCPC2026_OCT_ANWEB.csv", HCPCS.replace("20240331", "soon"), ":3: date “soon”"),
        ("addon", "AOC_V2026Q4-MCR.txt", AOC.replace("Primary Code", "Other"), "no column primary_code"),
        ("ptp", "ccipra-v323r0-f1.TXT", "nothing here\n", "no row was found"),
        ("ptp", "MCR_MUE_PractitionerServices_Eff_10-01-2026.csv", MUE, "cleanclaim import mue"),
        ("icd10cm", "holiday.jpg", "x", "not the ICD-10-CM order file"),
        ("horoscope", "x.txt", "x", "no kind of file"),
    ],
)
def test_a_wrong_file_stops_with_its_line_and_changes_nothing(
    tmp_path: Path, kind: str, name: str, text: str, says: str
) -> None:
    good = give(tmp_path, "ccipra-v322r0-f1.TXT", PTP)
    importing.import_files("ptp", [good], tmp_path)
    before = sorted(p.name for p in (tmp_path / "tables").iterdir())
    with pytest.raises(UnreadableFile) as caught:
        importing.import_files(kind, [give(tmp_path, name, text)], tmp_path)
    assert says in str(caught.value) and "\n" not in str(caught.value)
    assert sorted(p.name for p in (tmp_path / "tables").iterdir()) == before


@pytest.mark.parametrize("told", [0, 1, 4], ids=["at the start", "early", "late"])
def test_kill_9_leaves_the_previous_version_serving(tmp_path: Path, store: Store, told: int) -> None:
    importing.import_files("ptp", [give(tmp_path, "ccipra-v322r0-f1.TXT", PTP)], tmp_path)
    lines = "".join(f"{n:05d}\t20552\t\t20200101\t*\t1\tx\r\n" for n in range(10_000, 99_000))
    big = give(tmp_path, "ccipra-v323r0-f1.TXT", PTP + lines)
    script = "import sys; from pathlib import Path; from cleanclaim import importing;"
    script += "importing.import_files('ptp', [Path(sys.argv[1])], Path(sys.argv[2]), lambda n: print(n, flush=True))"
    with subprocess.Popen([sys.executable, "-c", script, str(big), str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        for _ in range(told):
            child.stdout.readline()
        os.kill(child.pid, signal.SIGKILL)
    assert tables(store, tmp_path, date(2026, 8, 3)).version("ptp").version == "2026 Q3 (v32.2)"
    assert importing.import_files("ptp", [big], tmp_path).rows == 89_004, (
        "and the next import succeeds over the remains"
    )


def test_kill_9_at_the_last_step_leaves_the_previous_version_serving(tmp_path: Path, store: Store) -> None:
    importing.import_files("ptp", [give(tmp_path, "ccipra-v322r0-f1.TXT", PTP)], tmp_path)
    newer = give(tmp_path, "ccipra-v323r0-f1.TXT", PTP)
    script = "import os, sys; from pathlib import Path; from cleanclaim import importing;"
    script += "Path.rename = lambda *to: os.kill(os.getpid(), 9);"
    script += "importing.import_files('ptp', [Path(sys.argv[1])], Path(sys.argv[2]))"
    assert subprocess.run([sys.executable, "-c", script, str(newer), str(tmp_path)]).returncode == -signal.SIGKILL
    now = date(2026, 11, 2)
    assert tables(store, tmp_path, now).version("ptp").version == "2026 Q3 (v32.2)"
    assert importing.import_files("ptp", [newer], tmp_path).rows == 4
    assert tables(store, tmp_path, now).version("ptp").version == "2026 Q4 (v32.3)"


def test_one_file_imported_twice_at_once_is_whole(tmp_path: Path) -> None:
    file = give(tmp_path, "ccipra-v323r0-f1.TXT", PTP)
    script = "import sys; from pathlib import Path; from cleanclaim import importing;"
    script += "importing.import_files('ptp', [Path(sys.argv[1])], Path(sys.argv[2]))"
    children = [subprocess.Popen([sys.executable, "-c", script, str(file), str(tmp_path)]) for _ in range(2)]
    assert [child.wait(timeout=60) for child in children] == [0, 0]
    assert [Store(path).count("ptp") for path in (tmp_path / "tables").glob("*")] == [4]


def test_two_imports_at_once_both_arrive(tmp_path: Path) -> None:
    files = [give(tmp_path, f"ccipra-v32{q}r0-f1.TXT", PTP) for q in (2, 3)]
    script = "import sys; from pathlib import Path; from cleanclaim import importing;"
    script += "importing.import_files('ptp', [Path(sys.argv[1])], Path(sys.argv[2]))"
    children = [subprocess.Popen([sys.executable, "-c", script, str(f), str(tmp_path)]) for f in files]
    deadline = time.monotonic() + 60
    assert [child.wait(timeout=deadline - time.monotonic()) for child in children] == [0, 0]
    stored = sorted((tmp_path / "tables").glob("imported-*.sqlite"))
    assert [Store(p).count("ptp") for p in stored] == [4, 4]


def test_what_changed_between_two_quarters_is_told_for_the_family_only(tmp_path: Path) -> None:
    changed = PTP.replace("20201001\t*\t1", "20201001\t*\t0") + "11042\t11043\t\t20200101\t*\t1\tx\r\n"
    older = importing.import_files("ptp", [give(tmp_path, "ccipra-v322r0-f1.TXT", PTP)], tmp_path)
    newer = importing.import_files("ptp", [give(tmp_path, "ccipra-v323r0-f1.TXT", changed)], tmp_path)
    told = list(differences(Store(older.path), Store(newer.path), {"20610", "99213", "20552", "20553"}))
    assert told[-1] == "ptp: 1 of 3 family rows changed"
    assert told[0].startswith("ptp 20610 99213 2020-10-01:") and "indicator 1" in told[0] and "indicator 0" in told[0]
