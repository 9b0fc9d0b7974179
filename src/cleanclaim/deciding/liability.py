"""Who bears a denial: the patient, the provider, or not settled by what is told.

Original Medicare lets a denial of medical necessity pass to the patient by a valid ABN signed before the service; never a
denial of coding. Other plans have processes of their own, and the ABN is no part of them.
"""

from collections.abc import Iterator
from typing import Literal

from cleanclaim.answer import Verdict
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement
from cleanclaim.reading.places import ADVANTAGE, name_of_payer

_EDITS = {
    "units-above-mue",
    "repeat-above-mue",
    "ptp-pair",
    "both-trigger-point-codes",
    "same-code-twice",
    "notice-against-mue",
}
_NOTICES = {"GA", "GX", "GY", "GZ"}
Bearer = Literal["patient", "provider", "unsettled"]


def judge(case: Case) -> Verdict | None:
    """Answer whether the patient may be billed, or whether an ABN is to be used; None where neither is asked."""
    scenario = case.scenario
    if "liability" in scenario.asks and scenario.form in ("yes_no", "statement"):
        borne = bearer(case)
        # `Do we write it off?` asks for the other side of it; an appeal or a corrected claim may come first.
        written_off: Verdict = "no" if borne == "patient" else "depends"
        return written_off if scenario.says("write off", "write it off", "write this off") else _VERDICTS[borne]
    if scenario.form != "yes_no":
        return None
    if not scenario.seeks_notice or _OTHER_ASKS & set(scenario.asks):
        return None
    if not _is_original(case) or scenario.notice == "none" or is_of_coding(case):
        return "no"
    if case.expects_denial:
        return "yes"
    return "no" if case.covered.status == "covered" else "depends"


_VERDICTS: dict[Bearer, Verdict] = {"patient": "yes", "provider": "no", "unsettled": "depends"}
_OTHER_ASKS = {"together", "units", "selection", "validity", "visit", "documentation"}


def bearer(case: Case) -> Bearer:
    """Say who bears a denial, as far as what is told settles it."""
    scenario = case.scenario
    if is_of_coding(case) or "CO" in _groups(case):
        return "provider"
    if not _is_original(case):
        return "unsettled"
    if "PR" in _groups(case):
        return "patient"
    if scenario.notice == "none" or _says(case) == "GZ":
        return "provider"
    return "patient" if scenario.notice == "signed" else "unsettled"


def is_of_coding(case: Case) -> bool:
    """Say whether the denial told, or the one the claim will meet, is one of coding."""
    found = any(f.outcome == "fail" and f.rule in _EDITS for f in case.asked.findings)
    return case.scenario.denied_as == "coding" or found


def told_of_liability(case: Case) -> Iterator[Statement]:
    """Tell who bears the denial and why, where that is asked; the modifiers of a notice where a notice is."""
    scenario = case.scenario
    asks = {"liability", "abn"} & set(scenario.asks)
    # `GA Medicare patient` names a state.
    if not asks or (asks == {"abn"} and not _speaks_of_abn(case) and not _written(case)):
        return
    payer = scenario.claim.payer
    if payer == ADVANTAGE:
        yield Statement("liability.advantage")
    elif payer and payer != "medicare":
        yield Statement("liability.plan", {"payer": name_of_payer(payer)})
    elif is_of_coding(case):
        yield Statement("liability.coding")
    elif scenario.notice == "refused":
        yield Statement("liability.refused", cites=("abn-and-liability#the-patient-will-not-sign",))
    elif scenario.notice == "none":
        yield Statement("liability.no_notice")
    elif "liability" in asks and _says(case) in ("GZ", "GY"):
        yield Statement(f"liability.{str(_says(case)).lower()}")
    elif "CO" in _groups(case) and "liability" in asks:
        yield Statement("liability.co")
    elif scenario.notice == "signed" and ("liability" in asks or case.expects_denial):
        yield Statement("liability.notice")
    elif case.expects_denial and "liability" not in asks and _speaks_of_abn(case):
        yield Statement("liability.expected")
    else:
        yield Statement("abn.modifiers")


def _written(case: Case) -> set[str]:
    """Give the liability modifiers that stand on a line or are asked about."""
    lines = case.scenario.claim.lines
    return _NOTICES & {*case.scenario.modifiers_asked, *(m for line in lines for m in line.modifiers)}


def _says(case: Case) -> str | None:
    """Give the one liability modifier that is named, which says itself who bears the denial."""
    written = _written(case) - {"GX"}
    return next(iter(written)) if len(written) == 1 else None


def _speaks_of_abn(case: Case) -> bool:
    return case.scenario.says("abn", "advance beneficiary")


def _groups(case: Case) -> frozenset[str | None]:
    return frozenset(reason.group for reason in case.scenario.denials)


def _is_original(case: Case) -> bool:
    return case.scenario.claim.payer in (None, "medicare")
