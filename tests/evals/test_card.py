"""The card's figures are counted from the cases, and the cases and the card agree."""

from pathlib import Path

from cleanclaim.evals import card
from cleanclaim.evals.case import load

EVALS = Path(__file__).parent.parent.parent / "evals"


def test_the_card_holds_the_figures_of_the_cases() -> None:
    text = (EVALS / "README.md").read_text(encoding="utf-8")
    assert card.rewritten(text, load(EVALS / "cases")) == text, "run `make baseline`"


def test_every_word_of_a_gold_is_told_on_the_card() -> None:
    from cleanclaim.evals.case import Gold

    text = (EVALS / "README.md").read_text(encoding="utf-8")
    assert not {word for word in Gold.model_fields if word not in text}
