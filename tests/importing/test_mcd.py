"""The coverage database becomes policies of our own form: whole, strict, and ours step back for the dates it covers."""

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest

from cleanclaim import assemble, importing
from cleanclaim.assistant import Assistant
from cleanclaim.claim import parse
from cleanclaim.errors import UnreadableFile
from cleanclaim.finding import Finding
from cleanclaim.importing.mcd.prose import pieces, plain
from cleanclaim.importing.mcd.scopes import scope
from cleanclaim.settings import Settings
from importing import mcd_export

TODAY = date(2026, 11, 23)


def with_import(home: Path, rows: mcd_export.Rows) -> Settings:
    importing.import_files("mcd", [mcd_export.write(home / "current_article.zip", rows)], home)
    return Settings(home=home)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant after Novitas's pair was imported."""
    home = tmp_path_factory.mktemp("mcd")
    return assemble.assistant(with_import(home, mcd_export.trigger_points()), lambda: TODAY)


def off_list(assistant: Assistant, claim: str) -> list[Finding]:
    return [f for f in assistant.check(parse(claim)).findings if f.rule == "diagnosis-not-on-policy"]


def test_an_imported_list_is_checked_where_ours_was_unknown(imported: Assistant, assistant: Assistant) -> None:
    claim = "20552 | dx {} | dos 2026-03-02 | state PA"
    assert "list of L35010/A57751 is not on file" in str(assistant.check(parse(claim.format("M54.12"))).checks)
    assert not off_list(imported, claim.format("M54.12"))
    assert off_list(imported, claim.format("R52"))[0].severity == "denied"


def test_a_group_that_speaks_of_primary_codes_is_left_to_a_person(imported: Assistant) -> None:
    answer = imported.check(parse("20552 | dx G89.4 | dos 2026-03-02 | state PA"))
    policies = next(c for c in answer.checks if c.check == "policies")
    assert policies.state == "not_checked" and "a person must read" in (policies.why or "")


def test_ours_stays_for_dates_and_contractors_the_import_does_not_cover(imported: Assistant) -> None:
    assert off_list(imported, "20552 | dx M54.12 | dos 2026-03-02 | state OH")
    names = {p.name: p for p in imported.knowledge.naming("20552", date(2020, 1, 6))}
    assert "L35010/A57751" in names and not names["L35010/A57751"].groups


def test_limits_of_our_own_file_stay_with_the_imported_list(imported: Assistant, assistant: Assistant) -> None:
    own, official = assistant.knowledge.policy("A57751"), imported.knowledge.policy("A57751")
    assert own and official and official.groups and official.limits == own.limits and official.session == own.session


def test_a_question_is_answered_from_the_imported_document(imported: Assistant) -> None:
    answer = imported.answer("how often are trigger point moonlight sessions paid in PA medicare?")
    assert any("Moonlight" in c.quote for c in answer.citations)
    for cited in answer.citations:
        passage = imported.knowledge.passage(cited.passage)
        assert passage and passage.text[cited.start : cited.end] == cited.quote
    ours = {p.id for p in imported.knowledge.passages.values() if p.document in ("L35010", "A57751")}
    assert not ours & {c.passage for c in answer.citations}


def test_states_come_from_jurisdictions_not_ended(imported: Assistant) -> None:
    policy = imported.knowledge.policy("L35010")
    assert policy and policy.states == ("PA",) and policy.mac == "Novitas"


def test_the_database_may_be_imported_again(tmp_path: Path) -> None:
    rows = mcd_export.trigger_points()
    with_import(tmp_path, rows)
    rows["article_x_icd10_covered.csv"] = rows["article_x_icd10_covered.csv"][:1]
    again = assemble.assistant(with_import(tmp_path, rows), lambda: TODAY)
    assert off_list(again, "20552 | dx M54.12 | dos 2026-03-02 | state PA")


@pytest.fixture(scope="module")
def beyond_pain(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    """An assistant after an import that holds a topic which has nothing to do with pain."""
    return assemble.assistant(with_import(tmp_path_factory.mktemp("mcd"), mcd_export.with_cataract()), lambda: TODAY)


@pytest.mark.parametrize(
    ("question", "verdict", "first"),
    [
        ("is cataract surgery 66984 covered with H25.11 in Ohio medicare dos 2026-03-02", "yes", "A56544"),
        ("does H40.9 support 66984 ohio medicare", "no", "A56544"),
        ("which diagnoses support 66984 in OH", None, "A56544"),
        ("cataract surgery coverage criteria ohio", None, "L33558"),
        ("what does medicare ask for cataract extraction in Ohio?", None, "L33558"),
    ],
)
def test_a_question_on_any_topic_that_was_imported_is_answered_from_its_document(
    beyond_pain: Assistant, question: str, verdict: str | None, first: str
) -> None:
    answer = beyond_pain.answer(question)
    assert (answer.verdict, answer.citations[0].document) == (verdict, first)
    assert answer.citations[0].verified == "official" and "secondary" not in answer.short
    assert not {e.code for e in answer.codes if e.stance == "recommended"} - {"66984"}


@pytest.mark.parametrize("question", ["cataract surgery coverage criteria ohio", "whats the weather in tampa tomorrow"])
def test_what_no_document_on_file_speaks_of_stays_out_of_scope(imported: Assistant, question: str) -> None:
    assert imported.answer(question).verdict == "out_of_scope"


IMPORT = """
import sys
from pathlib import Path
from cleanclaim import importing
importing.import_files("mcd", [Path(sys.argv[1])], Path(sys.argv[2]))
"""


@pytest.mark.parametrize("written", [1, 2_000_000], ids=["begun", "under way"])
def test_an_import_killed_at_any_point_loses_nothing(tmp_path: Path, written: int) -> None:
    settings = with_import(tmp_path, mcd_export.trigger_points())
    standing = list((tmp_path / "tables").glob("imported-documents-*.sqlite"))
    zipped = mcd_export.write(tmp_path / "all.zip", mcd_export.many(600))
    importer = subprocess.Popen([sys.executable, "-c", IMPORT, str(zipped), str(tmp_path)])
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline and importer.poll() is None:
        fresh = [*(tmp_path / "tables").glob("*.new*")]
        if sum(f.stat().st_size for f in fresh if f.exists()) >= written:
            break
    os.kill(importer.pid, signal.SIGKILL)
    assert importer.wait() == -signal.SIGKILL
    assert list((tmp_path / "tables").glob("imported-documents-*.sqlite")) == standing
    policy = assemble.knowledge(settings).policy("A57751")
    assert policy and policy.groups
    again = with_import(tmp_path, mcd_export.many(3))
    assert assemble.knowledge(again).policy("A60002")
    assert not list((tmp_path / "tables").glob("*.new*"))


@pytest.mark.parametrize(
    ("table", "row", "said"),
    [
        ("article.csv", mcd_export.article("57752", article_eff_date="soon"), "article.csv:3: “soon” is no date"),
        ("article.csv", mcd_export.article("A5"), "expected two numbers"),
        (
            "article_x_icd10_covered.csv",
            mcd_export.of_article("57751", icd10_code_id="HELLO!", icd10_covered_group="1"),
            "HELLO!",
        ),
    ],
)
def test_a_row_that_does_not_fit_stops_the_import(tmp_path: Path, table: str, row: dict[str, str], said: str) -> None:
    rows = mcd_export.trigger_points()
    rows[table] = [*rows[table], row]
    with pytest.raises(UnreadableFile, match=said):
        with_import(tmp_path, rows)
    assert not list((tmp_path / "tables").glob("imported-*"))


@pytest.mark.parametrize(
    ("paragraph", "only", "expected"),
    [
        ("", True, (True, ())),
        ("", False, (False, ())),
        ("For CPT codes 64490-64492:", False, (True, ("64490", "64491", "64492"))),
        ("For CPT code 64493", False, (True, ("64493",))),
        ("These support CPT codes in Group 2.", False, (True, ("64493",))),
        ("These support the CPT codes in Group 1 and Group 2.", False, (False, ())),
        ("Use a code from ICD-10 group 1 with one of these.", True, (False, ())),
        ("Primary diagnosis for 64490", True, (False, ())),
        ("For CPT code 99999 of another article", True, (False, ())),
        ("It is the responsibility of the provider to code to the highest level.", True, (True, ())),
    ],
)
def test_only_a_plain_paragraph_ties_a_group_to_procedures(
    paragraph: str, only: bool, expected: tuple[bool, tuple[str, ...]]
) -> None:
    groups = {"1": ("64490", "64491", "64492"), "2": ("64493",)}
    assert scope(paragraph, ("64490", "64491", "64492", "64493"), groups, only) == expected


def test_html_becomes_plain_paragraphs() -> None:
    assert plain("<p>One&nbsp;&lt;2</p><ul><li>a<br>b</li></ul><table><tr><td>x</td><td>y</td></tr></table>") == (
        "One <2\n- a\nb\nx y"
    )


def test_pieces_keep_every_word_and_stay_short() -> None:
    text = "\n".join("word " * n + "end" for n in (5, 300, 1, 700, 90))
    cut = list(pieces(text))
    assert " ".join(cut).split() == text.split() and max(map(len, cut)) <= 1_200
