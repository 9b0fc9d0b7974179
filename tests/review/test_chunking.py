"""The output cannot depend on how the text was cut, nothing shown is taken back, and nothing wrong is ever in a prefix."""

import random

import pytest

from cleanclaim import mentions
from cleanclaim.review import Checked, Gate
from review.conftest import PAIR, World, through
from review.hostile import HOSTILE
from review.right import RIGHT
from scripted import SCRIPTS, Cut, Say

SAID = tuple(step.text for script in SCRIPTS.values() for step in script.writes if isinstance(step, Say | Cut))
CASES = tuple(dict.fromkeys((*(text for text, _ in HOSTILE), *RIGHT, *(s for s in SAID if 0 < len(s) < 400))))
CHUNKINGS = 1_500


@pytest.fixture(scope="module")
def checked(world: World) -> Checked:
    return world(PAIR)


@pytest.fixture(scope="module")
def whole(checked: Checked) -> dict[str, str]:
    return {text: through(checked, text) for text in CASES}


def test_every_two_way_split_of_every_case_gives_the_output_of_the_whole(
    checked: Checked, whole: dict[str, str]
) -> None:
    for text in CASES:
        for at in range(1, len(text)):
            gate = Gate(checked)
            assert gate.feed(text[:at]) + gate.feed(text[at:]) + gate.finish() == whole[text], (text, at)


def test_character_by_character_gives_the_output_of_the_whole_and_every_prefix_is_safe(
    checked: Checked, whole: dict[str, str]
) -> None:
    for text in CASES:
        gate, shown, prefixes = Gate(checked), "", set()
        for char in text:
            out = gate.feed(char)
            shown += out
            if out:
                prefixes.add(shown)
        assert shown + gate.finish() == whole[text], text
        for prefix in prefixes:
            assert all(checked.may_mention(m.code) for m in mentions.find(prefix)), (text, prefix)


def test_seeded_random_chunkings_give_the_output_of_the_whole(checked: Checked, whole: dict[str, str]) -> None:
    rng = random.Random(20552)
    for _ in range(CHUNKINGS):
        text = rng.choice(CASES)
        gate, out, at = Gate(checked), "", 0
        while at < len(text):
            size = rng.randint(1, 12)
            out += gate.feed(text[at : at + size])
            at += size
        assert out + gate.finish() == whole[text], text


def test_texts_one_behind_the_other_are_judged_as_each_alone(checked: Checked) -> None:
    """What one sentence held back never opens the gate for the next."""
    rng = random.Random(99213)
    endings = tuple((text, bad) for text, bad in HOSTILE if text.endswith(".") and "\n" not in text)
    for _ in range(300):
        (first, bad), (second, worse) = rng.sample(endings, 2)
        shown = through(checked, f"{first}\n\n{second}")
        assert bad not in shown.split("\n\n")[0] and worse not in shown.rsplit("\n\n")[-1], (first, second, shown)


@pytest.mark.parametrize(("text", "bad"), HOSTILE)
def test_no_hostile_string_gets_through(checked: Checked, text: str, bad: str) -> None:
    gate = Gate(checked)
    shown = gate.feed(text) + gate.finish()
    assert bad not in shown and gate.objections, shown


def test_what_the_gate_lets_through_an_answer_can_hold(checked: Checked, whole: dict[str, str]) -> None:
    for shown in whole.values():
        assert all(checked.may_mention(m.code) for m in mentions.find(shown)), shown
