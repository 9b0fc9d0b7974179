"""What the scripted model does with one request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

PAUSE = "\N{DOUBLE VERTICAL BAR}"
"""In a text to say: stand still here until the server is told to go on."""


@dataclass(frozen=True)
class Say:
    """Say a text, streamed in chunks of `size` characters with `delay` seconds between them."""

    text: str
    size: int = 7
    delay: float = 0.0
    finish: str | None = "stop"


@dataclass(frozen=True)
class Cut:
    """Say a text and drop the connection, as a crash or a proxy does: no error and no finish_reason."""

    text: str
    size: int = 7
    delay: float = 0.0


@dataclass(frozen=True)
class Tool:
    """Call a tool."""

    name: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Json:
    """Answer with an object, as structured output does."""

    value: Any


@dataclass(frozen=True)
class Status:
    """Answer with an HTTP error."""

    code: int
    retry_after: str | None = None


@dataclass(frozen=True)
class Hang:
    """Take the request and say nothing for a while."""

    seconds: float = 60.0


@dataclass(frozen=True)
class Garbage:
    """Answer 200 with a body that is no JSON (no event where a stream is expected)."""

    body: str = "<html>gateway</html>"


@dataclass(frozen=True)
class Empty:
    """Answer with no choices."""


@dataclass(frozen=True)
class Refuse:
    """Refuse, in the field that the interface has for it."""

    text: str = "I cannot help with that."


Step = Say | Cut | Tool | Json | Status | Hang | Garbage | Empty | Refuse
NO_FACTS = Json({"facts": []})
NO_CLAIM = Tool("propose", {"claim": ""})


@dataclass(frozen=True)
class Script:
    """The steps of each stage in order; the last one repeats. A request shows its stage by what it asks for:
    structured output reads, tools look up, anything else writes."""

    writes: Sequence[Step] = (Say("It was read and checked as the cards above say."),)
    looks_up: Sequence[Step] = (NO_CLAIM,)
    reads: Sequence[Step] = (NO_FACTS,)
