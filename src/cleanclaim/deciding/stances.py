"""Give every code of a case its stance: recommended, asked, rejected, or mentioned as possible."""

from cleanclaim.answer import CodeEntry, CoverageStatus, Verdict
from cleanclaim.claim import Claim, Line
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.policies import MOST_SHOWN
from cleanclaim.standing import coding_of, coverage_of, entries_of, entry


def stances(case: Case, recommends: bool, verdict: Verdict | None) -> tuple[CodeEntry, ...]:
    """Give every code its stance: recommended lines, what was asked, what the rules took away, what stays possible."""
    made: dict[str, CodeEntry] = {}
    if recommends:
        for line in case.mended.lines:
            # One code on two lines, such as a right and a left joint, is two entries.
            made.setdefault(line.code if line.code not in made else str(line), _recommended_entry(case, line))
    for code in case.replaced if recommends else case.included:
        line = next(each for each in case.asked.claim.lines if each.code == code)
        made[code] = entry(code, "rejected", case.asked, case.tables, line, coding="fail")
    for each in entries_of(case.scenario.claim, case.asked, case.tables):
        made.setdefault(each.code, _asked(case, each))
    possible = [(line, p) for p in case.proposals if not p.lines for line in p.alternatives]
    generic = (
        verdict != "needs_information"
        and {"selection"} & set(case.scenario.asks)
        and not case.scenario.claim.lines
        and not any(p.family == "drug" and p.lines for p in case.proposals)
    )
    for line, proposal in possible:
        report = case.asked.model_copy(update={"claim": Claim(lines=(line,))})
        made.setdefault(
            line.code,
            entry(
                line.code,
                "recommended" if generic and not proposal.is_unsettled else "mentioned",
                report,
                case.tables,
                line,
                coverage="not_checked",
                coding="conditional",
            ),
        )
    if speaks_of_a_visit(case):
        example = Line(code="99213", modifiers=("25",))
        made["99213"] = entry("99213", "mentioned", case.asked, case.tables, example, coverage="not_checked")
    if {"coverage"} & set(case.scenario.asks) and not case.scenario.claim.diagnoses:
        for policy in case.covered.policies[:8]:
            for dx in policy.diagnoses.codes[:MOST_SHOWN]:
                if dx not in made:
                    made[dx] = _listed(entry(dx, "mentioned", case.asked, case.tables))
    return tuple(made.values())


def speaks_of_a_visit(case: Case) -> bool:
    """Say whether a visit beside a procedure is asked about without naming its code."""
    rows = [case.tables.procedure(code) for code in case.scenario.claim.procedure_codes]
    return "visit" in case.scenario.asks and not any(row and row.family == "visit" for row in rows)


def _listed(each: CodeEntry) -> CodeEntry:
    return each.model_copy(update={"coverage": "covered"})


def _recommended_entry(case: Case, line: Line) -> CodeEntry:
    report = case.mended.report
    coding = coding_of(line.code, report)
    if case.scenario.count and line.code in case.undecided:
        return entry(
            line.code, "asked", report, case.tables, line, coding="conditional" if coding == "pass" else coding
        )
    if coding in ("fail", "not_checked"):
        return entry(line.code, "rejected" if coding == "fail" else "asked", report, case.tables, line)
    conditional = line.code in case.mended.conditions or coding == "conditional"
    coverage = _coverage_of_line(case, line)
    made = entry(
        line.code,
        "recommended",
        report,
        case.tables,
        line,
        coverage=coverage,
        coding="conditional" if conditional else "pass",
    )
    because = tuple(dict.fromkeys((*made.findings, *(f.rule for f in case.mended.because if line.code in f.codes))))
    return made.model_copy(update={"findings": because})


def _coverage_of_line(case: Case, line: Line) -> CoverageStatus:
    own = [
        b.coverage or "not_checked"
        for b, p in zip(case.covered.branches, case.covered.policies, strict=True)
        if line.code in p.procedures
    ]
    if own and case.scenario.claim.diagnoses:
        return own[0] if len(set(own)) == 1 else "depends"
    refused = [f for f in case.refused_coverage if line.code in f.codes]
    return "not_covered" if refused else coverage_of(line.code, case.mended.claim, case.mended.report, case.tables)


def _asked(case: Case, each: CodeEntry) -> CodeEntry:
    """Show a diagnosis that was asked about with what the policies say of it."""
    if each.code in case.unsettled and each.coding == "pass":
        return each.model_copy(update={"coding": "conditional"})
    if each.system != "ICD-10-CM" or each.stance == "rejected" or not case.covered.branches:
        return each
    return each.model_copy(update={"coverage": case.covered.status_of(each.code, case.codes)})
