"""Coverage branch by branch: each policy that may govern, judged by the rules for one of its states."""

from dataclasses import dataclass

from cleanclaim import rules
from cleanclaim.answer import Branch, CoverageStatus, Verdict
from cleanclaim.claim import Claim
from cleanclaim.coverage import DiagnosisList
from cleanclaim.deciding.desk import Desk
from cleanclaim.finding import Finding
from cleanclaim.knowledge import Policy
from cleanclaim.reading import Scenario
from cleanclaim.standing import coverage_of


@dataclass(frozen=True)
class Covered:
    """What each governing policy makes of the claim."""

    branches: tuple[Branch, ...]
    policies: tuple[Policy, ...]
    findings: tuple[Finding, ...]
    agreed: tuple[Finding, ...] = ()
    """What fails under every policy that may govern: refused wherever the service was given."""
    is_refused_somewhere: bool = False
    """Whether some policy that may govern refuses what is judged."""

    @property
    def status(self) -> CoverageStatus:
        """Give one status for all branches: what they agree on, or depends."""
        found = {b.coverage or "not_checked" for b in self.branches}
        if not found:
            return "not_checked"
        return next(iter(found)) if len(found) == 1 else "depends"

    @property
    def of_guidance(self) -> Verdict | None:
        """Say whether imaging is covered: no where the one policy refuses every kind, depends where some refuse what is judged."""
        session = self.policies[0].session if len(self.policies) == 1 else None
        if session and {"ultrasound", "fluoroscopy"} <= set(session.guidance_refused):
            return "no"
        return "depends" if "not_covered" in {b.coverage for b in self.branches} else None

    def status_of(self, diagnosis: str, codes: tuple[str, ...]) -> CoverageStatus:
        """Give what the lists make of one diagnosis by itself: a diagnosis beside it does not carry it."""
        found: set[CoverageStatus] = set()
        for branch, policy in zip(self.branches, self.policies, strict=True):
            listed = listed_by(policy, codes)
            own = branch.coverage or "not_checked"
            found.add("not_covered" if listed and diagnosis not in listed and own == "covered" else own)
        if not found:
            return "not_checked"
        return next(iter(found)) if len(found) == 1 else "depends"


def listed_by(policy: Policy, codes: tuple[str, ...]) -> frozenset[str]:
    """Give the diagnoses that a policy lists for any of the codes."""
    return frozenset(dx for code in codes for dx in policy.diagnoses_of(code).codes)


def cover(claim: Claim, scenario: Scenario, desk: Desk, codes: tuple[str, ...]) -> Covered:
    """Judge coverage for every policy that may govern: one when the state or document is known, else one a MAC."""
    policies = desk.policies_for(scenario, codes)
    limits = "frequency" in scenario.asks and not claim.diagnoses
    branches, findings = [], []
    refusals: list[dict[str, Finding]] = []
    tables = desk.tables_for(scenario)
    for policy in policies:
        state = claim.state if claim.state in policy.states or not policy.states else policy.states[0]
        report = rules.check(
            claim.replace(state=state, payer=policy.payer if scenario.payers else claim.payer),
            tables,
            [r for r in rules.catalogue() if r.about == "coverage"],
        )
        mine = [f for f in report.findings if policy.name in f.citation.document or f.citation.document == policy.id]
        code = next((c for c in codes if c in policy.procedures), codes[0])
        status = coverage_of(code, claim, report, tables)
        branches.append(
            Branch(
                when=_when(policy),
                document=policy.name,
                coverage=status,
                result=_limits(policy) if limits else _result(policy.diagnoses_of(code), claim, status),
            )
        )
        refusals.append({f.rule: f for f in report.findings if f.outcome == "fail"})
        findings += [f for f in report.findings if f in mine or len(policies) == 1]
    shared = set.intersection(*(set(each) for each in refusals)) if refusals else set()
    agreed = tuple(finding for rule, finding in refusals[0].items() if rule in shared) if refusals else ()
    return Covered(tuple(branches), policies, tuple(dict.fromkeys(findings)), agreed, any(refusals))


def _when(policy: Policy) -> str:
    if policy.kind == "commercial":
        return policy.authority
    return f"{policy.mac or policy.authority} ({', '.join(policy.states)})" if policy.states else policy.authority


def _limits(policy: Policy) -> str:
    told = [
        f"{limit.count or 1} in {f'{limit.months} months' if limit.months else f'{limit.days} days'}"
        f"{f' per {limit.per}' if limit.per else ''} ({limit.verified})"
        for limit in policy.limits
    ]
    return "; ".join(told) or "no number of sessions on file"


def _result(dx: DiagnosisList, claim: Claim, status: CoverageStatus) -> str:
    if not claim.diagnoses and status == "not_covered":
        return "not covered as described"
    if not claim.diagnoses:
        return {
            "listed": f"{len(dx.codes)} diagnoses on file ({dx.verified})",
            "unknown": "list not on file",
            "none": "sets no list",
        }[dx.state]
    if dx.state == "unknown":
        return "list not on file"
    words = {
        "covered": "on the list",
        "not_covered": "not on the list or refused",
        "depends": "depends",
        "not_checked": "not checked",
    }
    return f"{words[status]} ({dx.verified})" if dx.state == "listed" else words[status]
