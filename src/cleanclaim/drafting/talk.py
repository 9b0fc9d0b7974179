"""The talk with a model over one question: what it cost and what became of it."""

from dataclasses import dataclass, field
from typing import Literal

from cleanclaim.drafting.model import Meter, Model


@dataclass
class Talk:
    """One talk: its model, what it cost, and how it ended."""

    model: Model
    meter: Meter = field(init=False)
    fault: str | None = None
    review: Literal["composed", "approved", "corrected", "withheld"] = "composed"
    has_words: bool = False

    def __post_init__(self) -> None:
        self.meter = Meter(self.model.prices)
