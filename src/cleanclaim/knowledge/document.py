"""What an editor may write: the front matter of policies and articles. Unknown keys are refused."""

from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cleanclaim.citation import Grade
from cleanclaim.coverage import Coverage
from cleanclaim.knowledge.passage import Passage

Aspect = Literal[
    "definition",
    "selection",
    "coverage",
    "noncovered",
    "together",
    "modifier",
    "units",
    "frequency",
    "documentation",
    "difference",
    "drug",
    "visit",
    "validity",
    "bill-types",
    "revenue-codes",
    "guidance",
    "denial",
    "clinical",
    "abn",
    "payer",
    "diagnosis",
    "global",
    "integrity",
    "place",
]
"""What a section answers; the reader's kinds of question use the same words."""


def _https(url: str) -> str:
    if not url.startswith("https://"):
        raise ValueError("an address starts with https://")
    return url


Url = Annotated[str, AfterValidator(_https)]


class _FrontMatter(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Source(_FrontMatter):
    """One place a document was read in."""

    title: str
    url: Url
    verified: Grade


class Policy(Coverage):
    """A coverage document: the facts rules enforce, and the sections in our own words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    related: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    url: Url
    article_url: Url | None = None
    reviewed: date
    sources: tuple[Source, ...]
    sections: tuple[Passage, ...] = ()

    def carrying(self, own: "Policy | None") -> "Policy":
        """Give an imported policy with the limits and session rules that our own file of it states."""
        if own is None:
            return self
        kept = {"limits": own.limits, "session": own.session, "modifiers_refused": own.modifiers_refused}
        return self.model_copy(update={**kept, "topics": own.topics, "mac": self.mac or own.mac})


class Article(_FrontMatter):
    """Coding guidance in our own words, resting on the sources it names."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    title: str
    topics: tuple[str, ...]
    codes: tuple[str, ...] = ()
    verified: Grade
    reviewed: date
    sources: tuple[Source, ...] = Field(min_length=1)
    sections: tuple[Passage, ...] = ()
