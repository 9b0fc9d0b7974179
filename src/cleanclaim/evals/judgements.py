"""Retrieval judgements: which passages answer a question, and how well a ranking serves them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log2
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from cleanclaim.errors import BrokenKnowledge

TODAY = date(2026, 11, 2)
"""The day of a question that names none, so that figures do not change with the clock."""
_CUT, _DEEP = 5, 10


class Judgement(BaseModel):
    """A question in its context, the passages that answer it (`best`) and those that help (`also`)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str = Field(min_length=1)
    day: date = TODAY
    state: str | None = Field(default=None, pattern=r"^[A-Z]{2}$")
    payer: str | None = None
    best: tuple[str, ...] = Field(min_length=1)
    also: tuple[str, ...] = ()
    topic: str
    held_out: bool
    """Every third of a file: ranking is never tuned on these."""

    @property
    def gains(self) -> dict[str, int]:
        return {**dict.fromkeys(self.also, 1), **dict.fromkeys(self.best, 2)}


@dataclass(frozen=True)
class Measures:
    """How well rankings serve judgements, each the mean over the questions, between 0 and 1."""

    questions: int
    recall_at_5: float
    found_at_5: float
    """The share of questions with a passage that answers among the first five."""
    first: float
    """The share of questions whose first passage answers."""
    mrr: float
    ndcg_at_10: float


def load(folder: Path) -> tuple[Judgement, ...]:
    """Read every judgement below a folder; raise BrokenKnowledge with the file and the question."""
    return tuple(_one(path, at, row) for path in sorted(folder.glob("*.yaml")) for at, row in enumerate(_rows(path), 1))


def _rows(path: Path) -> list[dict[str, Any]]:
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BrokenKnowledge(f"{path}:1: expected a list of judgements, each with ask and best.")
    return rows


def _one(path: Path, at: int, row: dict[str, Any]) -> Judgement:
    try:
        return Judgement(**row, topic=path.stem, held_out=at % 3 == 0)
    except (ValidationError, TypeError) as error:
        said = f"{error.errors()[0]['loc']} {error.errors()[0]['msg']}" if isinstance(error, ValidationError) else error
        raise BrokenKnowledge(f"{path}: judgement {at} (“{row.get('ask')}”): {said}.") from None


def measure(judged: Sequence[tuple[Judgement, Sequence[str]]]) -> Measures:
    """Measure rankings, each a list of passage ids, best first, against their judgements."""
    each = [_of(judgement, list(dict.fromkeys(ranked))) for judgement, ranked in judged]
    means = [sum(column) / len(each) for column in zip(*each, strict=True)] if each else [0.0] * 5
    return Measures(len(each), *means)


def _of(judgement: Judgement, ranked: list[str]) -> tuple[float, ...]:
    best, gains = set(judgement.best), judgement.gains
    held = len(best & set(ranked[:_CUT]))
    rank = next((at for at, each in enumerate(ranked, 1) if each in best), 0)
    ideal = _gain(sorted(gains.values(), reverse=True))
    return (
        held / min(_CUT, len(best)),
        float(held > 0),
        float(rank == 1),
        1 / rank if rank else 0.0,
        _gain([gains.get(each, 0) for each in ranked]) / ideal,
    )


def _gain(gains: list[int]) -> float:
    return sum((float(2**gain) - 1.0) / log2(at + 1) for at, gain in enumerate(gains[:_DEEP], 1))
