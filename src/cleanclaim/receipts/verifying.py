"""Verify a book of receipts: name every line that was changed, moved, doubled or taken out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from cleanclaim.receipts.chain import Kept, Link, read

_MOST_NAMED = 10_000


@dataclass(frozen=True)
class Fault:
    """What is wrong, with the line of the file."""

    line: int
    says: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.says}"


@dataclass
class Verification:
    """What was found. `notes` are what a killed process left and the book itself says; they break nothing."""

    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    answers: int = 0
    first: str | None = None
    """When the first line was written."""
    last: str | None = None
    end: Link = field(default_factory=Link)
    anchor: str | None = None
    """The hash of the line that was asked for as anchor."""
    _expected: Link = field(default_factory=Link)
    _missing: dict[int, int] = field(default_factory=dict)
    _torn: list[tuple[int, bytes]] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        return not self.faults

    def _take(self, at: int, line: bytes, anchor: int) -> None:
        kept = read(line)
        if kept is None:
            self._torn.append((at, line))
            return
        if self._torn:
            self._settle_torn(at, kept)
        if not kept.is_intact:
            self._fault(
                at, f"receipt {kept.link.n} was changed after it was written: its hash is not that of its content"
            )
        self._place(at, kept)
        self._expected = kept.link
        self.end = max(self.end, kept.link, key=lambda link: link.n)
        self.anchor = kept.link.hash if kept.link.n == anchor else self.anchor
        self.first = self.first or str(kept.content.get("at"))
        self.last = str(kept.content.get("at"))
        self.answers += kept.content.get("kind") == "answer"

    def _place(self, at: int, kept: Kept) -> None:
        n, wanted = kept.link.n, self._expected.n + 1
        if n == wanted:
            if kept.previous != self._expected.hash:
                self._fault(at, f"receipt {n} does not follow receipt {n - 1} as it stands: one of them was replaced")
        elif n > wanted:
            self._missing |= dict.fromkeys(range(wanted, min(n, wanted + _MOST_NAMED)), at)
        elif self._missing.pop(n, None):
            self._fault(at, f"receipt {n} stands after receipt {self._expected.n}: lines were reordered")
        else:
            self._fault(at, f"receipt {n} stands here a second time, or the chain starts anew")

    def _settle_torn(self, at: int, kept: Kept) -> None:
        """Hold what cannot be read against the repair line that follows it."""
        said = kept.content.get("torn") if kept.content.get("kind") == "repair" and kept.is_intact else None
        pieces = [{"bytes": len(p), "sha256": sha256(p).hexdigest()} for p in (b.rstrip(b"\n") for _, b in self._torn)]
        if said == pieces:
            for number, piece in self._torn:
                self._note(
                    number,
                    f"{len(piece.rstrip())} bytes of a torn line, recorded by line {at}; no answer was given for it",
                )
        else:
            for number, _ in self._torn:
                self._fault(number, "cannot be read as a receipt")
        self._torn = []

    def _finish(self) -> None:
        for at, line in self._torn:
            if line.endswith(b"\n") or at != self._torn[-1][0]:
                self._fault(at, "cannot be read as a receipt")
            else:
                self._note(
                    at,
                    f"{len(line)} bytes of a torn last line; no answer was given for it, the next receipt will record it",
                )
        for start, end, at in _runs(self._missing):
            what = f"receipt {start} is" if start == end else f"receipts {start} to {end} are"
            self._fault(at, f"{what} missing before this line")
        self.faults.sort(key=lambda fault: fault.line)

    def _fault(self, line: int, says: str) -> None:
        self.faults.append(Fault(line, says))

    def _note(self, line: int, says: str) -> None:
        self.notes.append(Fault(line, says))


def verify(lines: Iterable[bytes], anchor: Link | None = None) -> Verification:
    """Walk the chain; with an anchor also say whether that receipt still stands as it did.

    A chain cannot show by itself that its end was cut off: that is what an anchor kept elsewhere is for.
    """
    found = Verification()
    at = 0
    for at, line in enumerate(lines, 1):
        found._take(at, line, anchor.n if anchor else 0)
    found._finish()
    if anchor and found.anchor != anchor.hash:
        what = "is not there" if found.anchor is None else f"has the hash {found.anchor}"
        found._fault(
            at,
            f"the anchor says that receipt {anchor.n} has the hash {anchor.hash}, but it {what}: the book was cut or made anew",
        )
    return found


def _runs(missing: dict[int, int]) -> Iterator[tuple[int, int, int]]:
    """Give the missing numbers as runs: first, last, and the line they are missing before."""
    start = end = None
    for n in sorted(missing):
        if end is not None and start is not None and n == end + 1 and missing[n] == missing[start]:
            end = n
            continue
        if start is not None and end is not None:
            yield start, end, missing[start]
        start = end = n
    if start is not None and end is not None:
        yield start, end, missing[start]
