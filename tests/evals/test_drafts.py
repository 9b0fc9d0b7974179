"""A complaint becomes a draft without gold, and a draft is no case until a person wrote its gold."""

from pathlib import Path

import pytest
import yaml

from cleanclaim.assistant import Assistant
from cleanclaim.errors import BrokenKnowledge, UnreadableFile
from cleanclaim.evals import drafts
from cleanclaim.evals.case import load


def test_a_draft_holds_the_question_without_identifiers_and_no_gold(assistant: Assistant, tmp_path: Path) -> None:
    answer = assistant.answer("pt Jane Roe DOB 04/12/1951, trap and levator injected. 20552 or 20553?")
    path = drafts.write(tmp_path, answer, "two muscles\nare 20552")
    text = path.read_text(encoding="utf-8")
    assert "Jane Roe" not in text and "1951" not in text and "# What was said against it: two muscles are 20552" in text
    case = yaml.safe_load(text)[0]
    assert case["gold"] == {} and case["question"] == answer.question
    with pytest.raises(BrokenKnowledge, match="asks for nothing"):
        load(path)
    with pytest.raises(UnreadableFile, match="a draft of this answer already"):
        drafts.write(tmp_path, answer)


def test_a_draft_with_its_gold_written_is_a_case(assistant: Assistant, tmp_path: Path) -> None:
    path = drafts.write(tmp_path, assistant.answer("what is 20552"))
    path.write_text(path.read_text(encoding="utf-8").replace("gold: {}", "gold: {codes: ['20552']}"), encoding="utf-8")
    assert load(path)[0].gold.codes == ("20552",)
