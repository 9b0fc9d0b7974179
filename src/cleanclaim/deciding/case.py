"""The case: everything known of a question when its verdict is given, and what follows from it."""

from dataclasses import dataclass

from cleanclaim.claim import Line
from cleanclaim.codes.modifier import DISTINCT
from cleanclaim.deciding.covering import Covered
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.mending import Mended
from cleanclaim.deciding.repeating import exceeds, falls_short, is_too_early
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.deciding.vials import is_anesthetic
from cleanclaim.finding import Finding, Report
from cleanclaim.knowledge import Policy
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables

_OF_A_DRUG = {"drug", "together", "payer", "modifier"}


@dataclass(frozen=True)
class Case:
    """Everything known when the verdict is given."""

    scenario: Scenario
    desk: Desk
    tables: Tables
    proposals: tuple[Proposal, ...]
    asked: Report
    """The rules on the claim as asked."""
    mended: Mended
    covered: Covered
    codes: tuple[str, ...]
    probed: Report | None = None
    """The coverage rules on a representative line, where the question names no code."""

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The coding findings that fail on what was asked, without those a truthful modifier would answer."""
        return tuple(
            f for f in self.asked.findings if f.outcome == "fail" and f.about == "coding" and not self.is_conditional(f)
        )

    def is_conditional(self, finding: Finding) -> bool:
        taken = set(finding.codes) <= set(self.replaced)
        if self.is_one_site and not any(self.tables.family(code) == "visit" for code in finding.codes):
            return False
        given = any(self.tables.family(code) == "administration" for code in finding.codes)
        if given and not (self.scenario.is_given_apart or self.scenario.separate_site) and self.scenario.doses:
            return False  # the drug told went where the procedure's needle went
        return finding.rule == "ptp-pair" and "indicator 1" in finding.message and not taken

    @property
    def asserted(self) -> tuple[Line, ...]:
        """The lines that only a modifier typed on them lets pass an edit, where nothing told shows what it says."""
        scenario, lines = self.scenario, self.scenario.claim.lines
        told = scenario.separate_site or (scenario.structures and scenario.count and not scenario.denials)
        found = []
        for line in lines:
            visit = self.tables.family(line.code) == "visit"
            claims = "25" in line.modifiers if visit else bool(DISTINCT & set(line.modifiers))
            shown = scenario.visit == "separate" if visit else told
            edits = (self.tables.ptp(other.code, line.code) for other in lines if other is not line)
            if claims and not shown and any(edit and edit.indicator == "1" for edit in edits):
                found.append(line)
        return tuple(found)

    @property
    def unpaired(self) -> tuple[str, ...]:
        """The codes younger than the edits on file, beside others: that no pair is found says nothing of them."""
        codes = self.mended.claim.procedure_codes
        known = (code for code in codes if self.tables.procedure(code))
        return tuple(code for code in known if not self.tables.is_known_to_ptp(code)) if len(codes) > 1 else ()

    @property
    def overstated(self) -> tuple[str, ...]:
        """The codes billed with more units than the facts support, where no rule says so."""
        units: dict[str, int] = {}
        for each in self.mended.claim.lines:
            units[each.code] = units.get(each.code, 0) + each.units
        over = {line.code for line in self.scenario.claim.lines if line.units > units.get(line.code, line.units)}
        return tuple(over - {c for f in self.asked.findings if f.rule == "units-above-mue" for c in f.codes})

    @property
    def has_visit(self) -> bool:
        """Say whether a visit stands beside a procedure, by its code."""
        return any(self.tables.family(line.code) == "visit" for line in self.mended.lines)

    @property
    def is_one_site(self) -> bool:
        """Say whether two services of an edit are told at one site, so that no modifier makes them separate."""
        return self.scenario.same_site and not self.scenario.separate_site

    @property
    def lacks_container(self) -> bool:
        """Say whether JW, JZ or waste is asked about and nothing tells the container of the drug."""
        asked = {"JW", "JZ"} & set(self.scenario.modifiers_asked) or self.scenario.says("wasted", "wastage", "discard")
        told = self.scenario.container or self.scenario.wasted is not None or self.only_anesthetic
        return bool(asked) and not told

    @property
    def miscounted(self) -> tuple[str, ...]:
        """The drugs billed with fewer units than the dose told gives."""
        units = {line.code: line.units for line in self.mended.claim.lines if "JW" not in line.modifiers}
        typed = (line for line in self.scenario.claim.lines if line.code in self.scenario.units_typed)
        return tuple(line.code for line in typed if line.units < units.get(line.code, line.units))

    @property
    def is_over_a_limit(self) -> bool:
        """Say whether the session's own number exceeds what the one policy that governs pays in its window."""
        policies = self.covered.policies
        return len(policies) == 1 and exceeds(self.scenario, policies[0])

    @property
    def short_of_relief(self) -> tuple[Policy, ...]:
        """The governing policies that ask for more relief before a repeat than the last session is told to have given."""
        return tuple(p for p in self.covered.policies if falls_short(self.scenario, p.session))

    @property
    def is_refused_repeat(self) -> bool:
        """Say whether every governing policy refuses the repeat: too little relief, or too early for it."""
        policies = self.covered.policies
        early = len(policies) == 1 and is_too_early(self.scenario, self.covered.findings)
        return early or bool(policies and len(self.short_of_relief) == len(policies))

    @property
    def expects_denial(self) -> bool:
        """Say whether a denial of medical necessity is to be expected, so that a notice has its reason."""
        over = any(exceeds(self.scenario, p) for p in self.covered.policies)
        return bool(over or self.refused_coverage or self.short_of_relief or self.is_refused_repeat)

    @property
    def only_anesthetic(self) -> bool:
        """Say whether a local anesthetic, and no other drug or code, is what may or may not be billed."""
        reasons = {reason.key for p in self.proposals if p.family == "drug" for reason in p.reasons}
        lines = self.scenario.claim.lines
        drugs = [line for line in lines if self.tables.family(line.code) == "drug" and line.code not in self.numbing]
        return reasons == {"drug.anesthetic"} and not drugs and set(self.scenario.asks) <= _OF_A_DRUG

    @property
    def numbing(self) -> frozenset[str]:
        """The codes named that are a local anesthetic's, which is part of the injection and never billed by itself."""
        lines = (*self.scenario.claim.lines, *self.mended.claim.lines)
        return frozenset(line.code for line in lines if is_anesthetic(line.code, self.tables))

    @property
    def loses_a_modifier(self) -> bool:
        """Say whether a modifier the user put on a line stands on no line of that code any more."""
        kept = {(line.code, m) for line in self.mended.lines for m in line.modifiers}
        kept |= {(code, side) for code, m in kept if m == "50" for side in ("RT", "LT")}
        codes = {line.code for line in self.mended.lines}
        return any(
            line.code in codes and (line.code, m) not in kept
            for line in self.scenario.claim.lines
            for m in line.modifiers
        )

    @property
    def undecided(self) -> frozenset[str]:
        """The codes between which a missing fact chooses."""
        return frozenset(line.code for p in self.proposals if not p.lines for line in p.alternatives)

    def is_met(self, finding: Finding) -> bool:
        """Say whether the words describe what a pair's modifier asks for: another site named, another problem treated."""
        if finding.rule == "manipulation-without-at":
            return "AT" in self.scenario.modifiers_asked and len(self.scenario.claim.lines) == 1
        families = {self.tables.family(code) for code in finding.codes}
        # After a denial the record is what must show it, whatever the question says.
        if finding.rule not in ("ptp-pair", "visit-without-25") or self.scenario.same_muscle or self.scenario.denials:
            return False
        if "visit" in families:
            return self.scenario.visit == "separate"
        return bool(self.scenario.structures and self.scenario.count and "trigger-point" in families)

    @property
    def unsettled(self) -> frozenset[str]:
        """The codes of which no source or word says which it is."""
        return frozenset(line.code for p in self.proposals if p.is_unsettled for line in p.alternatives)

    @property
    def included(self) -> tuple[str, ...]:
        """The codes asked about that what was done includes, by a reason told."""
        inside = {code for p in self.proposals if not p.lines for code in p.instead_of}
        return tuple(code for code in self.replaced if code in inside)

    @property
    def conditions(self) -> tuple[Finding, ...]:
        return tuple(
            f
            for f in self.asked.findings
            if self.is_conditional(f) or (f.outcome == "conditional" and f.severity != "note")
        )

    @property
    def asks_of_an_edit(self) -> bool:
        """Say whether it is asked if two codes have a published edit, whatever a policy says of them."""
        asked = self.scenario.seeks_obstacle and self.scenario.says("edit")
        return asked and len(self.scenario.claim.procedure_codes) == 2 and not self.unlisted

    @property
    def pairs(self) -> tuple[Finding, ...]:
        """What is found of pairs among the codes asked about."""
        return tuple(f for f in self.asked.findings if f.rule in ("ptp-pair", "both-trigger-point-codes"))

    @property
    def unlisted(self) -> tuple[str, ...]:
        """The codes asked about that lie outside the tables on file and were not checked."""
        failing = {code for f in self.asked.findings if f.outcome == "fail" for code in f.codes}
        named = self.asked.claim.procedure_codes
        return tuple(c for c in named if self.tables.procedure(c) is None and c not in failing)

    @property
    def replaced(self) -> tuple[str, ...]:
        """The codes asked about that mending or selecting took away."""
        kept = {*(line.code for line in self.mended.lines), *self.unlisted, *self.unsettled}
        return tuple(c for c in self.scenario.claim.procedure_codes if c not in kept)

    @property
    def wants_coverage(self) -> bool:
        return bool(
            {"coverage", "noncovered"} & set(self.scenario.asks)
            or self.scenario.claim.diagnoses
            or self.scenario.claim.state
        )

    @property
    def refused_coverage(self) -> tuple[Finding, ...]:
        national = [f for f in self.asked.findings if f.about == "coverage" and f.outcome == "fail"]
        national += [f for f in self.probed.findings if f.outcome == "fail"] if self.probed else []
        if not self.scenario.claim.lines:
            national += [f for f in self.mended.report.findings if f.about == "coverage" and f.outcome == "fail"]
        return tuple(dict.fromkeys([*national, *self.covered.agreed]))
