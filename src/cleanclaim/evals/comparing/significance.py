"""Whether a difference between two runs over the same cases is more than chance."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats

_RESAMPLES = 10_000
_SEED = 20552


@dataclass(frozen=True)
class Delta:
    """The difference of two paired means with its 95 % interval, and McNemar's exact test where both are yes or no."""

    cases: int
    before: float
    after: float
    low: float
    high: float
    worse: int
    better: int
    p: float

    @property
    def change(self) -> float:
        return self.after - self.before


def delta(before: Sequence[float], after: Sequence[float]) -> Delta:
    """Compare paired figures; the bootstrap is seeded, so the same runs give the same interval."""
    old, new = np.asarray(before, dtype=float), np.asarray(after, dtype=float)
    worse, better = int((new < old).sum()), int((new > old).sum())
    low, high = _interval(new - old)
    return Delta(len(old), float(old.mean()), float(new.mean()), low, high, worse, better, mcnemar(worse, better))


def mcnemar(worse: int, better: int) -> float:
    """Give the exact two-sided probability of so uneven a split of the flipped cases by chance alone."""
    flipped = worse + better
    return float(stats.binomtest(worse, flipped, 0.5).pvalue) if flipped else 1.0


def _interval(differences: "np.typing.NDArray[np.float64]") -> tuple[float, float]:
    if not differences.any():
        return 0.0, 0.0
    drawn = stats.bootstrap(
        (differences,), np.mean, n_resamples=_RESAMPLES, method="percentile", rng=np.random.default_rng(_SEED)
    ).confidence_interval
    return float(drawn.low), float(drawn.high)
