"""The gate: whether the later of two runs may pass. Everything that it does not know counts against it."""

from cleanclaim.evals.comparing import Comparison
from cleanclaim.evals.comparing.accepted import Accepted
from cleanclaim.evals.comparing.noise import NONE, Noise
from cleanclaim.evals.run import Run


def objections(comparison: Comparison, noise: Noise = NONE, accepted: tuple[Accepted, ...] = ()) -> tuple[str, ...]:
    """Give every reason against passing, the cases named; none means that it may pass."""
    unsafe = _unsafe(comparison.after, accepted)
    return tuple(o for o in (unsafe, *_of_the_run(comparison), *_regressions(comparison, noise)) if o)


def _unsafe(run: Run, accepted: tuple[Accepted, ...]) -> str:
    """Name the unsafe scores that nobody took upon himself in writing."""
    known = {(a.case, a.scorer) for a in accepted}
    found = {f"{c.id} ({s.scorer})" for c in run.cases for s in c.scores if s.unsafe and (c.id, s.scorer) not in known}
    return f"zero tolerance: {', '.join(sorted(found))}" if found else ""


def _of_the_run(comparison: Comparison) -> tuple[str, ...]:
    after, tail = comparison.after, comparison.after.tail
    control = tail.control if tail else None
    return (
        "" if after.is_whole else f"the run holds {len(after.cases)} of {after.head.cases} cases: it did not end",
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
