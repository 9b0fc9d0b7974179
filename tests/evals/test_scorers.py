"""Each scorer says right, wrong or that it cannot judge, and why."""

from typing import Any

import pytest
from making import PASSAGE, answer, case, entry, marks

from cleanclaim.answer import Answer, AnswerCitation
from cleanclaim.evals import scorers


def cited(**changed: Any) -> AnswerCitation:
    given: dict[str, Any] = {
        "n": 1,
        "passage": PASSAGE.id,
        "document": "L1",
        "title": "t",
        "section": "Limits",
        "url": PASSAGE.url,
        "verified": "official",
        "quote": PASSAGE.text,
        "start": 0,
        "end": len(PASSAGE.text),
    }
    return AnswerCitation.model_validate({**given, **changed})


@pytest.mark.parametrize(
    ("gold", "given", "scorer", "outcome", "unsafe"),
    [
        ({"verdict": "no"}, answer(verdict="no"), "verdict", "right", False),
        ({"verdict": "no"}, answer(verdict="yes"), "verdict", "wrong", False),
        ({"verdict": None}, answer(verdict="yes"), "verdict", "wrong", False),
        ({"codes": ["20552"]}, answer(entry("20552")), "codes", "right", False),
        ({"codes": ["20552"]}, answer(entry("20552", "rejected")), "codes", "wrong", False),
        ({"codes": ["20552"]}, answer(entry("20552", "asked", "fail")), "codes", "wrong", False),
        ({"codes": ["20552"]}, answer(entry("20552"), entry("20610")), "precision", "cannot_judge", False),
        ({"codes": ["20552"], "exact": True}, answer(entry("20552"), entry("20610")), "precision", "wrong", False),
        ({"codes": ["20552"], "exact": True}, answer(entry("20552")), "precision", "right", False),
        ({"never": ["20553"]}, answer(entry("20553")), "never_codes", "wrong", True),
        ({"never": ["20553"]}, answer(entry("20553", "rejected", "fail")), "never_codes", "right", False),
        ({"modifiers": ["59|XS"]}, answer(entry("20552", modifiers=("XS",))), "modifiers", "right", False),
        ({"modifiers": ["59|XS"]}, answer(entry("20552")), "modifiers", "wrong", False),
        (
            {"modifiers_on": {"20552": ["59|XS"], "20610": []}},
            answer(entry("20552", modifiers=("XS",)), entry("20610")),
            "modifier_lines",
            "right",
            False,
        ),
        (
            {"modifiers_on": {"20552": ["59|XS"]}},
            answer(entry("20552"), entry("20610", modifiers=("XS",))),
            "modifier_lines",
            "wrong",
            False,
        ),
        ({"modifiers_on": {"20610": []}}, answer(entry("20610", modifiers=("XS",))), "modifier_lines", "wrong", False),
        ({"never_modifiers": ["50"]}, answer(entry("20552", modifiers=("50",))), "never_modifiers", "wrong", True),
        ({"units": 1}, answer(entry("20552", units=1)), "units", "right", False),
        ({"units": 1}, answer(entry("20552", units=3)), "units", "wrong", True),
        ({"units": 3}, answer(entry("20552", units=1)), "units", "wrong", False),
        ({"units": 1}, answer(), "units", "wrong", False),
        (
            {"units_on": {"J1010": 40}},
            answer(entry("20552", units=1), entry("J1010", system="HCPCS", units=40)),
            "units",
            "right",
            False,
        ),
        ({"units_on": {"J1010": 40}}, answer(entry("20552", units=1)), "units", "wrong", False),
        ({"says": [["two", "2"]]}, answer(short="Two muscles."), "facts", "right", False),
        ({"says": [["two"], ["three"]]}, answer(short="Two muscles."), "facts", "wrong", False),
        ({"verdict": "needs_information"}, answer(verdict="yes"), "abstention", "wrong", False),
        ({"verdict": "yes"}, answer(verdict="out_of_scope"), "abstention", "wrong", False),
        ({"verdict": "out_of_scope"}, answer(verdict="out_of_scope"), "abstention", "right", False),
        ({"verdict": "out_of_scope"}, answer(entry("20552"), verdict="out_of_scope"), "abstention", "wrong", True),
        ({"never_says": ["Jane Roe"]}, answer(short="JANE ROE was seen."), "echo", "wrong", True),
        ({"never_says": ["Jane Roe"]}, answer(short="The patient was seen."), "echo", "right", False),
        ({"cites": ["L1|A1"]}, answer(citations=(cited(),)), "cites", "right", False),
        ({"cites": ["L2"]}, answer(citations=(cited(),)), "cites", "wrong", False),
        ({"units": 1}, answer(), "citations", "cannot_judge", False),
        ({"units": 1}, answer(citations=(cited(),)), "citations", "right", False),
        ({"units": 1}, answer(citations=(cited(passage="L1#gone"),)), "citations", "wrong", True),
        ({"units": 1}, answer(citations=(cited(quote="Four sessions."),)), "citations", "wrong", True),
        ({"units": 1}, answer(citations=(cited(document="L2"),)), "citations", "wrong", True),
        ({"units": 1}, answer(entry("20553", citations=(1,)), citations=(cited(),)), "citations", "wrong", True),
        ({"units": 1}, answer(text="Three [2].", citations=(cited(),)), "citations", "wrong", True),
        ({"units": 1}, answer(as_of="2024-01-01", citations=(cited(),)), "citations", "wrong", True),
        ({"units": 1}, answer(), "checked", "right", False),
    ],
)
def test_a_scorer_judges_and_explains(
    gold: dict[str, Any], given: Answer, scorer: str, outcome: str, unsafe: bool
) -> None:
    mark = marks(case(**gold), given)[scorer]
    assert (mark.outcome, mark.unsafe) == (outcome, unsafe) and mark.why


def test_a_recommended_code_that_was_not_checked_is_unsafe_even_where_the_types_were_got_around() -> None:
    stolen = entry("20553").model_copy(update={"coding": "not_checked"})
    given = answer().model_copy(update={"codes": (stolen,), "text": "Bill 64615."})
    mark = marks(case(units=1), given)["checked"]
    assert mark.unsafe and "20553" in mark.why and "64615" in mark.why


def test_retrieval_is_judged_by_what_was_found_and_not_by_what_was_cited() -> None:
    gold = case(cites=["L1"], passages=["L1#.*"])
    assert marks(gold, answer(), (PASSAGE,))["retrieval"].value == 1.0
    other = PASSAGE.model_copy(update={"id": "L2#x", "document": "L2"})
    assert marks(gold, answer(), (other,))["retrieval"].outcome == "wrong"
    assert marks(gold, answer())["retrieval"].outcome == "cannot_judge"


def test_latency_is_measured_and_makes_no_answer_wrong() -> None:
    mark = marks(case(units=1), answer(), seconds=60)["latency"]
    assert mark.outcome == "wrong" and not mark.counts


def test_what_the_gold_leaves_open_is_not_scored() -> None:
    given = set(marks(case(units=1), answer(entry("20552", units=1))))
    assert given == {"units", "citations", "checked", "latency"}


def test_every_scorer_of_the_folder_is_asked() -> None:
    assert {"verdict", "never_codes", "citations", "retrieval", "echo", "abstention"} <= set(scorers.names())
