"""Every answer leaves a receipt before it is shown, without identifiers, and its decision can be derived again."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from cleanclaim import assemble, cli
from cleanclaim.asking import context
from cleanclaim.assistant import Assistant
from cleanclaim.errors import ReceiptUnwritable, UnreadableFile, UnreadableQuestion
from cleanclaim.events import Decided
from cleanclaim.reading import Context
from cleanclaim.receipts.book import LedgerBook
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.receipts.receipt import hashed
from cleanclaim.receipts.replay import Replayer, parsed
from cleanclaim.receipts.verifying import verify
from cleanclaim.settings import Settings

OHIO = Context(state="OH", payer="medicare", date_of_service=date(2026, 3, 2))
QUESTIONS = (
    "is 20552 the cpt code for a trigger point injection with icd 10 m54.12",
    "Can 20610 and 20552 be billed together?",
    "dr injected R+L trap and levator, billed 20553-50 x3 dx M79.18, FL mcr",
    "How often should trigger point injections be performed?",
    "what is the weather",
    "prolotherapy billed as 20552?",
    "L4-5 and L5-S1 medial branch blocks bilateral, what codes",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "receipts.jsonl", lambda: datetime(2026, 11, 23, 12, tzinfo=UTC))


def keeping(assistant: Assistant, ledger: Ledger, **how: bool) -> Assistant:
    return replace(assistant, book=LedgerBook(ledger, **how))


def replayer(assistant: Assistant) -> Replayer:
    return Replayer(assistant.knowledge, assistant.tables_on, assistant.lexicon)


def test_the_receipt_stands_before_anything_is_shown(assistant: Assistant, ledger: Ledger) -> None:
    stream = keeping(assistant, ledger).stream(QUESTIONS[0])
    first = next(stream)
    assert isinstance(first, Decided)
    kept = ledger.find(first.answer.id)
    assert kept and kept.is_intact
    *_, last = stream
    said = parsed(kept)
    assert (said.text, said.short) == (hashed(last.answer.text), hashed(last.answer.short))  # type: ignore[union-attr]
    assert said.question.sha256 == hashed(QUESTIONS[0])


def test_without_a_receipt_nothing_of_the_answer_is_given(assistant: Assistant, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    stream = keeping(assistant, Ledger(tmp_path / "file" / "book", lambda: datetime.now(UTC))).stream(QUESTIONS[0])
    with pytest.raises(ReceiptUnwritable, match=r"withheld.*could not be written.*CLEANCLAIM_RECEIPTS=optional"):
        next(stream)


def test_where_the_operator_allows_it_the_answer_goes_out_and_says_that_it_has_none(
    assistant: Assistant, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    ledger = Ledger(tmp_path / "file" / "book", lambda: datetime.now(UTC))
    answer = keeping(assistant, ledger, is_required=False).answer(QUESTIONS[0])
    assert any("No receipt" in notice for notice in answer.notices)


def test_a_receipt_holds_neither_the_question_nor_an_identifier(assistant: Assistant, ledger: Ledger) -> None:
    question = "pt Jane Roe DOB 04/12/1951 MBI 1EG4-TE5-MK73 jolly good TPI L trap + L levator, M79.18, what code"
    keeping(assistant, ledger).answer(question, earlier=("Mr. Poe has pain, MRN 8812345, is 20552 right?",))
    line = ledger.path.read_text(encoding="utf-8")
    assert not any(
        word in line for word in ("Jane", "Roe", "Poe", "04/12/1951", "1951-04-12", "1EG4", "8812345", "jolly")
    )
    keeping(assistant, ledger, keeps_questions=True).answer(question)
    text = parsed(next(iter(ledger.newest()))).question.text
    assert text and "jolly" in text and "Jane" not in text and "1951" not in text


def test_a_receipt_holds_what_the_answer_stood_on(assistant: Assistant, ledger: Ledger) -> None:
    answer = keeping(assistant, ledger).answer("does M54.12 support 20552", OHIO)
    said = parsed(next(iter(ledger.newest())))
    assert (said.id, said.derived.claim, said.derived.verdict) == (answer.id, answer.claim, "no")
    assert said.derived.findings == answer.findings and said.derived.checks == answer.checks
    assert {c.code for c in (*said.derived.codes, *said.mentioned)} == {c.code for c in answer.codes}
    assert [(p.passage, p.sha256) for p in said.passages] == [(c.passage, hashed(c.quote)) for c in answer.citations]
    assert said.versions.tables == answer.versions.tables and len(said.versions.program) == 12


def test_every_decision_is_derived_again_and_is_identical(assistant: Assistant, ledger: Ledger) -> None:
    asked = keeping(assistant, ledger)
    for question in QUESTIONS:
        asked.answer(question)
        asked.answer(question, OHIO)
    asked.answer("and with M79.18?", OHIO, earlier=("does M54.12 support 20552",))
    for kept in ledger.newest():
        done = replayer(assistant).replay(kept)
        assert done.is_identical and not done.versions, done


def test_what_differs_is_named_and_so_are_the_versions(assistant: Assistant, ledger: Ledger) -> None:
    keeping(assistant, ledger).answer("does M54.12 support 20552", OHIO)
    kept = next(iter(ledger.newest()))
    known = assistant.knowledge
    changed = tuple(
        p.model_copy(update={"diagnoses": p.diagnoses.model_copy(update={"codes": (*p.diagnoses.codes, "M54.12")})})
        if p.id == "L39656"
        else p
        for p in known.policies
    )
    other = replace(known, policies=changed, articles=(), written="0" * 12)
    tables_on = lambda on: replace(assistant.tables_on(on), coverage=other)  # type: ignore[type-var]  # noqa: E731
    done = Replayer(other, tables_on, assistant.lexicon).replay(kept)
    assert not done.is_identical
    assert any(v.startswith("knowledge: then") and v.endswith("now 000000000000") for v in done.versions)
    assert "verdict: then no, now yes" in done.differences
    assert any(d.startswith("finding diagnosis-not-on-policy on 20552: then there, now gone") for d in done.differences)
    assert all("no longer on file" in said for said in done.passages)


def test_a_passage_that_says_something_else_is_named(assistant: Assistant, ledger: Ledger) -> None:
    answer = keeping(assistant, ledger).answer("does M54.12 support 20552", OHIO)
    cited = answer.citations[0].passage
    policies = tuple(
        p.model_copy(
            update={
                "sections": tuple(
                    s.model_copy(update={"text": s.text.upper()}) if s.id == cited else s for s in p.sections
                )
            }
        )
        for p in assistant.knowledge.policies
    )
    other = replace(replayer(assistant), knowledge=replace(assistant.knowledge, policies=policies))
    assert other.replay(next(iter(ledger.newest()))).passages == (f"{cited} no longer says what was quoted",)


def test_what_a_model_worded_is_another_line_and_its_passages_are_those_replayed(
    assistant: Assistant, ledger: Ledger
) -> None:
    book = LedgerBook(ledger)
    answer = replace(assistant, book=book).answer("does M54.12 support 20552", OHIO)
    cited = answer.citations[0].model_copy(update={"passage": "A0#gone"})
    book.reword(answer.model_copy(update={"text": "Said otherwise.", "model": "m", "citations": (cited,)}))
    kept, reworded = ledger.find(answer.id), ledger.find(answer.id, "of")
    assert kept and reworded and reworded.content["text"] == hashed("Said otherwise.")
    assert reworded.content["model"] == "m" and verify(ledger.lines()).is_whole
    assert replayer(assistant).replay(kept, reworded).passages == ("A0#gone is no longer on file",)


def test_a_receipt_of_a_form_not_known_says_so(assistant: Assistant, ledger: Ledger) -> None:
    ledger.append('{"kind":"answer","id":"a","mood":"good"}')
    with pytest.raises(UnreadableFile, match="does not know"):
        replayer(assistant).replay(next(iter(ledger.newest())))


def test_switched_off_there_is_no_book(settings: Settings) -> None:
    assert assemble.book(settings).keep(None, None, date.today()) is None  # type: ignore[arg-type]
    required = assemble.book(settings.model_copy(update={"receipts": "required"}))
    assert isinstance(required, LedgerBook) and required.is_required and not required.keeps_questions


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as caught:
        cli.main(list(arguments))
    return int(caught.value.code or 0)


def test_the_commands_list_verify_and_replay(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CLEANCLAIM_HOME", str(settings.home))
    monkeypatch.setenv("CLEANCLAIM_RECEIPTS", "required")
    assert run("receipts", "verify") == 2
    assert run("ask", "does M54.12 support 20552 in Ohio, medicare, dos 3/2/2026", "--json") == 0
    name = json.loads(capsys.readouterr().out)["id"]
    assert run("receipts", "list") == 0 and name in capsys.readouterr().out
    assert run("receipts", "verify") == 0
    anchor = capsys.readouterr().out.splitlines()[-1]
    assert run("receipts", "verify", "--anchor", anchor) == 0
    assert run("receipts", "verify", "--anchor", "nonsense") == 2
    assert run("receipts", "replay", "nowhere") == 2
    # Another process, with other hashes of its own, derives the same.
    command = [sys.executable, "-m", "cleanclaim", "receipts", "replay", name]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Identical" in done.stdout and "same versions" in done.stdout
    book = settings.home / "receipts.jsonl"
    book.write_bytes(book.read_bytes().replace(b'"verdict":"no"', b'"verdict":"yes"'))
    capsys.readouterr()
    assert run("receipts", "verify") == 1
    assert "line 1: receipt 1 was changed" in capsys.readouterr().out
    assert run("receipts", "replay", name) == 2
    book.unlink()


def test_an_identifier_in_place_of_a_payer_is_refused() -> None:
    with pytest.raises(UnreadableQuestion, match="beneficiary number"):
        context({"payer": "1EG4-TE5-MK73"})
