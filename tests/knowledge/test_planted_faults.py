"""A catalogue of planted faults: each is refused with the file and the line it stands on."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.knowledge import load
from cleanclaim.knowledge.faults import faults
from cleanclaim.tables.dated import DatedTables
from fixed import TODAY

On = Callable[..., DatedTables]
POLICY = """---
id: L99001
kind: lcd
title: Trigger Point Injections
authority: CGS Administrators
payer: medicare
mac: CGS
article: A99001
states: [KY, OH]
effective_from: 2024-04-01
effective_to: 2030-01-01
procedures: ["20552", "20553"]
diagnoses:
  state: listed
  codes: [M79.18, M79.12]
  verified: official
limits:
  - {what: sessions, count: 3, months: 12, verified: official}
session:
  one_region: true
  other_blocks: false
  guidance_refused: [ultrasound]
  injectates_allowed: [local-anesthetic]
  verified: official
modifiers_refused: ["50"]
url: https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=99001
verified: official
reviewed: 2026-11-23
sources:
  - {title: "L99001", url: "https://www.cms.gov/medicare-coverage-database", verified: official}
---
## Covered diagnoses {A99001 secondary answers=coverage}
M79.18 and M79.12 support 20552.

## How often {L99001 answers=frequency}
At most three sessions in 12 months.

## One session {answers=together,guidance,drug}
One region, no other block, no ultrasound guidance, local anesthetic only.

## Billing and units {answers=units,modifier}
Modifier 50 is not billed. Example: `20552 | dx M79.18`.
"""
ARTICLE = """---
id: sample
title: Sample
topics: [general]
codes: ["20552"]
verified: secondary
reviewed: 2026-11-23
sources:
  - {title: A source, url: "https://example.org/page", verified: official}
---
## First {answers=units}
20552 is one unit: `20552 | dx M79.18`.
"""


def write(home: Path, policy: str = POLICY, article: str = ARTICLE, more: dict[str, str] | None = None) -> Path:
    for name, text in {"policies/l99001.md": policy, "articles/sample.md": article, **(more or {})}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return home


def planted(text: str, old: str, new: str) -> str:
    assert text.count(old) >= 1, f"{old!r} is not in the sample"
    return text.replace(old, new, 1)


def test_the_sound_samples_have_no_fault(tmp_path: Path, tables_on: On) -> None:
    known = load(write(tmp_path))
    # Its contractor's real documents are on file elsewhere; these two stand alone.
    assert not list(faults(known, tables_on, TODAY))


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("id: L99001", "id: L99001\ncolour: red", 3, "colour"),
        ("kind: lcd", "kind: novel", 3, "kind"),
        ("payer: medicare", "payer: Medicare!", 6, "payer"),
        ("mac: CGS", "mac: CGX", 7, "“CGX” is no contractor on file"),
        ("states: [KY, OH]", "states: [KY, XX]", 9, "“XX” is no state"),
        ("effective_from: 2024-04-01", "effective_from: 2024-04-31", 10, "effective_from"),
        ("effective_from: 2024-04-01", "effective_from: April", 10, "effective_from"),
        ("effective_to: 2030-01-01", "effective_to: 2023-01-01", 11, "before it begins"),
        ('procedures: ["20552", "20553"]', 'procedures: ["2055"]', 12, "procedures"),
        ("codes: [M79.18, M79.12]", "codes: [MYALGIA]", 13, "diagnoses"),
        ("state: listed", "state: perhaps", 13, "diagnoses.state"),
        ("state: listed", "state: listed\n  list: none", 13, "diagnoses.list"),
        ("verified: official\nlimits", "verified: surely\nlimits", 13, "diagnoses.verified"),
        ("what: sessions", "what: visits", 17, "limits.0.what"),
        ("count: 3", "count: 0", 17, "limits.0.count"),
        ("guidance_refused: [ultrasound]", "guidance_refused: [sonar]", 19, "guidance_refused"),
        ("one_region: true", "one_place: true", 19, "session.one_place"),
        ("modifiers_refused: [\"50\"]", "modifiers_refused: [\"fifty\"]", 25, "modifiers_refused"),
        ("url: https://www.cms.gov", "url: http://www.cms.gov", 26, "https"),
        ("url: https://www.cms.gov/medicare-coverage-database/view", "url: https://cms/view", 26, "is no address"),
        ("lcd.aspx?lcdid=99001", "lcd aspx", 26, "is no address"),
        ("reviewed: 2026-11-23\n", "", 1, "reviewed"),
        ("authority: CGS Administrators\n", "", 1, "authority"),
        ("## Covered diagnoses {A99001 secondary", "## Covered diagnoses {A99002 secondary", 32, "A99002 is neither"),
        ("answers=coverage}", "answers=covrage}", 32, "“covrage” is no kind of question"),
        ("{A99001 secondary answers=coverage}", "{A99001 certain=yes}", 32, "is not an attribute"),
        ("{A99001 secondary answers=coverage}", "{A99001 states=OH}", 32, "names its states in front"),
        ("## One session", "## How often", 38, "L99001#how-often is also in"),
        ("## How often {L99001 answers=frequency}", "### How often", 35, "is not a section heading"),
        ("At most three sessions in 12 months.\n", "", 35, "is empty"),
    ],
)  # fmt: skip
def test_a_fault_in_a_policy_is_refused(tmp_path: Path, old: str, new: str, line: int, says: str) -> None:
    with pytest.raises(BrokenKnowledge, match=re.escape(says)) as caught:
        load(write(tmp_path, planted(POLICY, old, new)))
    assert re.match(rf".*l99001\.md:{line}: ", str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('procedures: ["20552", "20553"]', 'procedures: ["20552", "20553", "20554"]', 12, "20554 is on no table"),
        ("codes: [M79.18, M79.12]", "codes: [M79.18, M79.12, M79.19]", 13, "M79.19 is on no table"),
        ("states: [KY, OH]\neffective_from: 2024-04-01\neffective_to: 2030-01-01", "states: [KY, FL]\neffective_from: 2024-04-01\n", 9, "FL is served by First Coast, not by CGS"),
        ("M79.18 and M79.12 support", "M79.18 supports", 13, "tells what diagnosis-not-on-policy enforces"),
        ("At most three sessions in 12 months.", "Not too often.", 17, "tells what session-limit enforces"),
        ("One region, no other", "No other", 19, "tells what more-than-one-region enforces"),
        ("no other block,", "nothing else,", 19, "tells what other-block-same-session enforces"),
        ("no ultrasound guidance, ", "", 19, "tells what guidance-with-trigger-point enforces"),
        (", local anesthetic only", "", 19, "tells what injectate-not-covered enforces"),
        ("Modifier 50 is not billed.", "Sides are counted.", 25, "tells what bilateral-not-allowed enforces"),
        ('modifiers_refused: ["50"]', 'modifiers_refused: ["5Q"]', 25, "5Q is on no table"),
        ("M79.18 and M79.12 support 20552.", "M79.18 and M79.12 support 20552, 20554 too.", 32, "names 20554"),
        ("`20552 | dx M79.18`", "`20552-50 | dx M79.18`", 41, "which bilateral-not-allowed denies"),
        ("`20552 | dx M79.18`", "`20552; 20553`", 41, "which both-trigger-point-codes denies"),
        ("`20552 | dx M79.18`", "`20552 x2`", 41, "which units-above-mue denies"),
        ("`20552 | dx M79.18`", "`20553 times 3`", 41, "is not a claim line"),
    ],
)  # fmt: skip
def test_what_tables_and_rules_contradict_is_named(
    tmp_path: Path, tables_on: On, old: str, new: str, line: int, says: str
) -> None:
    found = list(faults(load(write(tmp_path, planted(POLICY, old, new))), tables_on, TODAY))
    named = [f for f in found if says in f]
    assert named and re.match(rf".*l99001\.md:{line}: L99001|.*l99001\.md:{line}: A99001", named[0]), found


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"policies/l99002.md": planted(POLICY, "article: A99001", "article: A99002").replace("{A99001", "{A99002")}, "L99001 is also in"),
        ({"policies/l99002.md": POLICY.replace("L99001", "L99002")}, "A99001 is also in"),
    ],
)  # fmt: skip
def test_an_id_used_twice_is_refused(tmp_path: Path, more: dict[str, str], says: str) -> None:
    with pytest.raises(BrokenKnowledge, match=says) as caught:
        load(write(tmp_path, more=more))
    assert re.match(r".*l9900[12]\.md:\d+: ", str(caught.value)), str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ('codes: ["20552"]', 'codes: ["20554"]', 5, "sample: codes: 20554 is on no table"),
        ("20552 is one unit", "M79.19 is one unit", 11, "names M79.19"),
        ("`20552 | dx M79.18`", "`20553; 20552`", 11, "which both-trigger-point-codes denies"),
    ],
)
def test_an_article_that_teaches_wrong_is_named(
    tmp_path: Path, tables_on: On, old: str, new: str, line: int, says: str
) -> None:
    found = list(faults(load(write(tmp_path, article=planted(ARTICLE, old, new))), tables_on, TODAY))
    assert found and says in found[0] and re.match(rf".*sample\.md:{line}: sample", found[0]), found


def test_a_section_of_one_state_answers_no_other(tmp_path: Path) -> None:
    article = planted(ARTICLE, "## First {", "## First {states=OH ")
    section = load(write(tmp_path, article=article)).passage("sample#first")
    assert section and section.states == ("OH",)
    with pytest.raises(BrokenKnowledge, match=r"sample\.md:11: “XX” is no state"):
        load(write(tmp_path, article=article.replace("states=OH", "states=XX")))
