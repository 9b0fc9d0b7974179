"""A model may add facts with their words; it never overrules one, and nothing enters that the reader could not read."""

from collections.abc import Callable
from datetime import date

import pytest

from cleanclaim.reading import Context, Lexicon, Reader, Scenario
from cleanclaim.reading.filling import Given, fill
from cleanclaim.tables.dated import DatedTables
from fixed import KNOWLEDGE


@pytest.fixture
def reader(tables_on: Callable[..., DatedTables]) -> Reader:
    return Reader(Lexicon.load(KNOWLEDGE), tables_on())


def filled(reader: Reader, question: str, *facts: tuple[str, str, str]) -> tuple[Scenario, tuple[str, ...]]:
    given = [Given.model_validate({"kind": k, "value": v, "quote": q}) for k, v, q in facts]
    return fill(reader.read(question, Context()), given, reader)


def test_a_fact_with_its_words_is_added_with_its_place(reader: Reader) -> None:
    scenario, asked = filled(reader, "20553 in the buckeye state", ("state", "OH", "buckeye state"))
    assert scenario.claim.state == "OH" and not asked
    fact = next(f for f in scenario.facts if f.kind == "state")
    assert scenario.question[fact.start : fact.end] == "buckeye state"


def test_a_code_in_words_is_added(reader: Reader) -> None:
    scenario, _ = filled(reader, "billed two oh five five two for it", ("procedure", "20552", "two oh five five two"))
    assert scenario.claim.procedure_codes == ("20552",)


def test_a_fact_that_was_read_is_never_overruled(reader: Reader) -> None:
    scenario, _ = filled(
        reader,
        "20553 in Texas on 2026-03-02",
        ("state", "OH", "Texas"),
        ("date_of_service", "2025-01-01", "2026-03-02"),
    )
    assert (scenario.claim.state, scenario.claim.date_of_service) == ("TX", date(2026, 3, 2))


def test_a_fact_without_words_is_asked(reader: Reader) -> None:
    scenario, asked = filled(reader, "20553 for neck pain", ("state", "OH", "Cleveland"))
    assert scenario.claim.state is None and asked == ("state",)


@pytest.mark.parametrize(
    ("kind", "value"), [("procedure", "99999"), ("state", "Atlantis"), ("date_of_service", "yesterday")]
)
def test_what_the_reader_cannot_read_does_not_enter(reader: Reader, kind: str, value: str) -> None:
    scenario, _ = filled(reader, "the usual thing for pain was done", (kind, value, "usual thing"))
    assert not scenario.claim.lines and scenario.claim.state is None and scenario.claim.date_of_service is None
