"""Import a PTP file of full size and check claims against it: `python benchmarks/tables_at_size.py [rows | ptp.csv.gz]`.

Makes a file in the official form (2.5 million edits unless told otherwise, or the edits of a CSV with the columns column1,
column2, deletion_date, modifier_indicator), imports it, and checks claims of four lines on one core: such as a practice
sends (an injection, a visit, a drug, a further service), and four codes of the family drawn at random, most of them wrong.
Prints rows for README's table. Rates are by processor time, so that a busy machine counts less; one run, no repeats of it.
"""

import csv
import gzip
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cleanclaim import assemble, claim, importing, rules
from cleanclaim.claim import Claim, Line
from cleanclaim.settings import Settings

CLAIMS = 20_000
DAY = date(2026, 11, 2)
INJECTIONS = "20552 20553 20550 20551 20610-RT 20610-LT 20610-50 20611-RT 20605-LT 27096-50 64405-50 64450 64483-RT 64493-50 62323"
VISITS = "99203-25 99213-25 99214-25 99213 99204-25 99212-25"
DRUGS = "J1010 x40; J1010 x80; J3301 x4; J3301 x2; J1100 x4; J0702 x2; J3301 x8; J1885 x2"
FURTHER = "76942 77002 77003 96372 20552-59 20553-XS 20550-59 64484-RT 64494-50 20610-RT-59 97140 G2211"
DIAGNOSES = "M79.18 M79.12 M54.12 M54.50 M25.511 M25.561 M17.11 M54.16 M47.816 M54.81 M70.61 M77.11".split()
STATES = "OH FL TX CA NY VA MI PA".split()


def write_edits(path: Path, given: str) -> None:
    """Write a file as CMS publishes it, of made-up edits or of those in a CSV."""
    with path.open("w", encoding="utf-8") as file:
        file.write("CPT only copyright\t\nColumn 1\tColumn 2\t\n")
        for one, two, until, indicator in edits(int(given)) if given.isdigit() else real_edits(Path(given)):
            file.write(f"{one}\t{two}\t\t20200101\t{until}\t{indicator}\tMade up\r\n")


def edits(count: int) -> Iterator[tuple[str, str, str, str]]:
    codes = [f"{n:05d}" for n in range(10000, 99999, 7)]
    pick = random.Random(0)
    pairs = ((one, two) for one in codes for two in sorted(pick.sample(codes, count // len(codes) + 1)))
    yield from ((one, two, "*", "1") for (one, two), _ in zip(pairs, range(count), strict=False))


def real_edits(path: Path) -> Iterator[tuple[str, str, str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            until = row["deletion_date"].replace("-", "") or "*"
            yield row["column1"], row["column2"], until, row["modifier_indicator"]


def of_a_practice(pick: random.Random) -> Claim:
    drug = claim.parse_line(pick.choice(DRUGS.split("; ")))
    services = [claim.parse_line(pick.choice(each.split())) for each in (INJECTIONS, VISITS, FURTHER)]
    return Claim(
        lines=(services[0], services[1], drug, services[2]),
        diagnoses=tuple(pick.sample(DIAGNOSES, pick.randint(1, 2))),
        state=pick.choice(STATES),
        place_of_service="11",
    )


def at_random(family: list[str], pick: random.Random) -> Claim:
    return Claim(lines=tuple(Line(code=code) for code in pick.sample(family, 4)), diagnoses=("M79.18",), state="OH")


def measured(name: str, claims: list[Claim], tables: rules.Tables) -> None:
    times = []
    started = time.process_time()
    found = sum(len(rules.check(each, tables).findings) for each in claims)
    cold = len(claims) / (time.process_time() - started)
    started = time.process_time()
    for each in claims:
        rules.check(each, tables)
    warm = len(claims) / (time.process_time() - started)
    for each in claims:
        begun = time.thread_time()
        rules.check(each, tables)
        times.append(time.thread_time() - begun)
    times.sort()
    distinct = len({str(each) for each in claims})
    print(
        f"| {name} ({distinct:,} distinct of {len(claims):,}, {found / len(claims):.1f} findings each) | "
        f"{cold:,.0f} claims/s at first, {warm:,.0f} warm; one check p50 {times[len(times) // 2] * 1e3:.2f} ms, "
        f"p99 {times[len(times) * 99 // 100] * 1e3:.2f} ms |"
    )


def main() -> None:
    given = sys.argv[1] if len(sys.argv) > 1 else "2500000"
    home = Path(tempfile.mkdtemp())
    source = home / "ccipra-v323r0-f1.TXT"
    write_edits(source, given)
    started = time.perf_counter()
    done = importing.import_files("ptp", [source], home)
    took = time.perf_counter() - started
    print(f"| import of {done.rows:,} PTP rows | {took:.0f} s, {done.path.stat().st_size / 1e6:.0f} MB on disk |")

    settings = Settings(home=home)
    tables = assemble.tables(settings, assemble.knowledge(settings))(DAY)
    family = [row.code for row in tables.library.curated.all("procedures")]  # type: ignore[attr-defined]
    pick = random.Random(1)
    measured("claims of a practice, 4 lines", [of_a_practice(pick) for _ in range(CLAIMS)], tables)
    measured("codes of the family at random, 4 lines", [at_random(family, pick) for _ in range(CLAIMS)], tables)
    print(f"| memory of that run | {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB |")


if __name__ == "__main__":
    main()
