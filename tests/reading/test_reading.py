"""What coders type, and what it is read as."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanclaim.assistant import Assistant
from cleanclaim.reading import Context, Reader

CASES = yaml.safe_load(Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader(assistant: Assistant) -> Reader:
    return Reader(assistant.lexicon, assistant.tables_on(assistant.today()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_it_is_read_as(reader: Reader, case: dict[str, Any]) -> None:
    case = dict(case)
    scenario = reader.read(case.pop("question"), Context())
    case.pop("says")
    if "least" in case:
        count = scenario.count
        assert (count.least if count else None) == case.pop("least")
        if count:
            assert count.most == case.pop("most")
    if "claim" in case:
        assert str(scenario.claim) == case.pop("claim")
    for field, expected in case.items():
        got = getattr(scenario, field)
        assert (list(got) if isinstance(got, tuple) else got) == expected, field


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("is 20552 right", "yes_no"),
        ("20553-50?", "yes_no"),
        ("what is 20552", "open"),
        ("20552 or 20553?", "open"),
        ("64450 x1 or x3?", "open"),
        ("dr injected 2 muscles, billed 20553", "statement"),
        ("¿Puedo facturar 20552?", "yes_no"),
        ("seen in Ohio. does M79.18 support 20552?", "yes_no"),
    ],
)
def test_the_form_of_the_question_is_told_apart(reader: Reader, question: str, form: str) -> None:
    assert reader.read(question, Context()).form == form


def test_every_fact_points_at_its_own_characters(reader: Reader) -> None:
    question = "Dr injected R+L trap and levator, 20553-50 x3 dx m54.12, Tampa, medicare, dos 3/2/2026"
    scenario = reader.read(question, Context())
    shown = {(f.kind, question[f.start : f.end].lower()) for f in scenario.facts}
    assert {("procedure", "20553-50 x3"), ("diagnosis", "m54.12"), ("muscle", "trap"), ("state", "tampa")} <= shown


FRAGMENTS = st.sampled_from(
    "20552 20553-50 x3 M54.12 m7918 dx bilateral R+L trap levator 4 muscles kenalog 40mg FL in ohio dos 3/2/2026 99213-25 "
    "J1010 L39656 ¿ ? ( ) / - -- x or and both 2-3 ２０５５２ \u200b tpi facet L4-5 esi knee jaw".split(" ")
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(FRAGMENTS, max_size=25).map(" ".join)))
def test_no_text_whatever_breaks_the_reader(reader: Reader, question: str) -> None:
    scenario = reader.read(question, Context())
    assert all(0 <= f.start <= f.end <= len(question) for f in scenario.facts)
