"""A passage: one section of a policy or article, the unit that retrieval finds and answers cite."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from cleanclaim.citation import Grade


class Passage(BaseModel):
    """A section's own words with where they come from and when they hold. Empty `states` or `payer` mean all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    document: str
    title: str
    section: str
    text: str
    url: str
    verified: Grade
    effective_from: date | None = None
    effective_to: date | None = None
    states: tuple[str, ...] = ()
    payer: str | None = None
    codes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    kind: str = "article"

    def is_in_force(self, on: date) -> bool:
        return (self.effective_from or date.min) <= on <= (self.effective_to or date.max)
