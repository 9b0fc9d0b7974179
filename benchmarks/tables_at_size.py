"""Import a PTP file of full size and check claims against it: `python benchmarks/tables_at_size.py [rows]`.

Makes a file in the official form (2.5 million edits unless told otherwise), imports it, and prints the import time, claims
checked a second in a batch on one core, the time of single checks, and memory. Random pairs, real rules, one run.
"""

import random
import resource
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from cleanclaim import assemble, claim, importing, rules
from cleanclaim.settings import Settings

CLAIMS = 20_000


def write_edits(path: Path, count: int) -> None:
    codes = [f"{n:05d}" for n in range(10000, 99999, 7)]
    pick = random.Random(0)
    with path.open("w", encoding="utf-8") as file:
        file.write("CPT only copyright\t\nColumn 1\tColumn 2\t\n")
        written = 0
        for one in codes:
            for two in sorted(pick.sample(codes, count // len(codes) + 1)):
                file.write(f"{one}\t{two}\t\t20200101\t*\t1\tMade up\r\n")
                written += 1
                if written == count:
                    return


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_500_000
    home = Path(tempfile.mkdtemp())
    source = home / "ccipra-v323r0-f1.TXT"
    write_edits(source, count)
    started = time.perf_counter()
    done = importing.import_files("ptp", [source], home)
    print(
        f"import: {done.rows:,} rows in {time.perf_counter() - started:.1f} s, {done.path.stat().st_size / 1e6:.0f} MB"
    )

    settings = Settings(home=home)
    known = assemble.knowledge(settings)
    tables = assemble.tables(settings, known)(date(2026, 11, 2))
    family = [row.code for row in tables.library.curated.all("procedures")]  # type: ignore[attr-defined]
    pick = random.Random(1)
    claims = [
        claim.Claim(lines=tuple(claim.Line(code=c) for c in pick.sample(family, 4)), diagnoses=("M79.18",), state="OH")
        for _ in range(CLAIMS)
    ]
    for each in claims[:500]:
        rules.check(each, tables)
    times = []
    started = time.perf_counter()
    for each in claims:
        begun = time.perf_counter()
        rules.check(each, tables)
        times.append(time.perf_counter() - begun)
    took = time.perf_counter() - started
    times.sort()
    print(
        f"batch: {CLAIMS / took:,.0f} claims/s of 4 lines; one check p50 {times[CLAIMS // 2] * 1e3:.2f} ms, "
        f"p99 {times[CLAIMS * 99 // 100] * 1e3:.2f} ms"
    )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB resident at most")


if __name__ == "__main__":
    main()
