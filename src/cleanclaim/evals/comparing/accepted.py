"""Unsafe answers that are known and not mended yet, each with its reason. They stay counted as unsafe everywhere.

The gate lets a run pass with them and with no other; whoever adds one signs for it in the history of the file.
"""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.evals.run import Run


class Accepted(BaseModel):
    """One unsafe score of one case."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    case: str
    scorer: str
    reason: str = Field(min_length=10)


def of(run: Run) -> tuple[Accepted, ...]:
    """Take what is unsafe in a run as known, to compare others with it."""
    return tuple(
        Accepted(case=c.id, scorer=s.scorer, reason="unsafe in the run compared with")
        for c in run.cases
        for s in c.scores
        if s.unsafe
    )


def read(path: Path) -> tuple[Accepted, ...]:
    """Read the list; a missing file accepts nothing."""
    if not path.is_file():
        return ()
    entries: Any = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    try:
        return tuple(Accepted.model_validate(each) for each in entries)
    except (ValidationError, TypeError) as error:
        raise BrokenKnowledge(f"{path}:1: expected a list of case, scorer and reason: {error}.") from None
