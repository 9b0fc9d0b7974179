"""The loader refuses what cannot be trusted, with file and line; what ships names only codes that are known."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.knowledge import Knowledge, load
from cleanclaim.knowledge.faults import faults, overdue
from cleanclaim.tables.dated import DatedTables
from fixed import TODAY

On = Callable[..., DatedTables]

ARTICLE = """---
id: sample
title: Sample
topics: [general]
codes: ["20552"]
verified: secondary
reviewed: 2026-11-23
sources:
  - {title: A source, url: "https://example.org", verified: official}
---
## First {answers=units}
20552 is one unit.
"""


def folder(tmp_path: Path, text: str, name: str = "sample.md") -> Path:
    (tmp_path / "articles").mkdir(exist_ok=True)
    (tmp_path / "policies").mkdir(exist_ok=True)
    (tmp_path / "articles" / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_sound_article_becomes_passages(tmp_path: Path) -> None:
    known = load(folder(tmp_path, ARTICLE))
    passage = known.passages["sample#first"]
    assert (passage.verified, passage.answers, passage.url) == ("official", ("units",), "https://example.org")


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("---\nid", "id", 1, "front matter"),
        ("title: Sample", "title: Sample\ncolour: red", 4, "colour"),
        ("topics: [general]", "topics: [general", 5, "not YAML"),
        ("https://example.org", "http://example.org", 8, "https"),
        ("id: sample", "id: other", 2, "not the file's name"),
        ("reviewed: 2026-11-23", "reviewed: soon", 7, "reviewed"),
        ("answers=units", "answers=colours", 11, "no kind of question"),
        ("{answers=units}", "{source=4}", 11, "names no source"),
        ("{answers=units}", "{answers=units", 11, "not a section heading"),
        ("20552 is one unit.\n", "", 11, "is empty"),
        ("## First", "20552 stands alone\n## First", 11, "before the first"),
        ("verified: secondary", "verified: surely", 6, "verified"),
    ],
)
def test_a_fault_is_refused_with_file_and_line(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    assert old in ARTICLE
    with pytest.raises(BrokenKnowledge, match=re.escape(says)) as caught:
        load(folder(tmp_path, ARTICLE.replace(old, new, 1)))
    assert re.match(rf".*sample\.md:{line}: ", str(caught.value)), str(caught.value)


def test_what_ships_is_whole(knowledge: Knowledge) -> None:
    trigger_point = {
        p.mac for p in knowledge.policies if "20552" in p.procedures and p.payer == "medicare" and p.kind == "lcd"
    }
    assert trigger_point >= {"CGS", "NGS", "Palmetto", "Noridian", "WPS", "Novitas", "First Coast"}
    assert len(knowledge.passages) > 80 and all(p.url.startswith("https://") for p in knowledge.passages.values())


def test_what_ships_names_known_codes_and_teaches_no_denied_claim(knowledge: Knowledge, tables_on: On) -> None:
    assert not list(faults(knowledge, tables_on, TODAY))
    assert not list(overdue(knowledge, TODAY))


def test_a_document_unread_for_a_year_is_named_with_file_and_line(tmp_path: Path) -> None:
    known = load(folder(tmp_path, ARTICLE))
    assert not list(overdue(known, date(2027, 11, 23)))
    warned = list(overdue(known, date(2027, 11, 24)))
    assert len(warned) == 1 and re.match(
        r".*sample\.md:7: sample was reviewed on 2026-11-23, more than a year", warned[0]
    )


@pytest.mark.parametrize(
    ("state", "before", "after"),
    [
        ("OH", None, "L39656"),
        ("NY", None, "L39662"),
        ("GA", None, "L39671"),
        ("CA", None, "L34211"),
        ("WA", None, "L36859"),
        ("MI", "L34588", "L39713"),
        ("TX", "L35010", "L35010"),
        ("FL", "L33912", "L33912"),
    ],
)
def test_the_right_document_governs_before_and_after_april_2024(
    knowledge: Knowledge, state: str, before: str | None, after: str
) -> None:
    for day, expected in ((date(2024, 3, 30), before), (date(2024, 4, 1), after)):
        found = [p.id for p in knowledge.policies_for(["20552"], day, state) if p.kind == "lcd"]
        assert found == ([expected] if expected else []), (day, found)


def test_each_state_has_one_local_policy_a_day_on_trigger_points(knowledge: Knowledge) -> None:
    for day in (date(2023, 6, 1), date(2024, 3, 30), date(2024, 4, 1), date(2026, 11, 2)):
        for state in ("OH", "NY", "GA", "CA", "WA", "MI", "TX", "FL"):
            found = [p for p in knowledge.policies_for(["20552"], day, state) if p.kind == "lcd"]
            assert len(found) <= 1, (day, state, [p.id for p in found])
