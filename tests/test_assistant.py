"""The main job, end to end: a coder's question in, a checked and cited answer out."""

from datetime import date

import pytest

from cleanclaim import mentions
from cleanclaim.answer import Answer
from cleanclaim.assistant import Assistant
from cleanclaim.errors import UnreadableQuestion
from cleanclaim.events import Answered, Decided, Wrote
from cleanclaim.reading import Context

SEED = "is 20552 the cpt code for a trigger point injection with icd 10 m54.12"


def entry(answer: Answer, code: str):  # type: ignore[no-untyped-def]
    return next(c for c in answer.codes if c.code == code)


def test_the_seed_question_depends_on_the_contractor_and_says_what_is_known_of_each(assistant: Assistant) -> None:
    answer = assistant.answer(SEED)
    assert answer.verdict == "depends"
    assert entry(answer, "20552").coding == "pass" and entry(answer, "20552").coverage == "depends"
    assert "Radiculopathy" in answer.text and "one or two muscles" in answer.text
    by_document = {b.document: b.coverage for b in answer.branches}
    assert by_document["L35010/A57751"] == "not_checked" and by_document["L33912/A57114"] == "not_checked"
    assert by_document["L39656/A59480"] == "not_covered" and len(by_document) == 8
    assert answer.citations and all(c.quote for c in answer.citations)
    assert {c.check for c in answer.checks} >= {"ptp", "mue", "icd10cm", "procedures", "policies"}


def test_where_the_list_is_not_on_file_coverage_is_not_checked_and_the_article_is_named(assistant: Assistant) -> None:
    answer = assistant.answer(SEED, Context(state="FL", payer="medicare"))
    assert entry(answer, "20552").coverage == "not_checked"
    assert "A57114" in answer.text and "not on file" in answer.text


def test_a_diagnosis_off_the_list_is_not_covered_while_the_code_is_right(assistant: Assistant) -> None:
    answer = assistant.answer(
        "does M54.12 support 20552", Context(state="OH", payer="medicare", date_of_service=date(2026, 3, 2))
    )
    assert answer.verdict == "no"
    assert (entry(answer, "20552").coding, entry(answer, "20552").coverage) == ("pass", "not_covered")


def test_a_listed_diagnosis_is_covered(assistant: Assistant) -> None:
    answer = assistant.answer(
        "does M79.18 support 20552", Context(state="OH", payer="medicare", date_of_service=date(2026, 3, 2))
    )
    assert (answer.verdict, entry(answer, "20552").coverage) == ("yes", "covered")


def test_every_citation_quotes_the_stored_passage_at_its_place(assistant: Assistant) -> None:
    for question in (
        SEED,
        "How often should trigger point injections be performed?",
        "Can 20610 and 20552 be billed together?",
    ):
        answer = assistant.answer(question)
        assert answer.citations
        for cited in answer.citations:
            assert assistant.knowledge.passages[cited.passage].text[cited.start : cited.end] == cited.quote


def test_a_retired_policy_answers_for_its_own_dates_only(assistant: Assistant) -> None:
    before = assistant.answer(
        "which policy covers TPI", Context(state="MI", payer="medicare", date_of_service=date(2024, 3, 12))
    )
    after = assistant.answer(
        "which policy covers TPI", Context(state="MI", payer="medicare", date_of_service=date(2024, 4, 12))
    )
    local = {"L34588", "L39713", "A59553"}
    assert {c.document for c in before.citations} & local == {"L34588"}
    assert {c.document for c in after.citations} & local <= {"L39713", "A59553"}


def test_a_code_from_nowhere_is_never_recommended_and_never_called_clean(assistant: Assistant) -> None:
    answer = assistant.answer("dr injected 2 muscles, billed 20559, ok?")
    assert entry(answer, "20559").stance == "rejected"
    assert answer.verdict == "no"


def test_a_code_of_another_field_is_not_checked_not_recommended_and_not_called_unknown(assistant: Assistant) -> None:
    answer = assistant.answer("dr injected 2 muscles, billed 27447, ok?")
    assert (entry(answer, "27447").stance, entry(answer, "27447").coding) == ("asked", "not_checked")
    assert "27447" not in answer.claim


def test_every_code_in_the_text_has_an_entry(assistant: Assistant) -> None:
    answer = assistant.answer(SEED)
    assert {m.code for m in mentions.find(answer.text)} <= {c.code for c in answer.codes}


def test_identifiers_are_neither_echoed_nor_kept(assistant: Assistant) -> None:
    answer = assistant.answer(
        "pt Jane Roe DOB 04/12/1951 MBI 1EG4-TE5-MK73 got TPI L trap + L levator, M79.18, what code"
    )
    whole = answer.model_dump_json()
    assert not any(secret in whole for secret in ("Jane Roe", "1951", "1EG4"))
    assert "identifiers" in answer.short and entry(answer, "20552").stance == "recommended"


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("", "empty"),
        ("   \n", "empty"),
        ("x" * 100_000, "100,000 characters"),
        ("\x00\x01\x02\x03", "not text"),
        ("???", "no word"),
    ],
)
def test_what_cannot_be_read_gets_one_sentence_saying_what_was_expected(
    assistant: Assistant, question: str, says: str
) -> None:
    with pytest.raises(UnreadableQuestion, match=says) as caught:
        assistant.answer(question)
    assert "expected" in str(caught.value) and "\n" not in str(caught.value)


def test_the_same_question_gets_the_same_answer(assistant: Assistant) -> None:
    one, two = (assistant.answer(SEED).model_dump(exclude={"id"}) for _ in range(2))
    assert one == two


def test_a_diagnosis_alone_is_never_called_covered_by_silence(assistant: Assistant) -> None:
    answer = assistant.answer("is fibromyalgia a covered diagnosis for TPI in Ohio, medicare, dos 3/2/2026")
    assert answer.verdict == "no" and entry(answer, "M79.7").coverage == "not_covered"
    unknown = assistant.answer("is fibromyalgia a covered diagnosis for TPI in Florida, medicare, dos 3/2/2026")
    assert unknown.verdict == "depends" and entry(unknown, "M79.7").coverage == "not_checked"


def test_what_still_fails_after_mending_is_never_told_to_report(assistant: Assistant) -> None:
    answer = assistant.answer("prolotherapy billed as 20552?")
    assert answer.verdict == "no" and entry(answer, "20552").stance == "rejected"
    assert "Report `20552`" not in answer.text


def test_the_decision_comes_before_the_text_and_all_that_was_written_is_the_text(assistant: Assistant) -> None:
    decided, *written, answered = assistant.stream("is 20552 right for two muscles?")
    assert isinstance(decided, Decided) and isinstance(answered, Answered)
    assert decided.answer.codes and not decided.answer.text
    assert "".join(w.text for w in written if isinstance(w, Wrote)) == answered.answer.text
    assert decided.answer == answered.answer.model_copy(update={"text": ""})
