"""Mend a claim by its findings, one finding at a time, until no rule that can be mended objects.

Mending changes codes, modifiers and units to what the facts given support. It never adds a fact, a diagnosis or a date.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cleanclaim import rules
from cleanclaim.claim import Claim, Line
from cleanclaim.codes.modifier import SIDES
from cleanclaim.deciding.vials import rounded_up
from cleanclaim.finding import Finding, Report
from cleanclaim.reading import Scenario
from cleanclaim.rules.modifier_on_column_1 import releasing
from cleanclaim.rules.muscles_do_not_match_code import FEW, MANY
from cleanclaim.tables import Tables

_ROUNDS = 12
Mend = Callable[[Claim, Line, Finding, Scenario, Tables], Line | None]


@dataclass(frozen=True)
class Mended:
    """A claim after mending, its report, and the findings that led there."""

    claim: Claim
    report: Report
    because: tuple[Finding, ...]
    lines: tuple[Line, ...]
    """The lines that may be reported: what still fails a coding rule is left out."""
    conditions: frozenset[str]
    """Codes that stand only if the record shows what the finding names."""


def mend(claim: Claim, scenario: Scenario, tables: Tables) -> Mended:
    """Give the nearest claim the rules accept, as far as the facts decide it."""
    because: list[Finding] = []
    conditions: set[str] = set()
    report = rules.check(claim, tables)
    for _ in range(_ROUNDS):
        step = next(
            (
                s
                for f in report.findings
                if f.outcome == "fail" or f.rule in _CONDITIONAL
                if (s := _step(claim, f, scenario, tables))
            ),
            None,
        )
        if step is None:
            break
        claim, finding = step
        because.append(finding)
        if finding.rule in _CONDITIONS:
            conditions |= set(finding.codes) & set(claim.procedure_codes)
        report = rules.check(claim, tables)
    failing = {code for f in report.findings if f.outcome == "fail" and f.about == "coding" for code in f.codes}
    # A code of another field was not checked, so it is never told to be reported.
    failing |= {code for code in claim.procedure_codes if tables.procedure(code) is None}
    # What only goes with a procedure is told to be reported where no one objects at all.
    failing |= {
        code
        for f in report.findings
        if f.about == "coverage" and f.severity != "note"
        for code in f.codes
        if tables.family(code) in _BESIDE
    }
    lines = tuple(line for line in claim.lines if line.code not in failing)
    return Mended(claim, report, tuple(because), lines, frozenset(conditions))


def _step(claim: Claim, finding: Finding, scenario: Scenario, tables: Tables) -> tuple[Claim, Finding] | None:
    change = _MENDS.get(finding.rule)
    if change is None:
        return None
    for at, line in enumerate(claim.lines):
        if str(line) != finding.where:
            continue
        changed = change(claim, line, finding, scenario, tables)
        if changed == line:
            return None
        lines = [*claim.lines[:at], *([changed] if changed else []), *claim.lines[at + 1 :]]
        return claim.replace(lines=tuple(dict.fromkeys(lines))), finding
    return None


def _drop(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    return None


def _without(*modifiers: str) -> Mend:
    def change(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
        return line.model_copy(update={"modifiers": tuple(m for m in line.modifiers if m not in modifiers)})

    return change


def _one_unit(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    return line.model_copy(update={"units": 1})


def _to_mue(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    mue = tables.mue(line.code)
    if mue is None or mue.value == 0 or (mue.adjudication == "3" and mue.value > 1):
        return line
    of_the_day = mue.adjudication == "2" and [other for other in claim.lines if other.code == line.code]
    if of_the_day and len(of_the_day) > 1 and line.units <= mue.value:
        return None  # all lines of the day are added up, so one of them goes
    return line.model_copy(update={"units": min(line.units, mue.value)})


def _by_muscles(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    # A reduced service of the larger code is the smaller code in full.
    kept = tuple(m for m in line.modifiers if m != "52")
    return line.model_copy(update={"code": FEW.get(line.code) or MANY[line.code], "modifiers": kept, "units": 1})


def _successor(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    row = tables.procedure(line.code)
    if row and row.effective_from and tables.on < row.effective_from and len(row.predecessors) == 1:
        return line.model_copy(update={"code": row.predecessors[0]})
    if row is None or len(row.successors) != 1:
        return None
    old, new = tables.drug(line.code), tables.drug(row.successors[0])
    units = round(line.units * old.dose / new.dose) if old and new and old.measure == new.measure else line.units
    told = [d.amount for d in scenario.doses if new and d.amount and d.measure == new.measure and not d.each]
    if new and len(told) == 1 and line.code not in scenario.units_typed:
        units = rounded_up(told[0], new.dose)  # the dose told outranks what one unit of the old code was
    return line.model_copy(update={"code": row.successors[0], "units": units})


def _release_pair(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    """Drop what is never paid beside column 1; otherwise append the modifier that holds if the record shows it."""
    if "indicator 0" in finding.message or (scenario.same_muscle and not scenario.separate_site):
        return None
    row = tables.procedure(line.code)
    apart = scenario.separate_site or (scenario.is_given_apart and row is not None and row.family == "administration")
    if row and row.family in ("guidance", "administration", "sedation", "imaging") and not apart:
        return None
    visit = row is not None and row.family == "visit"
    if scenario.same_site and not scenario.separate_site and not visit:
        return None
    needed = "25" if visit else "XS"
    if needed == "XS" and "59" in (*scenario.modifiers_asked, *(m for each in claim.lines for m in each.modifiers)):
        needed = "59"
    return line if needed in line.modifiers else line.model_copy(update={"modifiers": (*line.modifiers, needed)})


def _said_once(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    rest = tuple(m for m in line.modifiers if m not in SIDES)
    return line.model_copy(update={"modifiers": (*rest, "50"), "units": 1})


def _to_column_2(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    """Take a releasing modifier off column 1; the pair then asks for it on column 2, where every contractor takes it."""
    if sum(each.code == line.code for each in claim.lines) > 1:
        return line  # on a code that stands twice it tells the two apart
    return line.model_copy(update={"modifiers": tuple(m for m in line.modifiers if m not in releasing(line))})


def _with_25(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    return line.model_copy(update={"modifiers": tuple(dict.fromkeys((*line.modifiers, "25")))})


def _same_muscle(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    needled = line.code in ("20560", "20561")
    return None if needled and (scenario.same_muscle or claim.count_muscles() == 1) else line


def _with_at(claim: Claim, line: Line, finding: Finding, scenario: Scenario, tables: Tables) -> Line | None:
    if finding.outcome == "fail":
        return line
    return line.model_copy(update={"modifiers": (*line.modifiers, "AT")})


_MENDS: dict[str, Mend] = {
    "unknown-code": _drop,
    "code-not-in-force": _successor,
    "muscles-do-not-match-code": _by_muscles,
    "bilateral-not-allowed": _without("50"),
    "side-where-none-applies": _without("LT", "RT"),
    "bilateral-with-units": _one_unit,
    "units-above-mue": _to_mue,
    "repeat-above-mue": _without("76", "77"),
    "both-trigger-point-codes": _drop,
    "ptp-pair": _release_pair,
    "both-sides-on-one-line": _said_once,
    "modifier-on-column-1": _to_column_2,
    "same-muscle-needled": _same_muscle,
    "modifier-25-on-procedure": _without("25"),
    "modifier-59-on-visit": _without("59", "XE", "XS", "XP", "XU"),
    "modifier-59-with-x": _without("59"),
    "modifier-59-without-edit": _without("59", "XE", "XS", "XP", "XU"),
    "visit-without-25": _with_25,
    "active-treatment-elsewhere": _without("AT"),
    "manipulation-without-at": _with_at,
    "anesthetic-billed": _drop,
    "guidance-with-trigger-point": _drop,
}
_CONDITIONAL = {
    "ptp-pair",
    "same-muscle-needled",
    "visit-without-25",
    "modifier-59-without-edit",
    "modifier-on-column-1",
    "manipulation-without-at",
}
_CONDITIONS = {"ptp-pair", "visit-without-25", "manipulation-without-at"}
_BESIDE = {"guidance", "imaging", "sedation"}
