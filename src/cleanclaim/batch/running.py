"""Run a batch: read, check, write a line a claim, and go on where a killed run stopped."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import IO, Any

from cleanclaim.batch.formats import KINDS, Kind
from cleanclaim.batch.journal import Journal, at_work
from cleanclaim.batch.results import cited, not_checked, outcome_of, unreadable
from cleanclaim.batch.sent import Sent
from cleanclaim.bench import Bench
from cleanclaim.checking import Checker
from cleanclaim.rules import catalogue

_MOST_DAYS = 400
_MOST_KEPT = 10_000
_EVERY = 1_000
"""How many claims are written before the disk is asked to keep them, and progress is shown."""


@dataclass
class Summary:
    """What came of a batch."""

    claims: int = 0
    results: int = 0
    continued_after: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    not_checked: Counter[str] = field(default_factory=Counter)

    def count(self, result: dict[str, Any]) -> None:
        self.claims = max(self.claims, result["claim"])
        self.results += 1
        self.outcomes[result["outcome"]] += 1
        self.rules.update({error["code"] for error in result["errors"]})
        self.not_checked.update(result.get("not_checked", {}).keys())

    @property
    def exit_code(self) -> int:
        """Give 2 where a claim could not be read, 1 where one fails, else 0."""
        return 2 if self.outcomes["unreadable"] else 1 if self.outcomes["fail"] else 0


@dataclass(frozen=True)
class Batch:
    """Claims of one file through the rules. `checker.today` judges claims that have no date of service."""

    checker: Checker
    kind: Kind
    ignored: frozenset[str] = frozenset()

    def run(self, source: Path, target: Path, step: Callable[[int], None] = lambda read: None) -> Summary:
        """Write the results of a file to another, or the rest of them. Raises UnreadableFile.

        `step` hears how many bytes were read. One line a result; a run that was killed is continued after its last
        whole line, if input, versions and day are those it began with.
        """
        summary = Summary()
        with at_work(target) as out:
            journal = Journal.of(self, source)
            for line in journal.continued(target, out):
                summary.count(json.loads(line))
            summary.continued_after = summary.results
            with source.open("rb") as file:
                self._write(self.results(file, summary.results), out, summary, lambda: step(file.tell()))
            journal.finish(target)
        return summary

    def results(self, file: IO[bytes], skipped: int = 0) -> Iterator[dict[str, Any]]:
        """Give the result of each claim, but for the first ones, which an earlier run wrote."""
        today = self.checker.today()

        @lru_cache(_MOST_DAYS)
        def bench(on: object) -> Bench:
            return Bench(catalogue(), self.checker.tables_on(on))  # type: ignore[arg-type]

        for at, sent in enumerate(KINDS[self.kind](file, self.ignored), 1):
            if at % _MOST_KEPT == 0:
                # What rules said of lines and pairs is kept and grows with their variety: memory stays what it is.
                bench.cache_clear()
            if at > skipped:
                yield _result(sent, bench, today)

    def _write(
        self, results: Iterator[dict[str, Any]], out: IO[bytes], summary: Summary, step: Callable[[], None]
    ) -> None:
        try:
            for result in results:
                out.write(json.dumps(result, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
                summary.count(result)
                if summary.results % _EVERY == 0:
                    _keep(out)
                    step()
        finally:
            _keep(out)
            step()


def _result(sent: Sent, bench: Callable[[object], Bench], today: object) -> dict[str, Any]:
    result: dict[str, Any] = {"claim": sent.number, "place": sent.place}
    if sent.parts > 1:
        result |= {"part": sent.part, "parts": sent.parts}
    if sent.claim is None:
        fault = unreadable(sent.fault or "").model_dump(exclude_none=True)
        return result | {"outcome": "unreadable", "errors": [fault]}
    on = sent.claim.date_of_service or today
    report = bench(on).check(sent.claim)
    result |= {
        "billed": str(sent.claim),
        "as_of": str(on),
        "outcome": outcome_of(report.findings),
        "errors": [cited(finding) for finding in report.findings],
        "not_checked": not_checked(report.checks),
    }
    return result | {"notes": list(sent.notes)} if sent.notes else result


def _keep(out: IO[bytes]) -> None:
    out.flush()
    os.fsync(out.fileno())
