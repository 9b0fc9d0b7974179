"""The gate: whether the later of two runs may pass. Everything that it does not know counts against it."""

from cleanclaim.evals.comparing import Comparison
from cleanclaim.evals.comparing.noise import NONE, Noise


def objections(comparison: Comparison, noise: Noise = NONE) -> tuple[str, ...]:
    """Give every reason against passing, the cases named; none means that it may pass."""
    return tuple(o for o in (*_of_the_run(comparison), *_regressions(comparison, noise)) if o)


def _of_the_run(comparison: Comparison) -> tuple[str, ...]:
    after, tail = comparison.after, comparison.after.tail
    control = tail.control if tail else None
    return (
        "" if after.is_whole else f"the run holds {len(after.cases)} of {after.head.cases} cases: it did not end",
        f"zero tolerance: {', '.join(after.unsafe)}" if after.unsafe else "",
        "" if control else "no negative control was run, so nothing shows that a broken validator would be noticed",
        "the negative control was not caught: with a broken validator the suite says the same"
        if control and not control.caught
        else "",
        f"{tail.unrecorded} requests were not in the recording" if tail and tail.unrecorded else "",
        "nothing in the run could be judged" if after.unjudged == len(after.cases) else "",
    )


def _regressions(comparison: Comparison, noise: Noise) -> tuple[str, ...]:
    worse = comparison.worse
    if len(worse) <= noise.worse:
        return ()
    band = f", beyond the noise band of {noise.worse}" if noise.worse else ""
    return (
        f"{len(worse)} cases got worse{band}: {', '.join(p.id for p in worse)}",
        *(f"{p.id}: {'; '.join(p.worse) or f'was right, now {p.after.outcome}'}" for p in worse),
    )
