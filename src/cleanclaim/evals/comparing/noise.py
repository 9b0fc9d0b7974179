"""A/A calibration: how far two runs of the same thing differ. What lies within that band is no regression."""

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import comb
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from cleanclaim.errors import UnreadableFile
from cleanclaim.evals.comparing import compare
from cleanclaim.evals.run import Run


class Noise(BaseModel):
    """The band: the most cases that got worse between any two of the calibration's runs."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    runs: int
    pairs: int
    alike: int
    """Pairs without any difference."""
    worse: int
    """The most cases with a score that was right in one run and not in the other."""
    unstable: dict[str, int] = {}
    """Cases that differed, by how many pairs they differed in."""
    mode: str
    model: str | None = None


NONE = Noise(runs=0, pairs=0, alike=0, worse=0, mode="composed")
"""The band of what is deterministic."""


def calibrate(runs: Sequence[Run]) -> Noise:
    """Compare every run with every other, both ways round; runs that are alike in every score are compared once."""
    groups: dict[tuple[object, ...], list[Run]] = {}
    for run in runs:
        groups.setdefault(_outcomes(run), []).append(run)
    worst, unstable = 0, Counter[str]()
    for one, two in combinations(groups.values(), 2):
        ways = [compare(one[0], two[0]).worse, compare(two[0], one[0]).worse]
        worst = max(worst, *(len(way) for way in ways))
        unstable.update({p.id: len(one) * len(two) for way in ways for p in way})
    first = runs[0].head.conditions
    return Noise(
        runs=len(runs),
        pairs=comb(len(runs), 2),
        alike=sum(comb(len(group), 2) for group in groups.values()),
        worse=worst,
        unstable=dict(unstable.most_common()),
        mode=first.mode,
        model=first.model,
    )


def _outcomes(run: Run) -> tuple[object, ...]:
    cases = sorted(run.cases, key=lambda c: c.id)
    return tuple((c.id, c.digest, tuple((s.scorer, s.outcome) for s in c.counted)) for c in cases)


def read(path: Path) -> Noise:
    """Read a stored band."""
    try:
        return Noise.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as error:
        raise UnreadableFile(f"{path}: no noise band of `cleanclaim eval calibrate`: {error}.") from None
