"""A decision stands on the scenario alone: the question's words are not needed to derive it again."""

import pytest

from cleanclaim.asking import context
from cleanclaim.assistant import Assistant
from cleanclaim.deciding import Desk, decide
from cleanclaim.evals.case import load
from cleanclaim.reading import Reader, Scenario
from cleanclaim.settings import Settings


def test_every_eval_case_is_decided_the_same_without_its_words(assistant: Assistant, settings: Settings) -> None:
    reader = Reader(assistant.lexicon, assistant.tables_on(assistant.today()))
    desk = Desk(assistant.knowledge, assistant.tables_on, assistant.lexicon, assistant.today())
    for case in load(settings.evals / "cases"):
        scenario = reader.read(case.question, context({k: str(v) for k, v in case.context if v}))
        assert decide(scenario.model_copy(update={"question": ""}), desk) == decide(scenario, desk), case.id


def test_a_word_that_no_receipt_would_keep_cannot_be_asked_for() -> None:
    with pytest.raises(ValueError, match="reading/cues"):
        Scenario(question="x").says("yesterday")
