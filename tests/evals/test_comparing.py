"""Two runs side by side: flips, chance, the noise band and the gate."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from making import result, run
from scipy import stats

from cleanclaim.errors import BrokenKnowledge, UnreadableFile
from cleanclaim.evals.comparing import accepted, compare, gate, junit, noise, significance
from cleanclaim.evals.run import Control

RIGHT, WRONG, OPEN = {"v": "right", "f": "right"}, {"v": "wrong", "f": "right"}, {"v": "cannot_judge"}


def test_flips_are_named_with_what_got_worse() -> None:
    comparison = compare(
        run(result("a", RIGHT), result("b", WRONG), result("c", RIGHT)),
        run(result("a", WRONG), result("b", RIGHT), result("c", OPEN)),
    )
    assert [p.id for p in comparison.lost] == ["a", "c"] and [p.id for p in comparison.won] == ["b"]
    assert comparison.worse[0].worse == ("v: v is wrong",)
    assert comparison.by_scorer["v"] == (2, 1)
    assert (comparison.all.before, comparison.all.after) == (pytest.approx(2 / 3), pytest.approx(1 / 3))


def test_a_wrong_case_that_gets_worse_still_is_a_regression() -> None:
    comparison = compare(run(result("a", WRONG)), run(result("a", {"v": "wrong", "f": "wrong"})))
    assert not comparison.lost and [p.id for p in comparison.worse] == ["a"]
    assert any("f is wrong" in o for o in gate.objections(comparison))


@pytest.mark.parametrize(
    "changed", [run(result("a", RIGHT, digest="other"), result("b", RIGHT)), run(result("b", RIGHT))]
)
def test_changed_or_removed_gold_is_refused_until_it_is_said(changed: object) -> None:
    before = run(result("a", RIGHT), result("b", RIGHT))
    with pytest.raises(UnreadableFile, match=r"the gold is not the same .*a"):
        compare(before, changed)  # type: ignore[arg-type]
    comparison = compare(before, changed, accept_changed_gold=True)  # type: ignore[arg-type]
    assert [p.id for p in comparison.pairs] == ["b"] and "a" in comparison.changed + comparison.removed


def test_runs_without_a_common_case_are_refused() -> None:
    with pytest.raises(UnreadableFile, match="no case in common"):
        compare(run(result("a", RIGHT)), run(result("b", RIGHT)), accept_changed_gold=True)


@pytest.mark.parametrize(("worse", "better"), [(0, 0), (1, 0), (6, 0), (10, 3), (5, 5)])
def test_mcnemar_is_the_exact_binomial_of_the_flips(worse: int, better: int) -> None:
    n = worse + better
    tail = sum(stats.binom.pmf(k, n, 0.5) for k in range(min(worse, better) + 1))
    assert significance.mcnemar(worse, better) == pytest.approx(min(1.0, 2 * tail))


def test_the_interval_holds_the_change_and_is_the_same_every_time() -> None:
    before, after = [1.0] * 80 + [0.0] * 20, [1.0] * 60 + [0.0] * 40
    one, two = significance.delta(before, after), significance.delta(before, after)
    assert one == two and one.low < one.change < one.high < 0 and one.p < 0.001


def test_what_lies_within_the_noise_band_is_no_regression() -> None:
    steady, one_off = run(result("a", RIGHT), result("b", RIGHT)), run(result("a", WRONG), result("b", RIGHT))
    band = noise.calibrate([steady, one_off, steady])
    assert (band.runs, band.pairs, band.alike, band.worse, band.unstable) == (3, 3, 1, 1, {"a": 2})
    comparison = compare(steady, run(result("a", RIGHT), result("b", WRONG)))
    assert gate.objections(comparison) and not gate.objections(comparison, band)


@pytest.mark.parametrize(
    ("after", "says"),
    [
        (run(result("a", RIGHT, unsafe=True)), "zero tolerance: a (f), a (v)"),
        (run(result("a", RIGHT), control=Control(caught=False, lost=(), unsafe=())), "control was not caught"),
        (run(result("a", RIGHT), tail=False), "no negative control"),
        (run(result("a", RIGHT), expected=2), "1 of 2 cases"),
        (run(result("a", WRONG)), "1 cases got worse: a"),
        (run(result("a", OPEN)), "nothing in the run could be judged"),
    ],
)
def test_the_gate_says_why_a_run_may_not_pass(after: object, says: str) -> None:
    objections = gate.objections(compare(run(result("a", RIGHT)), after))  # type: ignore[arg-type]
    assert any(says in each for each in objections)


def test_the_gate_lets_the_same_run_pass() -> None:
    assert gate.objections(compare(run(result("a", WRONG)), run(result("a", WRONG)))) == ()


def test_junit_fails_the_cases_that_got_worse_and_the_gate_and_no_others() -> None:
    comparison = compare(run(result("a", RIGHT), result("b", WRONG)), run(result("a", WRONG), result("b", WRONG)))
    suite = ElementTree.fromstring(junit.xml(comparison, gate.objections(comparison)))
    failed = [t.get("name") for t in suite.findall("testcase") if t.find("failure") is not None]
    assert failed == ["a", "may pass"] and suite.get("failures") == "2" and suite.get("tests") == "3"


def test_a_known_unsafe_answer_passes_by_name_and_no_other_does(tmp_path: Path) -> None:
    file = tmp_path / "accepted.yaml"
    file.write_text("- {case: a, scorer: v, reason: known since the first run}\n", encoding="utf-8")
    known = accepted.read(file)
    comparison = compare(run(result("a", {"v": "right"}, unsafe=True)), run(result("a", {"v": "right"}, unsafe=True)))
    assert gate.objections(comparison) and not gate.objections(comparison, accepted=known)
    other = compare(run(result("b", {"v": "right"})), run(result("b", {"v": "right"}, unsafe=True)))
    assert gate.objections(other, accepted=known)
    file.write_text("- {case: a}\n", encoding="utf-8")
    with pytest.raises(BrokenKnowledge, match="expected a list"):
        accepted.read(file)
    assert accepted.read(tmp_path / "none.yaml") == ()
