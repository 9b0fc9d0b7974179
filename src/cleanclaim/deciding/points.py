"""Tell the reasons beside the short answer, and the remedies: what several documents say alike is said once."""

from collections.abc import Iterable, Iterator

from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement
from cleanclaim.finding import Finding


def points(case: Case, leading: tuple[Finding, ...]) -> Iterator[Statement]:
    """Give the findings that the short answer leaves out; `leading` are those that carry it."""
    for finding in case.asked.findings:
        if finding not in leading and finding.about == "coding":
            yield Statement("finding", told(finding))
    # Of a claim that the words determined, not typed, nothing else tells what coverage depends on.
    described = not case.scenario.claim.lines
    notes = [
        f
        for f in (*case.asked.findings, *case.covered.findings)
        if f.about == "coverage" and (f.severity == "note" or (described and f.outcome == "conditional"))
    ]
    yield from _alike(dict.fromkeys(notes))


def _alike(findings: Iterable[Finding]) -> Iterator[Statement]:
    """Give findings that say the same of several documents as one statement that names them all."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_without_name(finding), []).append(finding)
    for said, group in groups.items():
        documents = [f.citation.document for f in group]
        if len(group) == 1:
            yield Statement("finding", told(group[0]))
        else:
            yield Statement("finding.alike", {**told(group[0]), "documents": ", ".join(documents), "message": said})


def _without_name(finding: Finding) -> str:
    """Give what a finding says without the document that it begins with: `… names local anesthetic as …`."""
    named = f"{finding.citation.document} ({finding.citation.authority}) "
    return finding.message.removeprefix(named)


def told(finding: Finding) -> dict[str, object]:
    """Give what a finding says with the document that says so."""
    return {"message": finding.message, "rule": finding.rule, "source": finding.citation.document}


def remedies(case: Case) -> Iterator[Statement]:
    """Give what to do about each finding, once."""
    seen = set()
    for finding in (*case.asked.findings, *case.covered.findings):
        if finding.severity != "note" and finding.remedy not in seen:
            seen.add(finding.remedy)
            yield Statement("remedy", {"remedy": finding.remedy})
