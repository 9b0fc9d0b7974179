"""What a coverage policy asks of a claim: the facts that rules enforce. The words about them live in `knowledge`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from pydantic import BaseModel, ConfigDict, Field

from cleanclaim.citation import Citation, Grade
from cleanclaim.claim import Diagnosis, Modifier, Procedure


class _Facts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DiagnosisList(_Facts):
    """The diagnoses a policy names as supporting it, and how far the list can be trusted.

    `unknown`: a list exists and is not on file. `none`: the document sets no list.
    """

    state: Literal["listed", "unknown", "none"]
    codes: tuple[Diagnosis, ...] = ()
    complete: bool = False
    refused: tuple[Diagnosis, ...] = ()
    """Diagnoses the document names as not supporting the procedure."""
    unclear: tuple[Diagnosis, ...] = ()
    """Diagnoses of groups whose paragraph does not say plainly what they support: a person must read it."""
    verified: Grade = "unverified"
    note: str = ""


class DiagnosisGroup(_Facts):
    """One group of an official article: its diagnoses, and the procedures its paragraph says they support.

    Empty `procedures` mean all of the policy's. Equal group numbers are no crosswalk; only the paragraph is.
    """

    codes: tuple[Diagnosis, ...]
    procedures: tuple[Procedure, ...] = ()
    is_clear: bool = True
    paragraph: str = ""


class Limit(_Facts):
    """How often: at most `count` of `what` in a window, or at least so far apart."""

    what: Literal["sessions", "interval"]
    count: int | None = Field(default=None, ge=1)
    months: int | None = Field(default=None, ge=1)
    days: int | None = Field(default=None, ge=1)
    per: str = ""
    """What the count belongs to when not the patient: a region, a site, a series."""
    verified: Grade


class Session(_Facts):
    """What one session may hold."""

    one_region: bool | None = None
    other_blocks: bool | None = None
    one_code_a_day: bool | None = None
    guidance_refused: tuple[Literal["ultrasound", "fluoroscopy", "ct", "mri"], ...] = ()
    injectates_allowed: tuple[str, ...] = ()
    injectates_refused: tuple[str, ...] = ()
    relief_percent: int | None = Field(default=None, ge=1, le=100)
    """The least relief the last session must have given before the same point is treated again."""
    relief_weeks: int | None = Field(default=None, ge=1)
    verified: Grade


class Wanted(_Facts):
    """A modifier that the document asks for on an occasion; empty `procedures` mean all of its own."""

    modifier: Modifier
    when: Literal["diagnostic", "acute"]
    procedures: tuple[Procedure, ...] = ()
    verified: Grade


class Coverage(_Facts):
    """A coverage document's enforceable facts: an LCD with its article, an NCD, a manual, or a payer's policy."""

    id: str
    kind: Literal["lcd", "article", "ncd", "manual", "commercial"]
    title: str
    authority: str
    payer: str = Field(pattern=r"^[a-z0-9-]+$")
    mac: str | None = None
    article: str | None = None
    states: tuple[str, ...] = ()
    effective_from: date | None = None
    effective_to: date | None = None
    procedures: tuple[Procedure, ...] = ()
    diagnoses: DiagnosisList = DiagnosisList(state="none")
    groups: tuple[DiagnosisGroup, ...] = ()
    limits: tuple[Limit, ...] = ()
    session: Session | None = None
    modifiers_refused: tuple[Modifier, ...] = ()
    modifiers_wanted: tuple[Wanted, ...] = ()
    url: str
    article_url: str | None = None
    verified: Grade

    @property
    def name(self) -> str:
        """Give the document's number, with its article's where it has one."""
        return f"{self.id}/{self.article}" if self.article else self.id

    def diagnoses_of(self, procedure: str) -> DiagnosisList:
        """Give the list that speaks of one procedure: the policy's own, or what its groups say of it."""
        if not self.groups:
            return self.diagnoses
        mine = [g for g in self.groups if g.is_clear and (not g.procedures or procedure in g.procedures)]
        unclear = {code: None for g in self.groups if not g.is_clear for code in g.codes}
        listed = {code: None for g in mine for code in g.codes}
        return self.diagnoses.model_copy(
            update={
                "state": "listed" if listed or unclear else "unknown",
                "codes": tuple(listed),
                "unclear": tuple(code for code in unclear if code not in listed),
            }
        )

    def is_in_force(self, on: date) -> bool:
        return (self.effective_from or date.min) <= on <= (self.effective_to or date.max)

    def citation(self, section: str, verified: Grade | None = None) -> Citation:
        """Cite a section of the document, of the article where the pair has one."""
        return Citation(
            authority=self.authority,
            document=self.name,
            section=section,
            url=self.article_url or self.url,
            verified=verified or self.verified,
        )


class Policies(Protocol):
    """Where the rules find policies."""

    @property
    def version(self) -> str: ...

    def naming(self, code: str, on: date) -> Sequence[Coverage]:
        """Give the policies in force on a date that name a procedure."""
        ...

    def ever_naming(self, code: str) -> Sequence[Coverage]:
        """Give the policies of any date that name a procedure."""
        ...

    def count(self, on: date) -> int:
        """Count the policies in force on a date."""
        ...


@dataclass(frozen=True)
class Listed:
    """Policies handed in as they are."""

    policies: tuple[Coverage, ...]
    version: str

    def naming(self, code: str, on: date) -> Sequence[Coverage]:
        return [p for p in self.ever_naming(code) if p.is_in_force(on)]

    def ever_naming(self, code: str) -> Sequence[Coverage]:
        return [p for p in self.policies if code in p.procedures]

    def count(self, on: date) -> int:
        return sum(p.is_in_force(on) for p in self.policies)


NO_POLICIES = Listed((), "none")
