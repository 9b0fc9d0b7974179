"""Compare two runs case by case: what flipped, whether it matters, and whether the later one may pass."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cleanclaim.errors import UnreadableFile
from cleanclaim.evals import ledger
from cleanclaim.evals.comparing.significance import Delta, delta
from cleanclaim.evals.run import CaseResult, Run


@dataclass(frozen=True)
class Pair:
    """One case in both runs."""

    before: CaseResult
    after: CaseResult

    @property
    def id(self) -> str:
        return self.after.id

    @property
    def is_lost(self) -> bool:
        """Right before, and not any more."""
        return self.before.is_right and not self.after.is_right

    @property
    def is_won(self) -> bool:
        return self.after.is_right and not self.before.is_right

    @cached_property
    def worse(self) -> tuple[str, ...]:
        """Say which scores were right before and are not any more, on a case that was right or not."""
        was = {s.scorer for s in self.before.counted if s.outcome == "right"}
        now = {s.scorer: s for s in self.after.counted}
        return tuple(
            f"{name}: {now[name].why if name in now else 'not scored'}"
            for name in sorted(was)
            if _not_right(now.get(name))
        )


def _not_right(score: object) -> bool:
    return getattr(score, "outcome", None) != "right"


@dataclass(frozen=True)
class Comparison:
    """Two runs side by side over the cases both were asked, gold unchanged."""

    before: Run
    after: Run
    pairs: tuple[Pair, ...]
    changed: tuple[str, ...]
    """Cases whose question, context or gold is not the same: not compared."""
    removed: tuple[str, ...]
    added: tuple[str, ...]

    @property
    def conditions(self) -> list[str]:
        """Say in words what else differs between the runs."""
        return ledger.differences(self.before.head.conditions, self.after.head.conditions)

    @property
    def worse(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.worse or p.is_lost)

    @property
    def lost(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.is_lost)

    @property
    def won(self) -> tuple[Pair, ...]:
        return tuple(p for p in self.pairs if p.is_won)

    @cached_property
    def all(self) -> Delta:
        return self._delta(self.pairs)

    @cached_property
    def by_kind(self) -> dict[str, Delta]:
        kinds = sorted({p.after.kind for p in self.pairs})
        return {kind: self._delta([p for p in self.pairs if p.after.kind == kind]) for kind in kinds}

    @cached_property
    def by_scorer(self) -> dict[str, tuple[int, int]]:
        """Give for every scorer how many cases got worse and how many better."""
        moved: dict[str, list[int]] = {}
        for pair in self.pairs:
            after = {s.scorer: s.outcome for s in pair.after.counted}
            for score in pair.before.counted:
                now = after.get(score.scorer)
                counts = moved.setdefault(score.scorer, [0, 0])
                counts[0] += score.outcome == "right" and now != "right"
                counts[1] += score.outcome != "right" and now == "right"
        return {name: (worse, better) for name, (worse, better) in sorted(moved.items()) if worse or better}

    @cached_property
    def seconds(self) -> Delta:
        return delta([p.before.seconds for p in self.pairs], [p.after.seconds for p in self.pairs])

    @staticmethod
    def _delta(pairs: Iterable[Pair]) -> Delta:
        kept = tuple(pairs)
        return delta([float(p.before.is_right) for p in kept], [float(p.after.is_right) for p in kept])


def compare(before: Run, after: Run, *, accept_changed_gold: bool = False) -> Comparison:
    """Pair the cases of two runs; refuse to compare over changed or removed gold unless told to leave it out."""
    old, new = ({c.id: c for c in run.cases} for run in (before, after))
    both = [i for i in new if i in old]
    changed = tuple(sorted(i for i in both if old[i].digest != new[i].digest))
    removed = tuple(sorted(set(old) - set(new)))
    if (changed or removed) and not accept_changed_gold:
        named = "; ".join(
            f"{what}: {', '.join(ids[:8])}{f' and {len(ids) - 8} more' if len(ids) > 8 else ''}"
            for what, ids in (("changed", changed), ("removed", removed))
            if ids
        )
        raise UnreadableFile(
            f"the gold is not the same ({named}); --changed-gold leaves these cases out of the comparison."
        )
    pairs = tuple(Pair(old[i], new[i]) for i in sorted(both) if i not in changed)
    if not pairs:
        raise UnreadableFile("the two runs have no case in common; nothing can be compared.")
    return Comparison(before, after, pairs, changed, removed, tuple(sorted(set(new) - set(old))))
