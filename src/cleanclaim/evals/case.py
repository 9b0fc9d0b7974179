"""An eval case: a question as coders ask it and what a right answer holds. Written in YAML, readable without programming."""

import json
import re
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from cleanclaim.answer import Verdict
from cleanclaim.errors import BrokenKnowledge


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"“{text}” is no pattern: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]


class Gold(_Part):
    """What a right answer holds. A word that is left out leaves its question open."""

    verdict: Verdict | None = None
    """`null` written out asks for an answer without a verdict."""
    codes: tuple[str, ...] = ()
    exact: bool = False
    """`codes` is the whole list: any other procedure or drug that is recommended is one too many."""
    never: tuple[str, ...] = ()
    modifiers: tuple[Pattern, ...] = ()
    modifiers_on: dict[str, tuple[Pattern, ...]] = {}
    """The modifiers of one code's line; an empty list asks for a line without any."""
    never_modifiers: tuple[str, ...] = ()
    units: int | None = None
    units_on: dict[str, int] = {}
    says: tuple[tuple[Pattern, ...], ...] = ()
    """Facts, each with the patterns that would tell it; one of each must match."""
    cites: tuple[Pattern, ...] = ()
    """Documents that must be found and cited."""
    passages: tuple[Pattern, ...] = ()
    """Passages, by their ids, that must be found."""
    never_says: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _ask_for_something(self) -> Self:
        if not self.model_fields_set:
            raise ValueError("asks for nothing; a case that cannot fail proves nothing")
        return self


class CaseContext(_Part):
    state: str | None = None
    payer: str | None = None
    date_of_service: date | None = None
    mac: str | None = None
    place_of_service: str | None = None


class Case(_Part):
    """One case with its gold, where it comes from and how sure the gold is."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    question: str = Field(min_length=1)
    earlier: tuple[str, ...] = ()
    """What was asked before in the conversation, oldest first."""
    context: CaseContext = CaseContext()
    kind: str
    gold: Gold
    why: str
    source: str
    confidence: Literal["high", "medium", "low"]
    held_out: bool = False
    """Kept from tuning: its misses are counted apart and not looked into while rules or words are changed."""

    @property
    def digest(self) -> str:
        """Name what is asked and what counts as right, so that two runs know whether they answered the same."""
        asked = self.model_dump(mode="json", include={"question", "earlier", "context", "gold"}, exclude_unset=True)
        return sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:12]


def load(source: Path) -> tuple[Case, ...]:
    """Load every case of a file or folder; an empty suite is an error, a malformed case names file and line."""
    files = sorted(source.glob("*.yaml")) if source.is_dir() else [source]
    cases = [case for file in files for case in _load(file)]
    if not cases:
        raise BrokenKnowledge(f"{source}:1: no eval case; an empty suite proves nothing.")
    ids = [case.id for case in cases]
    twice = next((i for i in ids if ids.count(i) > 1), None)
    if twice:
        raise BrokenKnowledge(f"{source}:1: the case {twice} stands twice.")
    return tuple(cases)


def _load(file: Path) -> list[Case]:
    try:
        node = yaml.compose(file.read_text(encoding="utf-8"))
        data: Any = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BrokenKnowledge(f"{file}:{line}: not YAML: {error.problem}.") from None
    if not isinstance(data, list) or not isinstance(node, yaml.SequenceNode):
        raise BrokenKnowledge(f"{file}:1: expected a list of cases.")
    cases = []
    for each, at in zip(data, node.value, strict=True):
        try:
            cases.append(Case.model_validate(each))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise BrokenKnowledge(f"{file}:{at.start_mark.line + 1}: {where}: {first['msg']}.") from None
    return cases
