"""What happens while a question is answered, in this order: decided once, wrote any number of times, answered once.

Surfaces that stream draw `Decided` at once (codes, verdict, findings, checks, claim), append each `Wrote`, and end with
`Answered`. All texts of `Wrote` together are `Answered.answer.text`: nothing that was shown is taken back.
"""

from dataclasses import dataclass

from cleanclaim.answer import Answer


@dataclass(frozen=True)
class Decided:
    """The decision, before a word of prose: an answer whose `text` is still empty."""

    answer: Answer


@dataclass(frozen=True)
class Wrote:
    """A piece of the text that passed the gate."""

    text: str


@dataclass(frozen=True)
class Answered:
    """The whole answer."""

    answer: Answer


Event = Decided | Wrote | Answered
