"""The judgement set is sound, its measures are right, and the search keeps what was measured."""

from datetime import date
from pathlib import Path

import pytest

from cleanclaim.assistant import Assistant
from cleanclaim.errors import BrokenKnowledge
from cleanclaim.evals import judgements
from cleanclaim.evals.judgements import Judgement, Measures, measure
from cleanclaim.knowledge import Knowledge

SET = Path(__file__).parents[2] / "evals" / "retrieval"
ASKED = judgements.load(SET)


def test_the_set_is_large_and_asks_nothing_twice() -> None:
    assert len(ASKED) >= 150 and len({j.ask for j in ASKED}) == len(ASKED)
    assert 0.3 < sum(j.held_out for j in ASKED) / len(ASKED) < 0.36


@pytest.mark.parametrize("judged", ASKED, ids=lambda j: j.ask[:40])
def test_every_passage_named_exists_and_may_answer_in_its_context(knowledge: Knowledge, judged: Judgement) -> None:
    for name in (*judged.best, *judged.also):
        passage = knowledge.passages[name]
        assert passage.is_in_force(judged.day), (name, judged.day)
        assert not judged.state or not passage.states or judged.state in passage.states, name
        assert not judged.payer or not passage.payer or judged.payer == passage.payer, name


def test_words_alone_keep_what_was_measured(assistant: Assistant) -> None:
    ranked = [(j, [p.id for p in assistant.retriever.search(j.ask, j.day, j.state, j.payer, limit=10)]) for j in ASKED]
    found = measure(ranked)
    assert found.recall_at_5 > 0.85 and found.ndcg_at_10 > 0.80, found


def test_measures_of_a_ranking_worked_by_hand() -> None:
    judged = Judgement(ask="which", best=("a", "b"), also=("c",), topic="t", held_out=False, day=date(2026, 1, 1))
    found = measure([(judged, ["x", "a", "c", "a"])])
    gained = 3 / 1.584962500721156 + 1 / 2
    ideal = 3 + 3 / 1.584962500721156 + 1 / 2
    assert (found.recall_at_5, found.found_at_5, found.first, found.mrr) == (0.5, 1.0, 0.0, 0.5)
    assert found.ndcg_at_10 == pytest.approx(gained / ideal)
    assert measure([(judged, ["a", "b", "c"])]) == Measures(1, 1.0, 1.0, 1.0, 1.0, 1.0)
    assert measure([(judged, ["x"])]) == Measures(1, 0.0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ask: one\n", "expected a list of judgements"),
        ("- {ask: one}\n", "judgement 1 (“one”)"),
        ("- {ask: one, best: [a], colour: red}\n", "colour"),
        ("- {ask: one, best: [a], state: Ohio}\n", "state"),
        ("- {ask: one, best: []}\n", "best"),
        ("- {ask: one, best: [a], day: soon}\n", "day"),
    ],
)
def test_a_judgement_out_of_form_is_refused(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKnowledge) as caught:
        judgements.load(tmp_path)
    assert says in str(caught.value) and "bad.yaml" in str(caught.value)
