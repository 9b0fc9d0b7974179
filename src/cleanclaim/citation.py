"""Where a statement comes from."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Grade = Literal["official", "secondary", "unverified"]


class Citation(BaseModel):
    """Name the authority, the document and the place in it that a rule rests on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    authority: str
    document: str
    section: str
    url: str
    verified: Grade = "official"

    def __str__(self) -> str:
        return f"{self.authority}, {self.document}, {self.section}"
