"""What is drawn says what the answer says: everything escaped, statuses as colour, sign and word, quotes in their place."""

import pytest

from cleanclaim.answer import Answer
from cleanclaim.assistant import Assistant
from cleanclaim.ui import drawing
from cleanclaim.ui.drawing import markup, words
from cleanclaim.ui.drawing.sources import quoted


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.answer("is 20552 the cpt code for a trigger point injection with icd 10 m54.12")


def test_words_from_outside_are_escaped_and_only_code_and_strong_keep_their_meaning() -> None:
    assert markup.text("<b>&\n`99213-25` **x**") == "&lt;b&gt;&amp;<br><code>99213-25</code> <strong>x</strong>"
    assert markup.text("`<i>`") == "<code>&lt;i&gt;</code>"


def test_only_web_addresses_become_links() -> None:
    assert markup.link("a", "https://cms.gov/x?a=1&b=2") == '<a href="https://cms.gov/x?a=1&amp;b=2">a</a>'
    assert markup.link("a", "javascript:alert(1)") == "a"


def test_a_label_is_never_read_as_markdown() -> None:
    assert drawing.plain("![a](b) $x$ :red[y]") == r"\!\[a\](b) \$x\$ \:red\[y\]"


def test_every_shown_code_has_a_card_with_coding_and_coverage_apart(answer: Answer) -> None:
    html = drawing.opening(answer)
    for code in answer.codes:
        assert (f'class="cc-code">{code.code}' in html) == (code.stance != "mentioned")
    assert words.CODING["pass"][1] in html and words.COVERAGE["depends"][1] in html


def test_what_could_not_be_checked_is_said_with_its_reason_outside_of_what_opens(answer: Answer) -> None:
    html = drawing.closing(answer)
    plain_sight = html[: html.index("<details")]
    for check in answer.checks:
        assert (f"<b>{check.check}</b>" in plain_sight) == (check.state == "not_checked")


def test_prose_repeats_neither_the_short_answer_nor_what_the_page_draws_in_its_own_form(answer: Answer) -> None:
    prose = drawing.prose(answer.text, answer)
    assert answer.short not in prose and "**Why**" in prose and "**What to do**" in prose
    assert "**Checks**" not in prose and "> " not in prose and "**By contractor or payer**" not in prose


def test_prose_only_grows_while_it_is_written(answer: Answer) -> None:
    shown, written = "", ""
    for line in answer.text.splitlines(keepends=True):
        written += line
        now = drawing.prose(written, answer)
        assert now.startswith(shown)
        shown = now
    assert shown == drawing.prose(answer.text, answer)


def test_the_quoted_words_are_highlighted_within_the_passage(answer: Answer, assistant: Assistant) -> None:
    first = answer.citations[0]
    passage = assistant.knowledge.passage(first.passage)
    assert passage
    part = first.model_copy(update={"start": 5, "end": 20, "quote": passage.text[5:20]})
    html = quoted(part, passage.text)
    assert html == (
        f"{markup.text(passage.text[:5])}<mark>{markup.text(passage.text[5:20])}</mark>{markup.text(passage.text[20:])}"
    )


def test_a_quote_whose_passage_changed_stands_alone(answer: Answer) -> None:
    first = answer.citations[0]
    alone = f"<mark>{markup.text(first.quote)}</mark>"
    assert quoted(first, "Another text is on file by now.") == alone and quoted(first, None) == alone


def test_the_marks_of_the_gate_are_counted_and_drawn_as_such(answer: Answer) -> None:
    written = "Use [withheld: a code that was not checked] or [retenido: un código]."
    assert len(drawing.withheld(written)) == 2
    assert drawing.prose(written, answer).count(":gray-badge[:material/visibility_off:") == 2


def test_a_source_links_to_its_words_on_the_knowledge_page(answer: Answer) -> None:
    html = drawing.closing(answer)
    for c in answer.citations:
        place = c.passage.replace("#", "%23")
        assert f'href="knowledge?passage={place}&amp;start={c.start}&amp;end={c.end}"' in html


def test_a_link_to_a_page_carries_any_claim_whole() -> None:
    link = drawing.page_link("a<b", "claim-checker", claim='20553; 99213-25 | dx M79.18 & "x"')
    assert link == ('<a href="claim-checker?claim=20553%3B%2099213-25%20%7C%20dx%20M79.18%20%26%20%22x%22">a&lt;b</a>')
