"""Cases are read strictly: what is wrong is named by file and line."""

from pathlib import Path

import pytest
from making import case

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.evals import opening
from cleanclaim.evals.case import Case, load
from cleanclaim.settings import Settings
from fixed import TODAY

_GOOD = "- {id: a, question: q, kind: k, gold: {codes: ['20552']}, why: w, source: s, confidence: high}\n"


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (_GOOD + "- {id: b, question: q, kind: k, gold: {codes: []}, why: w, source: s}\n", 2, "confidence"),
        (_GOOD + _GOOD.replace("id: a", "id: b").replace("codes", "code"), 2, "gold.code"),
        (_GOOD + _GOOD.replace("id: a", "id: b").replace("{codes: ['20552']}", "{}"), 2, "asks for nothing"),
        (_GOOD + _GOOD.replace("id: a", "id: b").replace("{codes: ['20552']}", "{says: [['(']]}"), 2, "no pattern"),
        ("- {id: a\n  question: q\n", 2, "not YAML"),
        ("cases: 1\n", 1, "expected a list"),
        (_GOOD + _GOOD, 1, "stands twice"),
        ("[]\n", 1, "empty suite"),
    ],
)
def test_a_malformed_case_names_file_and_line(text: str, line: int, says: str, tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenKnowledge) as caught:
        load(file)
    assert str(caught.value).startswith(f"{file}:{line}: ") and says in str(caught.value)


def test_a_digest_changes_with_what_is_asked_or_right_and_with_nothing_else() -> None:
    one = case(codes=["20552"])
    assert one.digest == one.model_copy(update={"why": "other", "held_out": True}).digest
    assert one.digest != case(codes=["20553"]).digest
    assert one.digest != one.model_copy(update={"question": "other"}).digest
    assert (
        one.digest != Case.model_validate({**one.model_dump(exclude_unset=True), "earlier": ["what is 20552"]}).digest
    )
    assert case(verdict=None, units=1).digest != case(units=1).digest


def test_a_case_is_asked_after_what_was_asked_before_it(settings: Settings) -> None:
    asker = opening.composed(settings, TODAY)
    alone = case(codes=["20611"]).model_copy(update={"question": "what if ultrasound was used and the picture kept"})
    after = alone.model_copy(update={"earlier": ("left knee injected, no ultrasound",)})
    claims = [shown.claim for one in (alone, after) if (shown := asker.ask(one).shown)]
    assert "20611-LT" in claims[1] and "20611-LT" not in claims[0]
