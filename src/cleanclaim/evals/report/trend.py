"""The share of right answers over the stored runs, as points of a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from cleanclaim.evals.run import Run

WIDTH, HEIGHT = 720.0, 120.0
_SHOWN = 40


@dataclass(frozen=True)
class Point:
    """One run in the drawing."""

    x: float
    y: float
    share: float
    unsafe: int
    says: str


@dataclass(frozen=True)
class Trend:
    points: tuple[Point, ...]
    floor: float
    """The share at the foot of the drawing."""

    @property
    def line(self) -> str:
        return " ".join(f"{p.x:.1f},{p.y:.1f}" for p in self.points)


def drawn(runs: Sequence[Run]) -> Trend:
    """Draw the latest runs over the same sort of suite, oldest first."""
    kept = sorted(runs, key=lambda r: r.head.started)[-_SHOWN:]
    floor = min((int(r.share * 10) / 10 for r in kept), default=0.0)
    floor = max(0.0, floor - 0.1) if floor == 1.0 else floor
    step = WIDTH / max(1, len(kept) - 1)
    return Trend(
        tuple(
            Point(
                x=at * step if len(kept) > 1 else WIDTH / 2,
                y=HEIGHT * (1 - (run.share - floor) / (1 - floor)),
                share=run.share,
                unsafe=len(run.unsafe),
                says=f"{run.head.started:%Y-%m-%d %H:%M} {run.head.label or run.head.conditions.mode}: "
                f"{run.right} of {len(run.cases)} right, {len(run.unsafe)} unsafe",
            )
            for at, run in enumerate(kept)
        ),
        floor,
    )
