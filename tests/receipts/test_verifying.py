"""Whatever is done to a book afterwards is named, with its line."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from cleanclaim.receipts.chain import Link, sealed
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.receipts.verifying import verify

Lines = list[bytes]


@pytest.fixture
def book(tmp_path: Path) -> Lines:
    ledger = Ledger(tmp_path / "book.jsonl", lambda: datetime(2026, 11, 23, tzinfo=UTC))
    for n in range(1, 9):
        ledger.append(f'{{"kind":"answer","id":"a{n}","verdict":"no"}}')
    return list(ledger.lines())


def swapped(lines: Lines) -> Lines:
    return [*lines[:3], lines[4], lines[3], *lines[5:]]


def resealed(lines: Lines) -> Lines:
    """Change receipt 3 and give it a hash that fits: the next one then no longer follows it."""
    says = json.loads(lines[2])
    body = json.dumps({"kind": "answer", "id": says["id"], "verdict": "yes"}, separators=(",", ":"))
    line, _ = sealed(body, Link(2, says["previous"]), says["at"])
    return [*lines[:2], line + b"\n", *lines[3:]]


@pytest.mark.parametrize(
    ("done", "says"),
    [
        (lambda b: [*b[:2], b[2].replace(b'"no"', b'"yes"'), *b[3:]], "line 3: receipt 3 was changed"),
        (lambda b: [*b[:2], b[2].replace(b"a3", b"a4"), *b[3:]], "line 3: receipt 3 was changed"),
        (lambda b: [*b[:2], b[2].replace(b"2026", b"2025"), *b[3:]], "line 3: receipt 3 was changed"),
        (lambda b: [*b[:2], b[2].replace(b"}\n", b" }\n"), *b[3:]], "line 3: receipt 3 was changed"),
        (resealed, "line 4: receipt 4 does not follow receipt 3"),
        (lambda b: [*b[:2], *b[3:]], "line 3: receipt 3 is missing"),
        (lambda b: [*b[:2], *b[6:]], "line 3: receipts 3 to 6 are missing"),
        (lambda b: b[1:], "line 1: receipt 1 is missing"),
        (swapped, "line 5: receipt 4 stands after receipt 5: lines were reordered"),
        (lambda b: [*b[:4], b[1], *b[4:]], "line 5: receipt 2 stands here a second time"),
        (lambda b: [*b[:4], b"not a receipt\n", *b[4:]], "line 5: cannot be read"),
        (lambda b: [*b[:3], b[3][:60], *b[4:]], "line 4: cannot be read"),
        (lambda b: [*b[:3], b[3][:60] + b"\n", *b[4:]], "line 4: cannot be read"),
        (lambda b: [*b, b"\x00\xff" * 9 + b"\n"], "line 9: cannot be read"),
        (lambda b: [*b, b'{"n":' + b"9" * 5000 + b',"hash":"x"}\n'], "line 9: cannot be read"),
        (lambda b: [*b, b"[" * 100_000 + b',"hash":"x"}\n'], "line 9: cannot be read"),
    ],
)
def test_what_was_done_is_named_with_its_line(book: Lines, done: Callable[[Lines], Lines], says: str) -> None:
    assert verify(book).is_whole
    found = verify(done(book))
    assert not found.is_whole
    assert any(str(fault).startswith(says) for fault in found.faults), [str(f) for f in found.faults]


def test_a_cut_end_is_seen_by_an_anchor_kept_elsewhere(book: Lines) -> None:
    end = verify(book).end
    assert verify(book, end).is_whole and verify(book[:5]).is_whole
    cut = verify(book[:5], end)
    assert "is not there" in str(cut.faults[-1])


def test_a_book_made_anew_does_not_meet_its_anchor(book: Lines) -> None:
    said = verify(book, Link(3, sha256(b"another").hexdigest()))
    assert "cut or made anew" in str(said.faults[-1])


def test_a_torn_line_is_excused_only_by_the_repair_that_names_it(book: Lines, tmp_path: Path) -> None:
    path = tmp_path / "torn.jsonl"
    path.write_bytes(b"".join(book)[:-50])
    Ledger(path, lambda: datetime(2026, 11, 23, tzinfo=UTC)).append('{"kind":"answer","id":"b"}')
    lines = path.read_bytes().splitlines(keepends=True)
    assert verify(lines).is_whole
    other = [*lines[:7], lines[7][:-5] + b"\n", *lines[8:]]
    assert [str(fault) for fault in verify(other).faults] == ["line 8: cannot be read as a receipt"]
