"""A run as stored: a head with its conditions, a line a case, a tail. One JSON object a line."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from cleanclaim.evals.mark import Outcome, Score

Mode = Literal["composed", "model", "replay"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Conditions(_Part):
    """What must be the same for a run to be continued, and what a comparison names when it is not."""

    mode: Mode = "composed"
    model: str | None = None
    embeddings: str
    today: date
    """The day that a question without a date of service is judged by."""
    cleanclaim: str
    knowledge: str
    tables: dict[str, str]
    commit: str | None = None
    """The commit of the checkout, with `+` where files were changed since; None outside a checkout."""
    suite: str
    """The digest of all cases asked."""


class Head(_Part):
    line: Literal["run"] = "run"
    id: str
    label: str = ""
    started: datetime
    cases: int
    jobs: int = 1
    conditions: Conditions


class Usage(_Part):
    """What the model was asked for one case or one run."""

    requests: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    """In the currency of the prices that were given; None where none were."""


class Shown(_Part):
    """What a person needs to see why a case failed. Left out of a slim run, such as the committed baseline."""

    question: str
    """As the answer holds it: identifiers are out."""
    context: dict[str, str]
    gold: dict[str, Any]
    why: str
    source: str
    verdict: str | None = None
    short: str = ""
    text: str = ""
    claim: str = ""
    codes: tuple[str, ...] = ()
    citations: tuple[dict[str, str], ...] = ()
    retrieved: tuple[str, ...] = ()
    review: str = ""
    model: str | None = None


class CaseResult(_Part):
    """The scores of one case."""

    line: Literal["case"] = "case"
    id: str
    kind: str
    digest: str
    held_out: bool = False
    confidence: str = "high"
    seconds: float
    scores: tuple[Score, ...]
    usage: Usage | None = None
    shown: Shown | None = None

    @property
    def counted(self) -> tuple[Score, ...]:
        return tuple(s for s in self.scores if s.counts)

    @property
    def outcome(self) -> Outcome:
        """Right when every score that counts is right or open; a case that nothing could judge is not right."""
        outcomes = {s.outcome for s in self.counted}
        return "wrong" if "wrong" in outcomes else "right" if "right" in outcomes else "cannot_judge"

    @property
    def is_right(self) -> bool:
        return self.outcome == "right"

    @property
    def is_unsafe(self) -> bool:
        return any(s.unsafe for s in self.scores)

    @property
    def failed(self) -> tuple[Score, ...]:
        return tuple(s for s in self.counted if s.outcome == "wrong")


class Control(_Part):
    """What the suite said of a validator that was broken on purpose."""

    caught: bool
    lost: tuple[str, ...]
    """The cases that were right with the validator and are not without it."""
    unsafe: tuple[str, ...]


class Tail(_Part):
    line: Literal["end"] = "end"
    ended: datetime
    seconds: float
    control: Control | None = None
    unrecorded: int = 0
    """Requests that a replay did not hold: their cases were not the model's."""


Line = Annotated[Head | CaseResult | Tail, Field(discriminator="line")]


class Run(_Part):
    """A run, whole when it has a tail."""

    head: Head
    cases: tuple[CaseResult, ...]
    tail: Tail | None = None

    @property
    def is_whole(self) -> bool:
        return self.tail is not None and len(self.cases) == self.head.cases

    @property
    def right(self) -> int:
        return sum(c.is_right for c in self.cases)

    @property
    def unjudged(self) -> int:
        return sum(c.outcome == "cannot_judge" for c in self.cases)

    @property
    def unsafe(self) -> tuple[str, ...]:
        return tuple(c.id for c in self.cases if c.is_unsafe)

    @property
    def share(self) -> float:
        """The share of judged cases that are fully right."""
        judged = len(self.cases) - self.unjudged
        return self.right / judged if judged else 0.0

    def of(self, held_out: bool) -> tuple[CaseResult, ...]:
        """Give the cases that were, or were not, kept from tuning."""
        return tuple(c for c in self.cases if c.held_out == held_out)

    def by(self, key: Callable[[CaseResult], str]) -> dict[str, tuple[CaseResult, ...]]:
        """Group the cases."""
        groups: dict[str, list[CaseResult]] = defaultdict(list)
        for case in self.cases:
            groups[key(case)].append(case)
        return {name: tuple(groups[name]) for name in sorted(groups)}

    def passes(self, floor: float) -> bool:
        return bool(self.cases) and self.right > 0 and not self.unsafe and self.share >= floor

    def controlled_as(self, other: "Run") -> "Run":
        """Give the run with the negative control of another run of the same validator."""
        if self.tail is None or other.tail is None:
            return self
        return self.model_copy(update={"tail": self.tail.model_copy(update={"control": other.tail.control})})

    def slim(self) -> "Run":
        """Give the run without what was asked and answered."""
        cases = tuple(c.model_copy(update={"shown": None}) for c in self.cases)
        return self.model_copy(update={"cases": cases})


def spend(used: Iterable[Usage | None]) -> Usage:
    """Add up what was used."""
    all_used = [u for u in used if u]
    costs = [u.cost for u in all_used if u.cost is not None]
    return Usage(
        requests=sum(u.requests for u in all_used),
        tokens_in=sum(u.tokens_in for u in all_used),
        tokens_out=sum(u.tokens_out for u in all_used),
        cost=sum(costs) if costs else None,
    )
