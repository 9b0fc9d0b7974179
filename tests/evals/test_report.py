"""The page of a run stands alone, says what failed and why, and repeats nothing that must not be repeated."""

import json
import re
import shutil
from pathlib import Path

import pytest
from making import result, run

from cleanclaim.evals import opening, report, running
from cleanclaim.evals.case import Case
from cleanclaim.evals.comparing import compare, gate
from cleanclaim.evals.report import figures
from cleanclaim.evals.run import Run
from cleanclaim.settings import Settings
from fixed import TODAY

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def asked(name: str, question: str, **more: object) -> Case:
    made = {"id": name, "question": question, "kind": "k", "why": "because <b>", "source": "s", "confidence": "high"}
    return Case.model_validate({**made, **more})


@pytest.fixture(scope="module")
def whole(settings: Settings) -> Run:
    cases = (
        asked("good", "what is 20552", gold={"codes": ["20552"]}),
        asked("bad", "what is 20553 <script>alert(1)</script>", gold={"verdict": "no", "says": [["never said"]]}),
        asked("who", "pt Jane Roe DOB 04/12/1951, 2 muscles, what code", gold={"never_says": ["Jane Roe", "1951"]}),
        asked("kept", "what is 20610", gold={"codes": ["64999"]}, held_out=True),
    )
    return run(*running.results(lambda: opening.composed(settings, TODAY), cases))


def test_the_page_asks_no_one_and_runs_nothing_it_was_given(whole: Run) -> None:
    page = report.page(whole)
    assert not re.search(r'(src|href)="(?!#|data:|https?://)', page) and "<link" in page and 'src="http' not in page
    assert "<script>alert" not in page and "&lt;b&gt;" in page
    assert "Jane Roe" not in page and "1951" not in page


def test_the_page_shows_flips_the_gate_and_other_measurements(whole: Run, tmp_path: Path) -> None:
    before = run(*(c.model_copy(update={"scores": result("x", {"v": "right"}).scores}) for c in whole.cases))
    before = before.model_copy(update={"head": before.head.model_copy(update={"id": "earlier"})})
    comparison = compare(before, whole)
    (tmp_path / "retrieval.json").write_text(json.dumps([{"way": "words", "recall@5": 0.9123}]), encoding="utf-8")
    (tmp_path / "guard.json").write_text(
        json.dumps({"retired": {"caught": 0.99, "interval": [0.97, 1.0]}}), encoding="utf-8"
    )
    page = report.page(whole, [before], comparison, gate.objections(comparison), report.sections(tmp_path))
    assert "may not pass" in page and "0.912" in page and "0.970 to 1.000" in page and "<polyline" in page


def test_readme_rows_are_the_runs_figures(whole: Run) -> None:
    rows = figures.readme_rows(whole)
    assert "| eval cases fully right | 2 of 4 (0 unsafe) |" in rows and "| of these kept from tuning | 0 of 1 |" in rows


@pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine")
def test_a_qa_lead_finds_why_a_case_failed_in_a_browser(whole: Run, tmp_path: Path) -> None:
    from playwright.sync_api import sync_playwright

    file = tmp_path / "report.html"
    file.write_text(report.page(whole), encoding="utf-8")
    said: list[str] = []
    requests: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.on("request", lambda r: requests.append(r.url))
        page.goto(file.as_uri())

        def visible() -> list[str]:
            found: list[str] = page.locator("details.case:visible").evaluate_all("all => all.map(c => c.id)")
            return found

        assert set(visible()) == {"good", "bad", "who"}
        page.select_option("#outcome", "wrong")
        assert visible() == ["bad"]
        page.locator("#bad > summary").click()
        assert page.locator("#bad .why").is_visible() and page.locator("#bad").get_by_text("because <b>").is_visible()
        page.check("#held")
        assert set(visible()) == {"bad", "kept"}
        page.fill("#words", "64999")
        assert visible() == ["kept"]
        browser.close()
    assert not said and requests == [file.as_uri()]
