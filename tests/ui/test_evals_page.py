"""The Evals page, driven without a browser."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from cleanclaim.evals import ledger, opening, running
from cleanclaim.evals.case import Case
from cleanclaim.evals.plan import folder
from cleanclaim.evals.run import Conditions, Head, Run, Tail
from cleanclaim.settings import Settings
from fixed import TODAY


def _page() -> None:
    from cleanclaim.ui.pages import evals

    evals.page()


def shown(page: AppTest) -> str:
    parts = (*page.markdown, *page.caption, *page.error, *page.info, *page.success, *page.metric, *page.title)
    return "\n".join(str(e.value) for e in parts) + "\n".join(e.label for e in page.expander)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANCLAIM_HOME", str(tmp_path))
    return tmp_path


def test_without_a_run_the_page_says_how_to_make_one(home: Path) -> None:
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception and "cleanclaim eval run" in shown(page)


def test_a_run_is_shown_with_what_changed_and_why_a_case_failed(settings: Settings, home: Path) -> None:
    made = {"kind": "k", "why": "because", "source": "s", "confidence": "high"}
    good = Case.model_validate({"id": "good", "question": "what is 20552", "gold": {"codes": ["20552"]}, **made})
    bad = Case.model_validate({"id": "bad", "question": "what is 20553", "gold": {"verdict": "no"}, **made})
    results = tuple(running.results(lambda: opening.composed(settings, TODAY), (good, bad)))
    conditions: Conditions = opening.conditions(settings, (good, bad), TODAY)
    for day, outcome in ((1, "right"), (2, "wrong")):
        head = Head.model_validate(
            {"id": f"r{day}", "started": f"2026-11-0{day}T00:00:00Z", "cases": 2, "conditions": conditions}
        )
        scores = tuple(
            s.model_copy(update={"outcome": outcome if s.scorer == "verdict" else s.outcome}) for s in results[1].scores
        )
        cases = (results[0], results[1].model_copy(update={"scores": scores}))
        tail = Tail.model_validate({"ended": head.started, "seconds": 1})
        ledger.write(
            folder(settings.model_copy(update={"home": home})) / f"r{day}.jsonl", Run(head=head, cases=cases, tail=tail)
        )
    page = AppTest.from_function(_page, default_timeout=60).run()
    assert not page.exception
    text = shown(page)
    assert "50.0%" in text and "1 cases got worse: bad" in text and "what is 20553" in text and "not run" in text
    assert "what is 20552" not in text
    page.selectbox(key="evals_outcome").set_value("right").run()
    assert not page.exception and "what is 20552" in shown(page)
