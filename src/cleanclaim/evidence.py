"""The closed world of one answer: nothing outside it may be cited or suggested."""

from dataclasses import dataclass
from datetime import date

from cleanclaim.deciding import Decision
from cleanclaim.knowledge import Passage
from cleanclaim.reading import Scenario


@dataclass(frozen=True)
class Evidence:
    """The scenario, the decision on it, and the passages found for it, numbered from 1 as they are cited."""

    scenario: Scenario
    decision: Decision
    passages: tuple[Passage, ...]
    on: date
    date_is_assumed: bool
    parts: "tuple[Evidence, ...]" = ()
    """The evidence of each question where a text asks several; its passages are among those of the whole."""
