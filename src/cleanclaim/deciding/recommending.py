"""Say whether a claim is recommended, or only talked about."""

from cleanclaim.answer import Verdict
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.remittance import repeats_what_was_denied

_TALK = {
    "mue",
    "payment",
    "document",
    "definition",
    "difference",
    "frequency",
    "documentation",
    "noncovered",
    "bill-types",
    "revenue-codes",
    "abn",
    "liability",
    "authorization",
}
_BESIDE = {"guidance", "administration", "sedation", "imaging"}
"""Families that are reported beside a procedure only: alone they recommend nothing."""
_REPORTING = {"selection", "units", "modifier", "together"}


def recommends(case: Case, verdict: Verdict | None) -> bool:
    """Say whether the question describes or asks for something to be reported, so that a claim is recommended."""
    scenario, asks = case.scenario, set(case.scenario.asks)
    if verdict == "needs_information" or "who" in asks or not case.mended.lines or repeats_what_was_denied(case):
        return False
    if all(case.tables.family(line.code) in _BESIDE or line.code in case.numbing for line in case.mended.lines):
        return False
    kept = {line.code for line in case.mended.lines}
    compared = scenario.is_choice or not scenario.is_session
    if "difference" in asks and compared and len(kept) > 1 and kept == {*scenario.claim.procedure_codes}:
        return False  # codes offered to choose from, between which nothing told decides
    if any(p.family == "drug" and p.lines for p in case.proposals) and not asks & _TALK:
        return True
    if scenario.without_guidance and case.replaced:
        return True
    if (not asks or "mue" in asks) and not scenario.is_described:
        return False
    if scenario.is_described or asks & _REPORTING - ({"together"} if "difference" in asks else set()):
        return True
    return not asks & _TALK and scenario.form != "open"
