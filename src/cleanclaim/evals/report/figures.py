"""What a run amounts to, counted once for the page, the terminal and README."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from cleanclaim.evals.run import CaseResult, Run, Usage, spend


@dataclass(frozen=True)
class Row:
    """One kind or one scorer: how many were asked, and how they came out."""

    name: str
    right: int
    wrong: int
    open: int
    unsafe: int
    mean: float | None = None

    @property
    def asked(self) -> int:
        return self.right + self.wrong + self.open

    @property
    def share(self) -> float:
        """The share of what could be judged that is right."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0


@dataclass(frozen=True)
class Figures:
    """All figures of a run."""

    tuned: Row
    held_out: Row
    kinds: tuple[Row, ...]
    scorers: tuple[Row, ...]
    median: float
    slow: float
    """The 95th percentile of the seconds an answer took."""
    usage: Usage
    by_model: int
    """Answers whose text a model wrote."""

    @classmethod
    def of(cls, run: Run) -> "Figures":
        seconds = [c.seconds for c in run.cases] or [0.0]
        return cls(
            tuned=_row("tuned on", run.of(held_out=False)),
            held_out=_row("held out", run.of(held_out=True)),
            kinds=tuple(_row(kind, cases) for kind, cases in run.by(lambda c: c.kind).items()),
            scorers=_scorers(run),
            median=float(np.median(seconds)),
            slow=float(np.percentile(seconds, 95)),
            usage=spend(c.usage for c in run.cases),
            by_model=sum(bool(c.shown and c.shown.model and c.shown.review != "composed") for c in run.cases),
        )


def _row(name: str, cases: tuple[CaseResult, ...]) -> Row:
    counted = Counter(c.outcome for c in cases)
    unsafe = sum(c.is_unsafe for c in cases)
    return Row(name, counted["right"], counted["wrong"], counted["cannot_judge"], unsafe)


def _scorers(run: Run) -> tuple[Row, ...]:
    names = sorted({s.scorer for c in run.cases for s in c.scores})
    rows = []
    for name in names:
        scores = [s for c in run.cases for s in c.scores if s.scorer == name]
        counted = Counter(s.outcome for s in scores)
        values = [s.value for s in scores if s.value is not None]
        mean = float(np.mean(values)) if values else None
        unsafe = sum(s.unsafe for s in scores)
        rows.append(Row(name, counted["right"], counted["wrong"], counted["cannot_judge"], unsafe, mean))
    return tuple(rows)


def readme_rows(run: Run) -> str:
    """Give the rows of README's table, each with the command it comes from."""
    made = Figures.of(run)
    control = run.tail.control if run.tail else None
    of_kind = {row.name: row for row in made.scorers}
    command = "`cleanclaim eval run`"
    rows = [
        f"| eval cases fully right | {run.right} of {len(run.cases)} ({len(run.unsafe)} unsafe) | {command} |",
        f"| of these kept from tuning | {made.held_out.right} of {made.held_out.asked} | the same |",
    ]
    rows += [
        f"| {name}: right where it could be judged | {row.right} of {row.right + row.wrong} | the same |"
        for name in ("verdict", "codes", "modifiers", "units", "facts", "citations", "retrieval")
        if (row := of_kind.get(name))
    ]
    if control:
        said = "caught" if control.caught else "NOT caught"
        rows.append(
            f"| negative control, every rule silenced | {said}: {len(control.lost)} right answers lost | the same |"
        )
    rows.append(f"| one answer, p50 and p95 | {made.median * 1000:.0f} ms, {made.slow * 1000:.0f} ms | the same |")
    return "\n".join(rows)
