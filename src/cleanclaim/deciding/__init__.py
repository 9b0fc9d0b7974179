"""Decide: from scenario, rules and policies to verdict, codes and reasons. Code decides; nothing later changes it."""

from collections.abc import Set
from dataclasses import replace

from cleanclaim import rules
from cleanclaim.claim import Claim, Line
from cleanclaim.deciding import aftercare, refusing, selecting, wording
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.combining import combine
from cleanclaim.deciding.covering import Covered, cover
from cleanclaim.deciding.decision import Decision, Statement, distinct
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.fitting import COMPANIONS, as_described, by_facility, fitted, noticed, waste
from cleanclaim.deciding.mending import Mended, mend
from cleanclaim.deciding.probing import beside, codes_of_topics, probe, represent
from cleanclaim.deciding.selecting.botulinum import TOXINS
from cleanclaim.deciding.siding import sided_lines
from cleanclaim.deciding.verdict import judge
from cleanclaim.deciding.vials import is_anesthetic
from cleanclaim.deciding.wanted import with_wanted
from cleanclaim.finding import Report
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables

_WITH_A_PROCEDURE = {"guidance", "imaging", "administration", "sedation"}
__all__ = ["Decision", "Desk", "Statement", "decide", "distinct"]


def decide(scenario: Scenario, desk: Desk) -> Decision:
    """Give the decision on one scenario."""
    if scenario.parts:
        return combine(scenario, tuple(decide(part, desk) for part in scenario.parts))
    refusal = refusing.refuse(scenario)
    if refusal:
        return refusal
    proposals = selecting.propose(scenario, desk)
    claim = _claim(scenario, proposals, desk)
    tables = desk.tables_for(scenario)
    asked = _beside(_hypothetical(scenario, scenario.claim, tables), scenario, proposals, tables)
    asked = _with_units(asked, scenario, proposals)
    mended = mend(claim, scenario, tables)
    doubted = aftercare.supposed(mended.lines, scenario)
    if scenario.visit == "decision":
        doubted |= {line.code for line in mended.lines if tables.family(line.code) == "visit"}
    doubted |= _visits_beside(mended.lines, scenario, tables)
    mended = replace(mended, conditions=mended.conditions | doubted)
    codes = mended.claim.procedure_codes or asked.procedure_codes or _codes_of(proposals)
    codes = codes or _codes_of_documents(scenario, desk) or codes_of_topics(scenario)
    if all(tables.family(code) in COMPANIONS for code in codes):
        codes = (*codes, *codes_of_topics(scenario))
    if scenario.claim.injectates and scenario.about("trigger-point"):
        codes = tuple(dict.fromkeys((*codes, *codes_of_topics(scenario))))
    judged = _as_injected(mended.claim, scenario, tables)
    if not judged.lines:
        spoken = sorted(codes, key=lambda code: tables.family(code) == "drug")
        judged = judged.replace(lines=tuple(Line(code=code) for code in spoken[:1]))
    covered = cover(beside(judged, scenario, tables), scenario, desk, codes) if codes else Covered((), (), ())
    mended = _without_refused(mended, covered, tables)
    report = rules.check(asked, tables) if _is_one_claim(scenario) else _each_alone(asked, tables)
    anesthetics = {
        code for f in report.findings if f.rule == "anesthetic-billed" and f.outcome == "fail" for code in f.codes
    }
    open_codes = {line.code for p in proposals if p.is_unsettled for line in p.alternatives}
    if any(p.is_unsettled and p.family == "botulinum" for p in proposals):
        open_codes |= TOXINS  # a drug whose procedure is open stands on no claim by itself
    mended = _without(mended, anesthetics | open_codes)
    case = Case(scenario, desk, tables, proposals, report, mended, covered, codes, probe(scenario, proposals, tables))
    mended = replace(mended, conditions=mended.conditions | {line.code for line in case.asserted} | {*case.unpaired})
    mended = _without(mended, _not_put_forward(case))
    # By itself a local anesthetic stays named, and is not reported either.
    rest = _without(mended, case.numbing)
    mended = rest if rest.lines else mended
    case = replace(case, mended=mended)
    if case.expects_denial or {"denial", "noncovered"} & set(scenario.asks):
        case = replace(case, mended=_noticed(mended, scenario, tables))
    return refusing.elsewhere(case) or wording.word(case, judge(case))


def _not_put_forward(case: Case) -> frozenset[str]:
    """Give the codes that stay out of what may be reported: part of the procedure, an add-on alone, a level no longer paid."""
    findings = case.asked.findings
    administered = (c for f in case.failures if f.rule == "ptp-pair" for c in f.codes)
    inside = {code for code in administered if case.tables.family(code) == "administration"}
    add_ons = {code for f in findings if f.rule == "add-on-without-primary" for code in f.codes}
    alone = add_ons if {line.code for line in case.mended.lines} <= add_ons else set[str]()
    # Whether a third level is paid is asked of no session: then it is not put forward.
    paid = "coverage" in case.scenario.asks and not case.scenario.is_session
    third = {code for f in findings if paid and f.rule == "third-facet-level" for code in f.codes}
    return frozenset(inside | alone | third)


def _as_injected(claim: Claim, scenario: Scenario, tables: Tables) -> Claim:
    """Give the claim without the drug that was given for its own effect: what a policy says of injectates is not of it."""
    apart = scenario.given_apart if len(scenario.given_apart) == 1 else ()
    lines = tuple(e for e in claim.lines if not ((drug := tables.drug(e.code)) and drug.name.lower() in apart))
    return claim.replace(lines=lines)


def _visits_beside(lines: tuple[Line, ...], scenario: Scenario, tables: Tables) -> frozenset[str]:
    """Give the visits with 25 beside a procedure: whoever typed the 25, the record must show a separate visit."""
    visits = frozenset(line.code for line in lines if "25" in line.modifiers and tables.family(line.code) == "visit")
    beside = any(tables.family(line.code) not in COMPANIONS for line in lines)
    return visits if beside and scenario.visit != "separate" else frozenset()


def _without_refused(mended: Mended, covered: Covered, tables: Tables) -> Mended:
    """Leave out what only goes with a procedure where every policy that may govern refuses it beside that procedure."""
    return _without(mended, {c for f in covered.agreed for c in f.codes if tables.family(c) in COMPANIONS})


def _without(mended: Mended, codes: Set[str]) -> Mended:
    """Leave the lines of some codes out of what may be reported."""
    return replace(mended, lines=tuple(line for line in mended.lines if line.code not in codes))


def _noticed(mended: Mended, scenario: Scenario, tables: Tables) -> Mended:
    """Give the mended claim with the modifier of a notice that was signed for the denial expected."""
    told = {line: noticed(line, scenario, tables) for line in mended.claim.lines}
    if all(line == changed for line, changed in told.items()):
        return mended
    claim = mended.claim.replace(lines=tuple(told.values()))
    lines = tuple(told[line] for line in mended.lines)
    return replace(mended, claim=claim, lines=lines, report=rules.check(claim, tables))


def _claim(scenario: Scenario, proposals: tuple[selecting.Proposal, ...], desk: Desk) -> Claim:
    """Give the claim to mend: the user's lines where they fit what was done, else what the facts determine."""
    tables = desk.tables_for(scenario)
    lines = list(scenario.claim.lines)
    chooses = scenario.is_choice and scenario.is_described
    if set(scenario.asks) & {"definition", "difference"} and not scenario.is_session and not chooses:
        return scenario.claim
    main = [p for p in proposals if p.family != "drug"]
    determined = [p for p in main if p.lines]
    included = {c for p in main for c in p.instead_of} - {line.code for p in determined for line in p.lines}
    lines = [line for line in lines if line.code not in included]
    if (
        scenario.is_choice
        and len(determined) == 1
        and {line.code for line in lines} & {line.code for line in determined[0].lines}
    ):
        beside = [line for line in lines if tables.family(line.code) in COMPANIONS - {"unlisted"}]
        lines = [*determined[0].lines, *beside]
    elif lines:
        # `trigger finger, biller put 20552`: a code alone makes no trigger point of a target that the words name.
        named = scenario.says("tpi", "trigger point", "muscle") and scenario.taken_for != "trigger-point"
        spoken = scenario.count or not determined or named
        lines = fitted(lines, scenario, determined, {p.family for p in main if p.lines or spoken}, tables)
    else:
        lines = [line for p in determined for line in p.lines]
    drugs = [line for p in proposals if p.family == "drug" for line in p.lines]
    stated = {line.code: line for line in drugs if "JW" not in line.modifiers}
    lines = [stated[e.code].model_copy(update={"modifiers": e.modifiers}) if e.code in stated else e for e in lines]
    lines += [line for each in lines if scenario.wasted and (line := waste(each, scenario, tables))]
    if drugs and not any(line.code.startswith("J") for line in lines):
        lines += drugs
    lines = [line for each in dict.fromkeys(lines) if (line := as_described(each, scenario, tables))]
    lines = sided_lines(lines, scenario, tables)
    lines = [with_wanted(line, scenario, desk) for each in lines for line in by_facility(each, scenario, tables)]
    lines = [aftercare.told(line, scenario, tables) for line in lines]
    return scenario.claim.replace(lines=tuple(lines))


def _is_one_claim(scenario: Scenario) -> bool:
    """Say whether the codes named stand on one claim, or are only talked about one by one."""
    if "difference" in scenario.asks and scenario.form != "yes_no" and not scenario.is_session:
        return False
    together = {"together", "modifier", "units", "denial", "visit"} & set(scenario.asks)
    return not scenario.is_choice and bool(scenario.is_session or scenario.form != "open" or together)


def _each_alone(claim: Claim, tables: Tables) -> Report:
    """Check every line by itself, and give one report."""
    reports = [rules.check(claim.replace(lines=(line,)), tables) for line in claim.lines] or [
        rules.check(claim, tables)
    ]
    findings = dict.fromkeys(f for r in reports for f in r.findings)
    checks = {c.check: c for r in reversed(reports) for c in r.checks}
    return Report(claim=claim, findings=tuple(findings), checks=tuple(checks.values()))


def _beside(claim: Claim, scenario: Scenario, proposals: tuple[selecting.Proposal, ...], tables: Tables) -> Claim:
    """Put the procedure that words alone name beside what only goes with it: `right hip under fluoro, 77002?`."""
    given = {tables.family(line.code) for line in claim.lines}
    serves = given == {"administration", "drug"} and not scenario.is_given_apart
    if not claim.lines or not (serves or all(_goes_with_a_procedure(line, tables) for line in claim.lines)):
        return beside(claim, scenario, tables) if claim.lines else claim
    lines = [line for p in proposals if p.family != "drug" for line in p.lines]
    code = None if lines else represent(scenario, proposals)
    return claim.replace(lines=tuple(dict.fromkeys((*lines, *([Line(code=code)] if code else []), *claim.lines))))


def _goes_with_a_procedure(line: Line, tables: Tables) -> bool:
    return tables.family(line.code) in _WITH_A_PROCEDURE or is_anesthetic(line.code, tables)


def _hypothetical(scenario: Scenario, claim: Claim, tables: Tables) -> Claim:
    """Put the modifier that is asked about on the line it is asked of: `can 20552 be billed bilaterally`."""
    asked = [m for m in scenario.modifiers_asked if m not in scenario.modifiers_left_off]
    modifiers = [m for m in asked if m in ("50", "LT", "RT", "25", "59", "XS", "AT")]
    if scenario.says("bilateral") and "modifier" in scenario.asks:
        modifiers.append("50")
    again = [m for m in asked if m in ("76", "77")]
    if scenario.form != "yes_no" or not (modifiers or again) or len(claim.lines) != 1 or claim.lines[0].modifiers:
        return claim
    if again:  # a second time on one day is a line of its own
        return claim.replace(lines=(claim.lines[0], claim.lines[0].model_copy(update={"modifiers": (again[0],)})))
    if tables.family(claim.lines[0].code) != "visit":
        modifiers = [m for m in modifiers if m != "25"]
    if not modifiers:
        return claim
    return claim.replace(lines=(claim.lines[0].model_copy(update={"modifiers": tuple(dict.fromkeys(modifiers))}),))


def _with_units(claim: Claim, scenario: Scenario, proposals: tuple[selecting.Proposal, ...]) -> Claim:
    """Give a drug that was named bare the units of its dose: `kenalog 40, J3301 units?` claims no single unit."""
    stated = {line.code: line.units for p in proposals if p.family == "drug" for line in p.lines if not line.modifiers}
    lines = tuple(
        line.model_copy(update={"units": stated[line.code]})
        if line.code in stated and line.code not in scenario.units_typed
        else line
        for line in claim.lines
    )
    return claim.replace(lines=lines)


def _codes_of_documents(scenario: Scenario, desk: Desk) -> tuple[str, ...]:
    """Give the codes of the documents that are named where nothing else is: `what does L39240 cover`."""
    named = (desk.knowledge.policy(number) for number in scenario.documents if not scenario.topics)
    return tuple(dict.fromkeys(code for policy in named if policy for code in policy.procedures))


def _codes_of(proposals: tuple[selecting.Proposal, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(line.code for p in proposals for line in (*p.lines, *p.alternatives)))
