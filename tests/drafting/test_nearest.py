"""The passage nearest to a question, and which of its sentences are shown."""

import pytest

from cleanclaim.drafting import nearest


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Guidance is one unit (NCCI manual 2025, ch. IX). 20552 has none.", 2),
        ("The manual says so (Pub. 100-08, ch. 3, 3.3.2.4). The author attests the entry.", 2),
        ("Report `20552`. `20553` is for three muscles.", 2),
        ("20552 vs. 20553 is a matter of muscles.", 1),
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str, sentences: int) -> None:
    assert len(nearest.SENTENCE.split(text)) == sentences
