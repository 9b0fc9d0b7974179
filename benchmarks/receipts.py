"""Measure how many receipts a second stand durably in the book, from one process and from several.

`python benchmarks/receipts.py [SECONDS]` prints the rows of README's table. Receipts are those of real answers.
"""

import multiprocessing
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

from cleanclaim import assemble, settings
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.receipts.verifying import verify

QUESTION = "does M54.12 support 20552 in Ohio, medicare, dos 3/2/2026"


def body(folder: Path) -> str:
    """Give the body of a real receipt."""
    read = settings.read().model_copy(update={"receipts": "off"})
    from dataclasses import replace

    from cleanclaim.receipts.book import LedgerBook

    ledger = Ledger(folder / "one.jsonl", lambda: datetime.now(UTC))
    replace(assemble.assistant(read), book=LedgerBook(ledger)).answer(QUESTION)
    line = next(iter(ledger.lines())).decode()
    return '{"kind"' + line.partition(',"kind"')[2].rpartition(',"hash"')[0] + "}"


def write(path: Path, says: str, threads: int, seconds: float, results: "multiprocessing.Queue[list[float]]") -> None:
    ledger, waits = Ledger(path, lambda: datetime.now(UTC)), []
    end = time.monotonic() + seconds

    def work() -> None:
        while time.monotonic() < end:
            began = time.perf_counter()
            ledger.append(says)
            waits.append(time.perf_counter() - began)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    results.put(waits)


def main(seconds: float) -> None:
    with tempfile.TemporaryDirectory() as place:
        says = body(Path(place))
        for processes, threads in ((1, 1), (1, 50), (2, 25)):
            path = Path(place) / f"{processes}x{threads}.jsonl"
            results: multiprocessing.Queue[list[float]] = multiprocessing.Queue()
            jobs = [
                multiprocessing.Process(target=write, args=(path, says, threads, seconds, results))
                for _ in range(processes)
            ]
            for job in jobs:
                job.start()
            waits = sorted(wait for _ in jobs for wait in results.get())
            for job in jobs:
                job.join()
            found = verify(Ledger(path, lambda: datetime.now(UTC)).lines())
            assert found.is_whole and found.answers == len(waits)
            p50, p99 = waits[len(waits) // 2] * 1000, waits[len(waits) * 99 // 100] * 1000
            print(
                f"| durable receipts of {len(says):,} bytes, {processes} process(es) x {threads} thread(s) "
                f"| {len(waits) / seconds:,.0f}/s, wait p50 {p50:.1f} ms, p99 {p99:.1f} ms | `python benchmarks/receipts.py` |"
            )
        began = time.perf_counter()
        found = verify(Ledger(path, lambda: datetime.now(UTC)).lines())
        print(
            f"| `receipts verify` | {found.answers / (time.perf_counter() - began):,.0f} receipts/s "
            "| `python benchmarks/receipts.py` |"
        )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else 5)
