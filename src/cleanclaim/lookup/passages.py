"""Passages for a query: what policies and articles on file say, in force on a date."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from cleanclaim import privacy
from cleanclaim.knowledge import Passage
from cleanclaim.retrieval import Retriever


class FoundPassages(BaseModel):
    """Passages in force, best first; `fault` says why the vectors did not help, where they could not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    query: str
    on: date
    passages: tuple[Passage, ...]
    fault: str | None


def passages(
    retriever: Retriever, query: str, on: date, state: str | None = None, payer: str | None = None, limit: int = 6
) -> FoundPassages:
    """Find the best passages for a query without its identifiers; state, payer and date are filters."""
    words = privacy.redact(query).text
    found = retriever.search(words, on, state, payer, limit=limit)
    return FoundPassages(query=words, on=on, passages=tuple(found), fault=retriever.fault)
