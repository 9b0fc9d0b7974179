"""What an editor may write: the front matter of policies and articles. Unknown keys are refused."""

from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

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
    "authorization",
    "who",
    "payment",
]
"""What a section answers; the reader's kinds of question use the same words."""


def _https(url: str) -> str:
    if not url.startswith("https://"):
        raise ValueError("an address starts with https://")
    host = urlsplit(url).hostname or ""
    if "." not in host.strip(".") or any(c.isspace() or c in '<>"{}' for c in url):
        raise ValueError(f"“{url[:60]}” is no address; expected one such as https://www.cms.gov/page")
    return url


MACS = frozenset({"CGS", "Cahaba", "First Coast", "NGS", "Noridian", "Novitas", "Palmetto", "WPS"})
STATES = frozenset(
    "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY "
    "OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY".split()
)


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

    @field_validator("states")
    @classmethod
    def _known_states(cls, states: tuple[str, ...]) -> tuple[str, ...]:
        if unknown := sorted(set(states) - STATES):
            raise ValueError(f"“{unknown[0]}” is no state or territory; expected two letters such as FL")
        return states

    @field_validator("mac")
    @classmethod
    def _known_mac(cls, mac: str | None) -> str | None:
        if mac is not None and mac not in MACS:
            raise ValueError(f"“{mac}” is no contractor on file; expected one of {', '.join(sorted(MACS))}")
        return mac

    @field_validator("effective_to")
    @classmethod
    def _ends_after_it_begins(cls, end: date | None, given: ValidationInfo) -> date | None:
        begin = given.data.get("effective_from")
        if end and begin and end < begin:
            raise ValueError(f"it ends on {end}, before it begins on {begin}")
        return end

    def carrying(self, own: "Policy | None") -> "Policy":
        """Give an imported policy with the limits and session rules that our own file of it states."""
        if own is None:
            return self
        kept = {
            "limits": own.limits,
            "session": own.session,
            "modifiers_refused": own.modifiers_refused,
            "modifiers_wanted": own.modifiers_wanted,
        }
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
