"""An answer that shows an unchecked code cannot be constructed."""

import json
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from cleanclaim.answer import Answer, AnswerContext, CodeEntry, Versions


def an_answer(text: str, codes: tuple[CodeEntry, ...] = ()) -> Answer:
    return Answer(
        id="1",
        question="?",
        context=AnswerContext(),
        as_of=date(2026, 11, 23),
        claim="",
        verdict=None,
        short=text,
        text=text,
        codes=codes,
        review="composed",
        versions=Versions(cleanclaim="0", knowledge="0"),
    )


def an_entry(code: str, **changes: object) -> CodeEntry:
    fields: dict[str, object] = {
        "code": code,
        "system": "CPT",
        "label": "x",
        "stance": "asked",
        "coding": "pass",
        "coverage": "not_checked",
    }
    return CodeEntry.model_validate(fields | changes)


@pytest.mark.parametrize("text", ["Report 20552.", "M79.18 supports it.", "J3301 x4", "use `64405-50`", "(20553)"])
def test_a_code_in_the_text_without_an_entry_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="unchecked"):
        an_answer(text)


def test_a_code_with_its_entry_is_shown() -> None:
    assert an_answer("Report 20552.", (an_entry("20552"),)).codes[0].code == "20552"


@pytest.mark.parametrize("coding", ["fail", "not_checked"])
def test_a_code_that_did_not_pass_is_never_recommended(coding: str) -> None:
    with pytest.raises(ValidationError, match="recommended"):
        an_entry("20552", stance="recommended", coding=coding)


def test_the_schema_file_is_the_one_the_models_make() -> None:
    stored = json.loads((Path(__file__).parent.parent / "answer.schema.json").read_text(encoding="utf-8"))
    assert stored == Answer.model_json_schema(mode="serialization")
