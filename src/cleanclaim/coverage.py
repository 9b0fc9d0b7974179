"""What a coverage policy asks of a claim: the facts that rules enforce. The words about them live in `knowledge`."""

from datetime import date
from typing import Literal

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
    verified: Grade = "unverified"
    note: str = ""


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
    verified: Grade


class Coverage(_Facts):
    """A coverage document's enforceable facts: an LCD with its article, an NCD, a manual, or a payer's policy."""

    id: str
    kind: Literal["lcd", "ncd", "manual", "commercial"]
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
    limits: tuple[Limit, ...] = ()
    session: Session | None = None
    modifiers_refused: tuple[Modifier, ...] = ()
    url: str
    article_url: str | None = None
    verified: Grade

    @property
    def name(self) -> str:
        """Give the document's number, with its article's where it has one."""
        return f"{self.id}/{self.article}" if self.article else self.id

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
