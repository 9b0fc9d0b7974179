"""Choose what the decision says: its short answer, reasons, remedies, questions and code entries, as keyed statements."""

from collections.abc import Iterator

from cleanclaim.answer import Verdict
from cleanclaim.deciding import alone
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.conditions import told_of_conditions
from cleanclaim.deciding.decision import Decision, Statement
from cleanclaim.deciding.documents import told_astray, told_of_documents, told_out_of_force
from cleanclaim.deciding.fitting import OF_THE_FACILITY
from cleanclaim.deciding.liability import told_of_liability
from cleanclaim.deciding.modifying import told_of_modifiers
from cleanclaim.deciding.points import points, remedies, told
from cleanclaim.deciding.policies import told_of_coverage, told_of_number, told_of_payers, told_of_policies
from cleanclaim.deciding.recommending import recommends
from cleanclaim.deciding.remittance import told_of_denials
from cleanclaim.deciding.stances import speaks_of_a_visit, stances
from cleanclaim.deciding.tabled import told_of_tables
from cleanclaim.finding import Finding, Report
from cleanclaim.standing import label_of


def word(case: Case, verdict: Verdict | None) -> Decision:
    """Give the whole decision."""
    scenario = case.scenario
    short = (*_short(case, verdict),)
    return Decision(
        verdict=verdict,
        short=short,
        points=tuple(points(case, _leading(case, "no"))),
        remedies=tuple(remedies(case)),
        questions=tuple(_questions(case, verdict)),
        branches=case.covered.branches if _shows_branches(case) else (),
        codes=stances(case, recommends(case, verdict), verdict),
        claim=case.mended.claim.replace(lines=case.mended.lines) if recommends(case, verdict) else scenario.claim,
        report=_report(case, recommends(case, verdict)),
        aspects=_aspects(case),
        topics=_topics(case),
        policies=case.covered.policies,
    )


def _topics(case: Case) -> tuple[str, ...]:
    """Give the topics named, and the family of each line that the words decided: `right hip` is a joint."""
    families = (case.tables.family(line.code) for line in case.mended.lines)
    return tuple(dict.fromkeys((*case.scenario.topics, *(f for f in families if f))))


def _aspects(case: Case) -> tuple[str, ...]:
    """Give the kinds of question to find passages for: what is asked, and coverage where the facts call for it."""
    asks = case.scenario.asks or (("selection",) if case.scenario.is_described else ("definition",))
    asks = tuple(_READ_AS.get(ask, ask) for ask in asks)
    further = ("coverage", "noncovered") if case.wants_coverage else ()
    paying = ("payer",) if "payment" in asks else ()
    regions = ("together",) if len(case.scenario.claim.regions) > 1 else ()
    return tuple(dict.fromkeys((*asks, *paying, *further, *regions)))


_READ_AS = {
    "mue": "units",
    "sequence": "diagnosis",
    "document": "validity",
    "liability": "abn",
    "authorization": "payer",
}
"""Kinds of question for which sections declare a wider kind."""
_OF_A_DIAGNOSIS = ("incomplete-diagnosis", "seventh-character-missing", "unknown-diagnosis")


def _report(case: Case, is_recommended: bool) -> Report | None:
    """Give the report on what was asked, or on what the facts determine where no claim was asked about."""
    report = case.mended.report if is_recommended and not case.scenario.claim.lines else case.asked
    if not report.claim.lines and not report.claim.diagnoses:
        return None
    one = len(case.covered.policies) == 1
    told = {f for f in report.findings if f.outcome == "fail" or f.about == "coding"}
    shown = [f for f in report.findings if f in told or one or case.scenario.claim.state]
    return report.model_copy(
        update={"findings": tuple(dict.fromkeys([*shown, *(case.covered.findings if one else ())]))}
    )


def _short(case: Case, verdict: Verdict | None) -> Iterator[Statement]:
    scenario, mended = case.scenario, case.mended
    if scenario.identifiers_removed:
        yield Statement("notice.identifiers", {"kinds": ", ".join(scenario.identifiers_removed)})
    if verdict == "needs_information":
        yield Statement("short.needs_information")
        yield from (reason for p in case.proposals if not p.lines for reason in p.reasons)
        return
    if verdict in ("yes", "no", "depends"):
        yield Statement(f"verdict.{verdict}")
    if alone.fits_trigger_points(case) is not None and not scenario.count:
        code = scenario.claim.lines[0].code
        if not alone.fits_trigger_points(case):
            yield Statement("code.does_not_fit", {"code": code, "label": label_of(code, "CPT", case.tables)})
        yield Statement("count.generic", {"few": "20552", "many": "20553"})
    yield from told_of_denials(case)
    yield from told_of_liability(case)
    if case.included or case.unsettled & set(scenario.claim.procedure_codes):
        yield from (r for p in case.proposals if not p.lines and (p.instead_of or p.is_unsettled) for r in p.reasons)
    elif {"RT", "LT"} <= {m for line in mended.lines for m in line.modifiers} and scenario.bills_facility:
        yield Statement("facility.two_lines")
    else:
        yield from told_of_modifiers(case, verdict)
    for finding in _leading(case, verdict):
        yield Statement("finding", told(finding))
    for code in case.unlisted:
        yield Statement("code.not_on_file", {"code": code})
    yield from told_out_of_force(case)
    yield from told_astray(case)
    if not mended.lines:
        yield from _told_of_claim(case)
    undecided = case.undecided & set(mended.claim.procedure_codes) if scenario.count else frozenset()
    if undecided:
        yield from (reason for p in case.proposals if not p.lines for reason in p.reasons)
    elif recommends(case, verdict):
        yield from _recommended(case)
        yield from _told_of_claim(case)
    elif _names_the_spine_alone(case):
        yield from (reason for p in case.proposals if not p.lines for reason in p.reasons)
    elif "definition" in scenario.asks or "difference" in scenario.asks or not scenario.asks:
        for code in [c for c in scenario.claim.procedure_codes if case.tables.procedure(c)]:
            yield Statement("code.is", {"code": code, "label": label_of(code, "CPT", case.tables)})
    else:
        yield from (
            reason for p in case.proposals if not p.lines and "selection" in scenario.asks for reason in p.reasons
        )
    for code in sorted(case.numbing):
        drug = case.tables.drug(code)
        yield Statement("drug.anesthetic", {"drug": drug.words[0] if drug else code})
    if scenario.visit == "planned" and "visit" in scenario.asks:
        yield Statement("visit.planned")
    elif scenario.visit == "decision" and case.has_visit:
        yield Statement("visit.decision")
    elif speaks_of_a_visit(case):
        yield Statement("visit.generic")
    yield from told_of_payers(case)
    yield from told_of_documents(case)
    if "payment" in case.scenario.asks:
        yield Statement("payment.not_on_file")
    yield from told_of_conditions(case)
    yield from told_of_tables(case)
    yield from told_of_number(case)
    yield from told_of_policies(case)
    yield from told_of_coverage(case)


def _names_the_spine_alone(case: Case) -> bool:
    """Say whether an epidural or facet of a region is named, and nothing but its code can be meant: `lumbar ESI`."""
    scenario = case.scenario
    return scenario.spine is not None and set(scenario.asks) <= {"selection"} and not scenario.claim.procedure_codes


def _leading(case: Case, verdict: Verdict | None) -> tuple[Finding, ...]:
    """Give the findings that carry the verdict, at most three."""
    dx = tuple(f for f in case.asked.findings if f.outcome == "fail" and f.rule in _OF_A_DIAGNOSIS)
    if verdict == "no":
        carrying = [*case.failures, *dx, *case.refused_coverage] or case.conditions
        return tuple(dict.fromkeys(carrying))[:3]
    if case.scenario.seeks_obstacle and verdict == "yes":
        return tuple(dict.fromkeys((*case.pairs, *case.failures, *case.refused_coverage, *case.conditions)))[:3]
    if verdict == "depends" and "validity" in case.scenario.asks:
        return tuple(f for f in case.asked.findings if f.outcome == "conditional")[:3]
    if verdict == "depends" or (verdict is None and case.scenario.claim.lines):
        local = case.covered.findings if len(case.covered.policies) == 1 else ()
        local = tuple(f for f in local if f.outcome == "conditional" and f.severity != "note")
        refused = case.refused_coverage if verdict is None else ()
        return tuple(
            dict.fromkeys((*(dx if verdict is None else ()), *case.failures, *refused, *case.conditions, *local))
        )[:3]
    return (*dx, *case.refused_coverage)[:2] if verdict is None else ()


def _recommended(case: Case) -> Iterator[Statement]:
    claim = case.mended.claim
    asks_count = bool({"selection", "units"} & set(case.scenario.asks)) or not case.scenario.claim.lines
    named = {row.family for line in claim.lines if (row := case.tables.procedure(line.code))}
    reasons = [
        r
        for p in sorted(case.proposals, key=lambda p: p.family == "drug")
        if p.lines
        or p.family == "drug"
        or (asks_count and (p.family in named or case.scenario.is_described))
        or case.scenario.is_given_apart
        for r in p.reasons
    ]
    lines = "; ".join(map(str, case.mended.lines))
    separate = {"ptp-pair", "visit-without-25"} & {f.rule for f in case.mended.because}
    key = "recommend" if not case.mended.conditions else "recommend.conditional" if separate else "recommend.supported"
    yield Statement(key, {"lines": lines})
    if case.scenario.claim.place_of_service == "24" and any(
        "50" in line.modifiers and line.code not in OF_THE_FACILITY for line in case.mended.lines
    ):
        yield Statement("facility.two_lines")
    yield from reasons
    yield from _told_of_drugs(case)
    for code in case.overstated:
        yield Statement("units.one", {"code": code})
    for code in case.replaced:
        if not any(code in f.codes for f in case.asked.findings if f.outcome == "fail"):
            yield Statement("code.does_not_fit", {"code": code, "label": label_of(code, "CPT", case.tables)})


def _told_of_claim(case: Case) -> Iterator[Statement]:
    """Tell what a claim that the words determined runs into: a limit that records may overcome, a pair at one site."""
    if case.scenario.claim.lines or not any(p.lines for p in case.proposals):
        return
    kept = {line.code for line in case.mended.lines}
    for f in case.mended.report.findings:
        if f.rule == "units-above-mue" and f.outcome == "fail" and not set(f.codes) & kept:
            yield Statement("claim.over", {**told(f), "lines": "; ".join(map(str, case.mended.claim.lines))})
    gone = [f for f in case.mended.because if f.rule == "ptp-pair" and not set(f.codes) & kept]
    yield from (Statement("finding.claim", told(f)) for f in dict.fromkeys(gone))


def _told_of_drugs(case: Case) -> Iterator[Statement]:
    """Tell why a drug that was named is not on the claim, and what gives one that had its own reason."""
    for finding in case.mended.report.findings:
        if finding.rule == "drug-in-facility" and finding.outcome == "fail":
            place = case.scenario.claim.place_of_service
            yield from (Statement("drug.in_facility", {"code": code, "place": place}) for code in finding.codes)
    beside = any(case.tables.family(line.code) not in ("drug", "visit", "administration") for line in case.mended.lines)
    if case.scenario.is_given_apart and beside and "96372" not in case.scenario.claim.procedure_codes:
        yield Statement("drug.given_apart", cites=("trigger-point-together#injection-administration-96372",))


def _shows_branches(case: Case) -> bool:
    asks = set(case.scenario.asks)
    return (
        bool(case.covered.branches)
        and (len(case.covered.branches) > 1)
        and bool(asks & {"coverage", "noncovered", "frequency"} or case.scenario.claim.diagnoses)
    )


def _questions(case: Case, verdict: Verdict | None) -> Iterator[Statement]:
    described = case.scenario.is_described or case.scenario.is_given_apart or _names_the_spine_alone(case)
    if verdict == "needs_information" or described:
        yield from (ask for p in case.proposals for ask in p.asks)
    if case.covered.branches and len(case.covered.branches) > 1 and {"coverage", "frequency"} & set(case.scenario.asks):
        yield Statement("ask.state")
