"""Draw what the rules make of a claim: the outcome in words, the findings by gravity, what was not checked."""

from collections.abc import Iterable

from cleanclaim.answer import CheckAnswer
from cleanclaim.finding import Finding
from cleanclaim.ui.drawing.checks import blind_notice, checks
from cleanclaim.ui.drawing.findings import listed
from cleanclaim.ui.drawing.markup import mark, show, text
from cleanclaim.ui.drawing.words import SEVERITIES

_ORDER = {each: at for at, each in enumerate(SEVERITIES)}


def summary(answer: CheckAnswer) -> None:
    """Draw the outcome in words: never clean while anything was not checked or was read on another release."""
    blind = sum(c.state == "not_checked" for c in answer.checks)
    dated = sum(c.state == "checked" and c.why is not None for c in answer.checks)
    counts = [(sum(f.severity == each for f in answer.findings), each.replace("_", " ")) for each in _ORDER] + [
        (blind, "not checked"),
        (dated, "checked on another release"),
    ]
    tone, head = _outcome(answer, bool(blind or dated))
    told = " · ".join([*(f"{n} {words}" for n, words in counts if n), f"as of {answer.as_of}"])
    show(
        f'<div class="cc-head"><span class="cc-verdict cc-{tone}">{mark(tone)}{head}</span>'
        f'<span class="cc-context">{text(told)}</span></div>'
    )


def _outcome(answer: CheckAnswer, is_open: bool) -> tuple[str, str]:
    if any(f.outcome == "fail" for f in answer.findings):
        return "bad", "Problems found"
    if answer.findings:
        return "warn", "It depends"
    return ("blind", "No problem found in what was checked") if is_open else ("ok", "Clean: everything was checked")


def findings(found: Iterable[Finding]) -> None:
    """Draw every finding, the gravest first."""
    show(listed(sorted(found, key=lambda f: (_ORDER[f.severity], f.outcome != "fail"))))


def whole(answer: CheckAnswer) -> None:
    """Draw the findings, then in plain sight what was not checked, then every check with its table and release."""
    findings(answer.findings)
    if not answer.findings:
        show("<p>No rule that ran found a problem.</p>")
    show(blind_notice(answer.checks))
    checks(answer.checks)
