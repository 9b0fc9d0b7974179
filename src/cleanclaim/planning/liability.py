"""Who pays when coverage fails: the ways open before and after the service, each with the passages it rests on.

An ABN moves a Medicare medical necessity denial to the patient, and only when it was signed before the service. It moves
no coding denial. What the documents on file do not settle is said to be unsettled.
"""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import CheckAnswer
from cleanclaim.claim import Claim, parse
from cleanclaim.finding import Finding
from cleanclaim.knowledge import Knowledge

_ABN = "abn-and-liability#"
_CANNOT_SHIFT = ("ptp", "mue")
_NECESSITY = ("diagnosis-not-on-policy", "session-limit", "injectate-not-covered", "more-than-one-region")
"""The rules whose denials the passage on when to give an ABN names as reasons; for any other the notice is unsettled."""


class Way(BaseModel):
    """One way a claim may go, with the claim in notation where it would be billed differently."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    when: str
    effect: str
    payer_of: Literal["patient", "provider", "unsettled"]
    claim: str | None = None
    passages: tuple[str, ...] = ()


class Liability(BaseModel):
    """What was denied or is at risk, whether that is certain, and the ways."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reasons: tuple[Finding, ...]
    is_certain: bool
    """False where every reason rests on a list or limit that only secondary sources report, or on a missing fact."""
    ways: tuple[Way, ...]


def liability(answer: CheckAnswer, known: Knowledge, today: date) -> Liability | None:
    """Give the ways for a claim whose coverage fails or whose lines an edit denies; None where neither does."""
    claim = parse(answer.claim)
    coverage = tuple(f for f in answer.findings if f.about == "coverage" and f.outcome == "fail")
    edits = tuple(f for f in answer.findings if f.outcome == "fail" and f.table and f.table.name in _CANNOT_SHIFT)
    if not coverage and not edits:
        return None
    ways = tuple(way for way in _ways(claim, coverage, edits, known, today) if _is_on_file(way, known))
    certain = any(f.severity == "denied" for f in (*coverage, *edits))
    return Liability(reasons=(*coverage, *edits), is_certain=certain, ways=ways)


def _ways(
    claim: Claim, coverage: tuple[Finding, ...], edits: tuple[Finding, ...], known: Knowledge, today: date
) -> Iterator[Way]:
    if coverage and (claim.payer or "medicare") != "medicare":
        yield _other_payer(claim)
    elif coverage:
        necessity = tuple(f for f in coverage if _is_necessity(f, known))
        if necessity:
            yield from _necessity(claim, necessity, claim.date_of_service is not None and claim.date_of_service < today)
        if len(necessity) < len(coverage):
            yield _unsettled(tuple(f for f in coverage if f not in necessity))
    if edits:
        yield _edit(edits)


def _necessity(claim: Claim, findings: tuple[Finding, ...], is_past: bool) -> Iterator[Way]:
    codes = tuple(dict.fromkeys(code for f in findings for code in f.codes))
    named = " and ".join(codes)
    yield Way(
        title="A valid ABN was signed before the service" if is_past else "The patient signs an ABN before the service",
        when="Only if the notice named this reason and the patient signed it before the service; it cannot be made up later."
        if is_past
        else "When there is a real reason to expect the denial, the notice names it, and the patient chooses the service.",
        effect=f"Report {named} with GA. If Medicare denies, the patient may be billed.",
        payer_of="patient",
        claim=_with(claim, codes, "GA"),
        passages=(
            f"{_ABN}when-to-give-an-abn-for-trigger-points",
            f"{_ABN}an-abn-must-come-before-the-service",
            f"{_ABN}ga",
        ),
    )
    yield Way(
        title="There is no valid ABN",
        when="The service was or will be done without a notice, and a denial is expected.",
        effect=f"Report {named} with GZ. The line denies automatically and the provider bears it.",
        payer_of="provider",
        claim=_with(claim, codes, "GZ"),
        passages=(f"{_ABN}gz", f"{_ABN}group-code-co-and-pr"),
    )


def _other_payer(claim: Claim) -> Way:
    return Way(
        title="The Medicare ABN is not for this payer",
        when=f"The payer is {claim.payer}.",
        effect="Ask the plan for its own advance decision, or use the waiver the contract provides, before the service.",
        payer_of="unsettled",
        passages=(f"{_ABN}can-the-patient-pay-cash",),
    )


def _unsettled(findings: tuple[Finding, ...]) -> Way:
    documents = " and ".join(dict.fromkeys(f.citation.document for f in findings))
    is_needling = any(f.rule == "needling-not-covered" for f in findings)
    return Way(
        title="Which notice fits is not settled here",
        when=f"The denial rests on {documents}; no document on file names an ABN for it.",
        effect="Tell the patient before the service in writing, and ask the contractor which modifier it wants.",
        payer_of="unsettled",
        passages=(f"{_ABN}abn-and-dry-needling-or-acupuncture",) if is_needling else (f"{_ABN}what-an-abn-is",),
    )


def _edit(findings: tuple[Finding, ...]) -> Way:
    return Way(
        title="An ABN does not help against an edit",
        when=f"Found by {' and '.join(dict.fromkeys(f.rule for f in findings))}: a coding denial, not one of medical necessity.",
        effect="Correct the claim, or appeal if the services were truly separate; the patient is not billed.",
        payer_of="provider",
        passages=(f"{_ABN}ncci-and-mue-denials-are-not-for-the-patient",),
    )


def _is_necessity(finding: Finding, known: Knowledge) -> bool:
    """Say whether a finding is a reason for an ABN on file and rests on a local coverage policy."""
    if finding.rule not in _NECESSITY:
        return False
    numbers = finding.citation.document.replace("/", ", ").split(", ")
    return any((policy := known.policy(number)) is not None and policy.kind == "lcd" for number in numbers)


def _with(claim: Claim, codes: tuple[str, ...], modifier: str) -> str:
    """Give the claim with a liability modifier on the lines named, in place of another one that contradicts it."""
    lines = tuple(
        line.model_copy(update={"modifiers": (*(m for m in line.modifiers if m not in ("GA", "GZ")), modifier)})
        if line.code in codes
        else line
        for line in claim.lines
    )
    return str(claim.replace(lines=lines))


def _is_on_file(way: Way, known: Knowledge) -> bool:
    # What nobody can look up is not said.
    return all(known.passage(name) for name in way.passages)
