"""The book of receipts: nothing acknowledged is lost, whoever writes and however it ends."""

import json
import os
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleanclaim.errors import ReceiptUnwritable
from cleanclaim.receipts.chain import Link
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.receipts.verifying import verify

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
# Appends for ever and prints the id of each receipt once it is acknowledged.
WRITER = """
import json, sys, threading
from datetime import UTC, datetime
from pathlib import Path
from cleanclaim.receipts.ledger import Ledger
ledger = Ledger(Path(sys.argv[1]), lambda: datetime.now(UTC))
def write(thread):
    for n in range(int(sys.argv[3])):
        name = f"{sys.argv[2]}x{thread}x{n}"
        ledger.append(json.dumps({"kind": "answer", "id": name, "fill": "x" * 3000}, separators=(",", ":")))
        sys.stdout.write(name + "\\n"); sys.stdout.flush()
threads = [threading.Thread(target=write, args=(t,)) for t in range(4)]
[t.start() for t in threads]; [t.join() for t in threads]
"""


def ledger_at(path: Path) -> Ledger:
    return Ledger(path, lambda: NOON)


def writer(path: Path, name: str, count: int = 1_000_000) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def ids(ledger: Ledger) -> list[str]:
    return [json.loads(line)["id"] for line in ledger.lines() if b'"kind":"answer"' in line and line.endswith(b"}\n")]


def test_each_line_follows_the_one_before_it(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path / "book.jsonl")
    links = [ledger.append(f'{{"kind":"answer","id":"a{n}"}}') for n in range(3)]
    assert [link.n for link in links] == [1, 2, 3]
    found = verify(ledger.lines())
    assert found.is_whole and (found.answers, found.end) == (3, links[-1])


def test_another_process_continues_where_this_one_stood(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    one, other = ledger_at(path), ledger_at(path)
    for ledger in (one, other, one, other, other):
        ledger.append('{"kind":"answer","id":"a"}')
    assert verify(one.lines()).is_whole and verify(one.lines()).end.n == 5


def test_threads_and_processes_append_side_by_side_and_the_chain_holds(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    processes = [writer(path, f"p{n}", 50) for n in range(3)]
    acknowledged = [name for process in processes for name in process.communicate(timeout=60)[0].split()]
    kept = ids(ledger_at(path))
    assert len(acknowledged) == 600 and sorted(kept) == sorted(acknowledged)
    assert verify(ledger_at(path).lines()).is_whole


def test_kill_9_loses_nothing_acknowledged_and_the_book_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    acknowledged: set[str] = set()
    for turn in range(4):
        processes = [writer(path, f"t{turn}p{n}") for n in range(2)]
        for process in processes:
            assert process.stdout
            acknowledged |= {process.stdout.readline().strip() for _ in range(10)}
        for process in processes:
            os.kill(process.pid, signal.SIGKILL)
        for process in processes:
            # What was printed before the kill was acknowledged, but for a name the kill cut short.
            acknowledged |= set(process.communicate()[0].rpartition("\n")[0].split())
    ledger = ledger_at(path)
    ledger.append('{"kind":"answer","id":"after"}')
    found = verify(ledger.lines())
    assert found.is_whole, found.faults
    assert acknowledged | {"after"} <= set(ids(ledger))


@pytest.mark.parametrize("cut", [1, 2, 70, 200])
def test_a_torn_last_line_is_named_and_recorded_and_nothing_is_taken_out(tmp_path: Path, cut: int) -> None:
    ledger = ledger_at(tmp_path / "book.jsonl")
    ledger.append('{"kind":"answer","id":"a"}')
    whole = ledger.path.read_bytes()
    ledger.append('{"kind":"answer","id":"b","fill":"' + "x" * 300 + '"}')
    torn = ledger.path.read_bytes()[:-cut]
    ledger.path.write_bytes(torn)
    before = verify(ledger.lines())
    assert before.is_whole
    fresh = ledger_at(ledger.path)
    fresh.append('{"kind":"answer","id":"c"}')
    after = verify(fresh.lines())
    assert after.is_whole and fresh.path.read_bytes().startswith(torn)
    if cut == 1:  # the newline alone was missing: the receipt itself is whole
        assert ids(fresh) == ["a", "b", "c"] and not after.notes
    else:
        assert "torn last line" in str(before.notes[0]) and "recorded by line 3" in str(after.notes[0])
        assert ids(fresh) == ["a", "c"] and len(torn) > len(whole)


def test_a_book_torn_twice_before_its_first_whole_line_goes_on(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path / "book.jsonl")
    ledger.path.write_bytes(b'{"n":1,"prev\n{"n":1,"previous":"0000')
    assert ledger.append('{"kind":"answer","id":"a"}').n == 2
    found = verify(ledger.lines())
    assert found.is_whole and len(found.notes) == 2


def test_a_changed_last_line_is_never_built_upon(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path / "book.jsonl")
    ledger.append('{"kind":"answer","id":"a"}')
    ledger.path.write_bytes(ledger.path.read_bytes().replace(b'"id":"a"', b'"id":"z"'))
    with pytest.raises(ReceiptUnwritable, match="receipts verify"):
        ledger_at(ledger.path).append('{"kind":"answer","id":"b"}')


def test_a_full_disk_takes_nothing_halfway(tmp_path: Path) -> None:
    path = tmp_path / "book.jsonl"
    script = (
        "import resource, signal, sys\nfrom datetime import UTC, datetime\nfrom pathlib import Path\n"
        "from cleanclaim.errors import ReceiptUnwritable\nfrom cleanclaim.receipts.ledger import Ledger\n"
        "ledger = Ledger(Path(sys.argv[1]), lambda: datetime.now(UTC))\n"
        'ledger.append(\'{"kind":"answer","id":"a"}\')\n'
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        'try:\n ledger.append(\'{"kind":"answer","id":"b","fill":"\' + \'x\' * 2000 + \'"}\')\n'
        "except ReceiptUnwritable as error: print(error)\n"
        'ledger.append(\'{"kind":"answer","id":"c"}\')\n'
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    assert "large" in done.stdout and str(path) in done.stdout
    found = verify(ledger_at(path).lines())
    assert found.is_whole and not found.notes and ids(ledger_at(path)) == ["a", "c"]


def test_every_thread_that_waited_hears_of_the_fault(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ledger = ledger_at(tmp_path / "file" / "book.jsonl")
    heard: list[str] = []

    def write() -> None:
        with pytest.raises(ReceiptUnwritable) as caught:
            ledger.append('{"kind":"answer","id":"a"}')
        heard.append(str(caught.value))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(heard) == 8 and all("Not a directory" in each or "exists" in each for each in heard)


def test_a_receipt_is_found_by_the_id_of_its_answer(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path / "book.jsonl")
    for name in ("a", "b", "c"):
        ledger.append(f'{{"kind":"answer","id":"{name}"}}')
    found = ledger.find("b")
    assert found and found.link.n == 2 and found.is_intact
    assert ledger.find("nowhere") is None
    assert [kept.link.n for kept in ledger.newest()] == [3, 2, 1]


def test_the_book_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    ledger = ledger_at(tmp_path / "below" / "book.jsonl")
    assert ledger.append('{"kind":"answer","id":"a"}') == next(iter(ledger.newest())).link != Link()
    assert ledger.path.stat().st_mode & 0o077 == 0
