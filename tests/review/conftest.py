"""What the tests of the gate judge by: the closed world of one question, and a way to let text through."""

from collections.abc import Callable

import pytest

from cleanclaim import review
from cleanclaim.assistant import Assistant
from cleanclaim.reading import Context
from cleanclaim.review import Checked, Gate

PAIR = "Can 20610 and 20552 be billed together?"
World = Callable[..., Checked]


@pytest.fixture(scope="session")
def world(assistant: Assistant) -> World:
    """Give what was checked for a question."""
    made: dict[object, Checked] = {}

    def of(question: str = PAIR, **context: object) -> Checked:
        key = (question, *sorted(context.items()))
        if key not in made:
            evidence = assistant.evidence(question, Context.model_validate(context))
            made[key] = review.checked(evidence, assistant.tables_on(evidence.on))
        return made[key]

    return of


def through(checked: Checked, text: str) -> str:
    """Give a text through a gate in one piece."""
    gate = Gate(checked)
    return gate.feed(text) + gate.finish()
