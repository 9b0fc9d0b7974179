"""Let a model add facts the reader left open. It never overrules one, and a fact without its words becomes a question.

What a model gives is read again by the deterministic reader from its canonical words, so nothing enters a scenario that
the reader could not have read itself.
"""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from cleanclaim import mentions
from cleanclaim.claim import Claim
from cleanclaim.reading import Reader
from cleanclaim.reading.scenario import Context, Fact, Scenario
from cleanclaim.reading.text import fold

Kind = Literal["muscle", "muscle_count", "state", "payer", "date_of_service", "diagnosis", "procedure"]
_SAID = {
    "muscle": "{}",
    "muscle_count": "{} muscles",
    "state": "state {}",
    "payer": "{}",
    "date_of_service": "dos {}",
    "diagnosis": "dx {}",
    "procedure": "{}",
}
_OF_THE_CLAIM = ("lines", "diagnoses", "date_of_service", "state", "payer", "muscles", "muscle_count")


class Given(BaseModel):
    """A fact as a model gives it: its kind, its canonical value, and the user's own words for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    value: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[\w .,'/()-]+$")]
    quote: Annotated[str, Field(max_length=300)]


class Reading(BaseModel):
    """All facts of one question."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    facts: tuple[Given, ...] = Field(max_length=40)


def fill(scenario: Scenario, given: Iterable[Given], reader: Reader) -> tuple[Scenario, tuple[Kind, ...]]:
    """Give the scenario with the facts it lacked, and the kinds of facts that must be asked of the user."""
    facts = tuple(given)
    spans = {g: at for g in facts if _says(g) and (at := _place(g.quote, scenario.question)) is not None}
    if not spans:
        return scenario, tuple(dict.fromkeys(g.kind for g in facts))
    words = ", ".join(_SAID[g.kind].format(g.value) for g in spans)
    topic = " trigger point injection" if any(g.kind.startswith("muscle") for g in spans) else ""
    added = reader.read(f"{words}{topic}", Context())
    claim = _filled(scenario.claim, added.claim)
    read = tuple(
        g for g in spans if _was_read(g, scenario.claim, claim) or (g.kind.startswith("muscle") and added.count)
    )
    if not read:
        return scenario, tuple(dict.fromkeys(g.kind for g in facts))
    found = [Fact(kind=g.kind, value=g.value, start=spans[g], end=spans[g] + len(g.quote.strip())) for g in read]
    filled = scenario.model_copy(
        update={
            "claim": claim,
            "count": scenario.count or added.count,
            "topics": tuple(dict.fromkeys((*(t for t in scenario.topics if t != "out-of-scope"), *added.topics)))
            if not scenario.topics or scenario.topics == ("out-of-scope",)
            else scenario.topics,
            "mac": scenario.mac or added.mac,
            "payer_is_assumed": scenario.payer_is_assumed and claim.payer is None,
            "facts": tuple(sorted((*scenario.facts, *found), key=lambda f: f.start)),
        }
    )
    return filled, tuple(dict.fromkeys(g.kind for g in facts if g not in spans))


def _says(given: Given) -> bool:
    """Say whether the words given for a code hold that code, in any dress; other facts are judged by the reader."""
    if given.kind not in ("procedure", "diagnosis"):
        return True
    return given.value.upper() in {s.value for s in mentions.recognise(given.quote)}


def _place(quote: str, question: str) -> int | None:
    wanted = fold(quote.strip())
    at = fold(question).find(wanted) if wanted else -1
    return at if at >= 0 else None


def _filled(claim: Claim, added: Claim) -> Claim:
    """Give the claim with what it lacks; a part that was read is left as it is."""
    lacking = {name: getattr(added, name) for name in _OF_THE_CLAIM if not getattr(claim, name)}
    if claim.muscles or claim.muscle_count:
        lacking.pop("muscles", None)
        lacking.pop("muscle_count", None)
    return claim.replace(**{name: value for name, value in lacking.items() if value})


def _was_read(given: Given, before: Claim, after: Claim) -> bool:
    field = {
        "muscle": "muscles",
        "muscle_count": "muscle_count",
        "diagnosis": "diagnoses",
        "procedure": "lines",
    }.get(given.kind, given.kind)
    return bool(getattr(before, field) != getattr(after, field))
