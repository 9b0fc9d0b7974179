"""The verdict: yes, no, depends or needs information, or none where the question is no such question."""

from cleanclaim.answer import Verdict
from cleanclaim.codes.modifier import BYPASS, DISTINCT
from cleanclaim.deciding import aftercare, alone, appealing, documents, liability
from cleanclaim.deciding.case import Case

_VALIDITY = {
    "unknown-code",
    "code-not-in-force",
    "unknown-diagnosis",
    "incomplete-diagnosis",
    "status-not-payable",
    "unknown-modifier",
    "diagnosis-year-not-loaded",
}
_OPEN_BY_NATURE = {
    "document",
    "payment",
    "mue",
    "definition",
    "difference",
    "documentation",
    "bill-types",
    "revenue-codes",
    "clinical",
    "denial",
}


def judge(case: Case) -> Verdict | None:
    """Give the verdict the question's form calls for."""
    scenario = case.scenario
    if _lacks_facts(case) or alone.counts_points(case):
        return "needs_information"
    if alone.is_by_two_specialties(case):
        return "depends"
    if alone.adds_on(case) is not None:
        return "yes" if alone.adds_on(case) else "no"
    if alone.fits_trigger_points(case) is False:
        return "no"
    borne = liability.judge(case) or appealing.judge(case)
    if borne:
        return borne
    asked_apart = DISTINCT & {*scenario.modifiers_asked, *(m for e in scenario.claim.lines for m in e.modifiers)}
    pairs = [f.message for f in case.asked.findings if f.rule == "ptp-pair"]
    if asked_apart and ((case.is_one_site and pairs) or any("indicator 0" in message for message in pairs)):
        return "no"
    if scenario.releases_edit and scenario.modifiers_asked:
        bypasses = bool(set(scenario.modifiers_asked) & BYPASS)
        if not bypasses or not scenario.claim.lines:
            return "depends" if bypasses else "no"
    if case.asks_of_an_edit:
        return "yes" if case.pairs else "no"
    after = _after_a_procedure(case)
    if after:
        return after
    if scenario.seeks_obstacle:
        return _obstacle(case)
    if scenario.form == "open" or scenario.is_choice:
        offered = {line.code for line in scenario.claim.lines[:1]} if scenario.form == "yes_no" else set()
        return "no" if offered & set(case.replaced) else _open(case)
    asks = set(scenario.asks)
    if scenario.form == "yes_no" and (of_document := documents.judge(case)):
        return of_document
    if "mue" in asks and asks <= {"units", "mue"} and all(line.units == 1 for line in scenario.claim.lines):
        return None  # what the MUE is, is no yes or no
    planned = scenario.form == "yes_no" and scenario.claim.lines and asks <= {"documentation"}
    if asks == {"documentation"} and scenario.says("required", "need consent"):
        return None  # what a note must hold is told, and is no yes or no to a claim
    if (asks and asks <= _OPEN_BY_NATURE and not planned) or ("difference" in asks and scenario.form != "yes_no"):
        return None
    limit = "frequency" in asks and asks <= {"frequency", "payer", "units"} and not scenario.units_typed
    if scenario.form == "statement" and limit:
        return None  # a limit is told, and judged only where sessions are
    if scenario.form == "statement" and "denial" in asks and "together" in asks:
        return None  # what was denied is told, and what to do is asked
    if scenario.form == "statement" and not _is_put_forward(case):
        return "no" if case.failures else None
    if (
        asks & {"validity"} and "together" not in asks and not (scenario.is_session and scenario.claim.lines)
    ) or alone.is_diagnosis(scenario):
        return _valid(case)
    return _closed(case)


def _after_a_procedure(case: Case) -> Verdict | None:
    """Answer what an earlier procedure's global days decide: which of 24, 58, 78 and 79 is right, if any."""
    scenario = case.scenario
    asked = aftercare.GLOBAL & set(scenario.modifiers_asked)
    if scenario.earlier is None or scenario.form != "yes_no" or not (asked or "global" in scenario.asks):
        return None
    if not aftercare.is_open(scenario, case.tables):
        return "no" if asked else None
    right = aftercare.GLOBAL & {m for line in case.mended.lines for m in line.modifiers}
    if aftercare.supposed(case.mended.lines, scenario):
        return "depends"
    return ("yes" if asked <= right else "no") if right and asked else "depends"


def _lacks_facts(case: Case) -> bool:
    """Say whether something was done and the fact that chooses its code is missing."""
    scenario = case.scenario
    asks_code = {"selection", "units"} & set(scenario.asks) or (
        set(scenario.asks) <= {"drug"} and scenario.form == "statement"
    )
    open_ones = [p for p in case.proposals if p.alternatives and not p.lines]
    named = scenario.claim.procedure_codes
    if scenario.is_choice and (scenario.is_session or scenario.spine) and any(p.decides_choice for p in open_ones):
        return True
    drugs_only = all(case.tables.family(line.code) == "drug" for line in scenario.claim.lines)
    doses = [p for p in case.proposals if p.family == "drug" and p.asks and not p.lines]
    procedure = "selection" in scenario.asks and any(p.lines and p.family != "drug" for p in case.proposals)
    only_doses = drugs_only and (named or not any(p.lines for p in case.proposals))
    if "units" in scenario.asks and doses and only_doses and not procedure:
        return True
    if any(p.lines and p.family != "drug" for p in case.proposals):
        return False  # what is determined is answered, and the rest is asked for
    # A drug with its dose is answered by itself; the procedure beside it may stay open.
    drug_alone = "selection" not in scenario.asks and any(p.family == "drug" and p.lines for p in case.proposals)
    told = scenario.is_session or (scenario.injections or 0) > 1
    return bool(told and asks_code and open_ones and not named and not drug_alone and scenario.form != "yes_no")


def _is_put_forward(case: Case) -> bool:
    """Say whether a statement puts a claim forward to be judged, and does not only name a subject."""
    claim = case.scenario.claim
    billed = any(line.modifiers or line.units > 1 for line in claim.lines) or len(claim.lines) > 1
    return bool(claim.diagnoses or (claim.lines and (billed or case.scenario.is_described)))


def _open(case: Case) -> Verdict | None:
    scenario = case.scenario
    place_known = (
        scenario.claim.state or scenario.mac or scenario.documents or (scenario.claim.payer or "medicare") != "medicare"
    )
    if place_known or {"noncovered", *_OPEN_BY_NATURE} & set(scenario.asks):
        return None
    if "frequency" in scenario.asks:
        return "depends"
    coverage_first = "coverage" in scenario.asks and not scenario.is_session and not scenario.claim.lines
    return "depends" if coverage_first else None


def _obstacle(case: Case) -> Verdict:
    """Answer `is it bundled?`, `any edit?`, `over the limit?`: yes where a rule objects."""
    if case.failures or case.refused_coverage or case.only_anesthetic or case.is_over_a_limit or case.is_refused_repeat:
        return "yes"
    asks = set(case.scenario.asks)
    if case.conditions:
        return "depends"
    if asks & {"coverage", "denial"} and case.scenario.claim.diagnoses:
        return {"yes": "no", "no": "yes"}.get(str(_covered(case)), "depends")  # type: ignore[return-value]
    judged = len(case.scenario.claim.procedure_codes) > 1 or (case.probed and case.probed.claim.prior)
    return "no" if judged else "depends"


def _valid(case: Case) -> Verdict:
    """Answer whether the codes named are codes in force on the date, whatever else may be said of them."""
    claim = case.scenario.claim
    named = {*claim.procedure_codes, *claim.diagnoses}
    if not named:
        return "depends"
    if case.unlisted and not case.failures:
        return "depends"
    # Where no date was given the year that is not loaded is told, and is no doubt of the codes.
    dated = claim.date_of_service is not None
    judged_by = _VALIDITY if dated else _VALIDITY - {"diagnosis-year-not-loaded"}
    objections = [f for f in case.asked.findings if f.rule in judged_by and named & set(f.codes)]
    if any(f.outcome == "fail" for f in objections) or case.failures or case.replaced:
        return "no"
    return "depends" if objections else "yes"


def _closed(case: Case) -> Verdict:
    scenario, asks = case.scenario, set(case.scenario.asks)
    if case.unsettled & set(scenario.claim.procedure_codes) and not case.failures:
        return "depends"
    if scenario.bills_facility and scenario.claim.place_of_service == "24" and "50" in scenario.modifiers_asked:
        return "no"  # a surgery center puts both sides on two lines
    if alone.fits_trigger_points(case) and not case.failures and asks <= {"selection", "definition"}:
        return "yes"
    told = scenario.count
    if scenario.count_proposed and told and not scenario.claim.lines:
        inside = told.least <= scenario.count_proposed <= (told.most or scenario.count_proposed)
        return ("yes" if told.least == told.most else "depends") if inside else "no"
    taken = [case.tables.family(line.code) == scenario.taken_for for line in scenario.claim.lines]
    if scenario.taken_for and all(taken):
        families = {p.family for p in case.proposals if (p.lines or taken) and p.family != "drug"}
        if families:
            return "yes" if scenario.taken_for in families else "no"
    if (
        case.failures
        or case.overstated
        or case.miscounted
        or case.loses_a_modifier
        or (case.replaced and scenario.claim.lines)
    ):
        return "no"
    if case.refused_coverage or case.only_anesthetic or _dx_fails(case):
        return "no"
    if case.is_over_a_limit or case.is_refused_repeat:
        return "no"
    if case.unlisted or (not asks - {"clinical"} and not scenario.is_described and not scenario.claim.diagnoses):
        return "depends"
    distinct = DISTINCT & {*scenario.modifiers_asked, *(m for line in scenario.claim.lines for m in line.modifiers)}
    if asks & {"who", "authorization"} or (distinct and len(scenario.claim.lines) == 1):
        return "depends"
    if scenario.container == "multi" and {"JW", "JZ"} & set(scenario.modifiers_asked):
        return "no"
    if case.lacks_container or (scenario.visit == "decision" and case.has_visit):
        return "depends"
    if case.conditions:
        needed = {m for line in case.mended.lines for m in line.modifiers}
        if all(map(case.is_met, case.conditions)) and needed & set(scenario.modifiers_asked):
            return "yes"
        return "no" if needed & set(scenario.modifiers_left_off) else "depends"
    if alone.needs_no_release(case) and not case.conditions:
        return "no"
    if case.asserted or case.unpaired:
        return "depends"
    if "together" in asks and case.covered.is_refused_somewhere:
        return "depends"
    if "guidance" in asks and (of_guidance := case.covered.of_guidance):
        return of_guidance
    if case.wants_coverage and case.codes and (asks & {"coverage", "noncovered"} or scenario.claim.diagnoses):
        return _covered(case)
    if scenario.claim.lines and scenario.is_described and asks & {"selection", "units", "modifier", "guidance"}:
        return "yes"
    if asks & {"drug", "frequency", "guidance"} or ("visit" in asks and len(scenario.claim.lines) < 2):
        return "depends"
    if "modifier" in asks and len(scenario.claim.lines) == 1:
        return "yes" if scenario.claim.lines[0].modifiers or case.asked.claim.lines[0].modifiers else "no"
    if "together" in asks and len(scenario.claim.procedure_codes) < 2:
        return "depends"
    return "yes" if scenario.claim.lines or scenario.claim.diagnoses else "depends"


def _dx_fails(case: Case) -> bool:
    dx = set(case.scenario.claim.diagnoses)
    return bool(dx) and any(f.outcome == "fail" and dx & set(f.codes) for f in case.asked.findings)


def _covered(case: Case) -> Verdict:
    if not case.scenario.claim.diagnoses:
        return "depends"
    return {"covered": "yes", "not_covered": "no", "depends": "depends", "not_checked": "depends"}[case.covered.status]  # type: ignore[return-value]
