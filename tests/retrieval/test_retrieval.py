"""Passages are found by labels and words, filtered by state, payer and date; a real chromadb holds the vectors."""

from datetime import date
from pathlib import Path

import pytest

from cleanclaim import assemble
from cleanclaim.assistant import Assistant
from cleanclaim.retrieval import Wanted, fuse, index
from cleanclaim.retrieval.analyzer import words
from cleanclaim.settings import Settings


@pytest.mark.parametrize(
    ("query", "document"),
    [
        ("taut band hyperirritable spot", "trigger-point-basics"),
        ("right and left trapezius counted", "counting-muscles"),
        ("office visit modifier 25 separately identifiable", "visit-same-day"),
        ("difference tendon sheath ligament trigger point", "tendon-or-trigger-point"),
    ],
)
def test_words_find_the_article(assistant: Assistant, query: str, document: str) -> None:
    found = assistant.retriever.search(query, date(2026, 11, 2))
    assert document in {p.document for p in found[:3]}


def test_vectors_find_a_passage_in_misspelled_words(assistant: Assistant) -> None:
    found = assistant.retriever.dense_search(
        "hyperiritable taught bandd triger poinnt", assistant.retriever.shelf.allowed(date(2026, 11, 2)), 5
    )
    assert any(i.startswith("trigger-point-basics#") for i, _ in found)


def test_state_payer_and_date_are_filters(assistant: Assistant) -> None:
    wanted = Wanted(
        asks=("coverage",), codes=("20552",), topics=("trigger-point",), documents=("L39713", "L39656", "L34588")
    )
    found = assistant.retriever.search("covered", date(2024, 3, 1), "MI", "medicare", wanted, limit=50)
    assert all(not p.states or "MI" in p.states for p in found)
    assert all(p.is_in_force(date(2024, 3, 1)) for p in found)
    assert "L34588" in {p.document for p in found} and "L39713" not in {p.document for p in found}


def test_codes_stay_whole_and_abbreviations_meet_their_words() -> None:
    assert words("TPIs 20552, M79.18!") == ["trigger", "point", "inject", "20552", "m79.18"]


def test_ranks_fuse_by_reciprocal_rank() -> None:
    assert fuse([(["a", "b"], 1.0), (["b", "c"], 1.0)]) == ["b", "a", "c"]


def test_a_killed_build_leaves_nothing_that_serves(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = assemble.knowledge(settings)

    def killed(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(index.DenseLane, "build", killed)
        index.build(tmp_path, known)
    assert not index.is_whole(index.folder_of(tmp_path, known))
    assert index.is_whole(index.build(tmp_path, known))
