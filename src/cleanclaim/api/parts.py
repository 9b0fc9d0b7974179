"""The parts that several resources read or write: strict bodies, text that can be written, dates, states."""

import re
from datetime import date
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from cleanclaim.api.problems import Refused
from cleanclaim.assistant import LONGEST
from cleanclaim.reading import places


def _writable(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character, which no encoding writes") from None
    if "\x00" in text:
        raise ValueError("holds a NUL")
    return text


Text = Annotated[str, AfterValidator(_writable)]
Words = Annotated[str, StringConstraints(max_length=LONGEST)]


class Body(BaseModel):
    """What is sent: nothing unknown, nothing converted."""

    model_config = ConfigDict(extra="forbid", strict=True)


class ContextBody(Body):
    """What is known beside a question."""

    state: Text | None = Field(default=None, examples=["FL"])
    payer: Text | None = Field(default=None, examples=["medicare"])
    date_of_service: Text | None = Field(default=None, examples=["2026-11-02"])
    mac: Text | None = Field(default=None, description="The Medicare contractor, where no state tells it.")
    place_of_service: Text | None = Field(default=None, examples=["11"])


def _iso(text: object) -> object:
    # A bare number would be read as seconds since 1970.
    if isinstance(text, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        raise ValueError("expected year-month-day such as 2026-03-14")
    return text


On = Annotated[
    date | None, BeforeValidator(_iso), Query(description="The date everything is judged by; today when not given.")
]
State = Annotated[str | None, Query(min_length=1, max_length=40, description="Two letters or a name.", examples=["FL"])]


def state_of(text: str | None) -> str | None:
    """Read a state; refuse what is none."""
    found = places.canonical_state(text) if text else None
    if text and found is None:
        raise Refused(422, f"state “{text[:40]}” is no state; expected two letters such as FL.", "invalid-request")
    return found
