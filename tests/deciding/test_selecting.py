"""What was done, and the lines that the facts determine."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from cleanclaim.assistant import Assistant
from cleanclaim.claim import Claim, Line

CASES = yaml.safe_load(Path(__file__).with_name("selecting.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["says"])
def test_the_facts_choose(assistant: Assistant, case: dict[str, Any]) -> None:
    answer = assistant.answer(case["question"])
    procedures = [c for c in answer.codes if c.stance == "recommended" and not c.code.startswith("J")]
    lines = tuple(Line(code=c.code, modifiers=c.modifiers, units=c.units or 1) for c in procedures)
    assert str(Claim(lines=lines)) == case["lines"]
    held = {c.code for c in answer.codes if c.stance == "mentioned"}
    assert set(case.get("open", ())) <= held
    if "verdict" in case:
        assert answer.verdict == case["verdict"]
    if "asks" in case:
        assert len([q for q in answer.questions if "onabotulinumtoxinA" not in q]) == case["asks"]
