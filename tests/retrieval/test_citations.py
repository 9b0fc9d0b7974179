"""Every citation of a run over the eval cases stands: a stored passage, its own words, in force, saying what it is cited for."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanclaim import asking, mentions
from cleanclaim.answer import Answer
from cleanclaim.assistant import Assistant
from cleanclaim.evals import case as cases
from cleanclaim.knowledge import Knowledge

CASES = cases.load(Path(__file__).parents[2] / "evals" / "cases")


@pytest.fixture(scope="module")
def run(assistant: Assistant) -> list[Answer]:
    return [assistant.answer(c.question, asking.context(c.context.model_dump(mode="json"))) for c in CASES]


def faults(answer: Answer, known: Knowledge) -> Iterator[str]:
    for n, cited in enumerate(answer.citations, 1):
        passage = known.passage(cited.passage)
        if passage is None:
            yield f"[{n}] {cited.passage} is stored nowhere"
        elif passage.text[cited.start : cited.end] != cited.quote or not cited.quote:
            yield f"[{n}] {cited.passage} does not hold its quote at {cited.start}:{cited.end}"
        elif (passage.document, passage.section, passage.url, passage.verified) != (
            cited.document,
            cited.section,
            cited.url,
            cited.verified,
        ):
            yield f"[{n}] {cited.passage} is named otherwise than it is stored"
        elif not passage.is_in_force(answer.as_of) and passage.document not in answer.question.upper():
            yield f"[{n}] {cited.passage} was not in force on {answer.as_of}"
        elif cited.n != n:
            yield f"[{cited.n}] stands in place {n}"
    for entry in answer.codes:
        for n in entry.citations:
            quote = answer.citations[n - 1].quote
            if entry.code not in quote and entry.code not in {m.code for m in mentions.find(quote)}:
                yield f"{entry.code} is cited to [{n}], which does not name it"
    for n in re.findall(r"\[(\d+)\]", answer.text):
        if not 1 <= int(n) <= len(answer.citations):
            yield f"[{n}] is cited and stands nowhere"
    for said in re.finditer(r"(?P<words>[^\n]+?) \[(?P<n>\d+)\]$", answer.short):
        first = said["words"].rstrip(".").split(". ")[-1]
        if first not in answer.citations[int(said["n"]) - 1].quote.replace("\n", " "):
            yield f"the short answer cites [{said['n']}] for words that it does not hold"


def test_every_citation_of_the_eval_run_resolves_and_holds_what_it_is_cited_for(
    run: list[Answer], assistant: Assistant
) -> None:
    wrong = {a.question[:60]: found for a in run if (found := list(faults(a, assistant.knowledge)))}
    assert not wrong
    assert sum(len(a.citations) for a in run) > 300


def test_a_planted_citation_is_seen(run: list[Answer], assistant: Assistant) -> None:
    sound = next(a for a in run if a.citations and any(e.citations for e in a.codes))
    first = sound.citations[0]
    for change in ({"quote": first.quote + "!"}, {"passage": "nowhere#at-all"}, {"start": first.start + 1}):
        bad = sound.model_copy(update={"citations": (first.model_copy(update=change), *sound.citations[1:])})
        assert list(faults(bad, assistant.knowledge)), change
