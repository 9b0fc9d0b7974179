"""Measure claims a second from an X12 837P file, a CSV and a JSONL file through the rules, and memory: `python benchmarks/batch.py [CLAIMS]`.

The claims are invented: of the pain injection family, one to five lines, two states, four payers, over a month of days. Each
format runs in a process of its own through `Batch.run`, as `cleanclaim check --input` does, on one core; no run is warmed up.
"""

import csv
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "batch"))

from cleanclaim import assemble, settings
from cleanclaim.batch.formats import KINDS, kind_of
from cleanclaim.batch.running import Batch


def make(folder: Path, count: int) -> list[Path]:
    """Write the same claims in three formats."""
    from x12_837 import invented

    x12, jsonl, table = folder / "claims.837", folder / "claims.jsonl", folder / "claims.csv"
    x12.write_text(invented(count).text())
    with x12.open("rb") as file, jsonl.open("w") as lines, table.open("w", newline="") as rows:
        writer = csv.writer(rows)
        writer.writerow(["claim"])
        for sent in KINDS["837"](file, frozenset()):
            lines.write(json.dumps({"claim": str(sent.claim)}) + "\n")
            writer.writerow([str(sent.claim)])
    return [x12, table, jsonl]


def most_resident() -> float:
    """Give the most megabytes this process held; unlike getrusage, nothing of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def run(source: Path) -> None:
    """Check one file and print its row."""
    read = settings.read()
    batch = Batch(assemble.checker(read), kind_of(source))
    before = most_resident()
    began = time.perf_counter()
    summary = batch.run(source, source.with_suffix(source.suffix + ".out"))
    took = time.perf_counter() - began
    print(
        f"| {summary.claims:,} claims from {batch.kind} ({source.stat().st_size / 1e6:.0f} MB), one core "
        f"| {summary.results / took:,.0f} claims/s, {most_resident():.0f} MB resident at most ({before:.0f} before the first claim) "
        "| `python benchmarks/batch.py` |",
        flush=True,
    )


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as place:
        for source in make(Path(place), count):
            subprocess.run([sys.executable, __file__, "--run", str(source)], check=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        run(Path(sys.argv[2]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
