"""Findings: rule, reason, remedy, source, table and version."""

from collections.abc import Iterable

from cleanclaim.finding import Finding
from cleanclaim.ui.drawing import words
from cleanclaim.ui.drawing.markup import details, link, mark, show, text


def findings(all_findings: tuple[Finding, ...], is_open: bool = False) -> None:
    """Draw every finding in one part that opens."""
    show(findings_part(all_findings, is_open))


def findings_part(all_findings: tuple[Finding, ...], is_open: bool = False) -> str:
    """Make the part that holds every finding; nothing where nothing was found."""
    if not all_findings:
        return ""
    failing = sum(f.outcome == "fail" for f in all_findings)
    counts = [f"{failing} {'fails' if failing == 1 else 'fail'}"] if failing else []
    if len(all_findings) > failing:
        counts.append(f"{len(all_findings) - failing} conditional")
    head = f"{mark('bad' if failing else 'warn')}Findings: {', '.join(counts)}"
    return details("part", head, listed(all_findings), is_open)


def listed(some: Iterable[Finding]) -> str:
    """Make findings one below the other."""
    return "".join(_finding(each) for each in some)


def _finding(each: Finding) -> str:
    tone, outcome = words.OUTCOMES[each.outcome]
    table = f"<dt>Table</dt><dd>{text(each.table.name)}, {text(each.table.version)}</dd>" if each.table else ""
    return (
        f'<article class="cc-finding cc-{tone}"><p>{mark(tone)}<strong>{text(each.message)}</strong></p>'
        f'<p class="cc-remedy"><b>Do:</b> {text(each.remedy)}</p>'
        f"<dl><dt>Rule</dt><dd><code>{text(each.rule)}</code> · {outcome} · {words.SEVERITIES[each.severity]}"
        f" · at <code>{text(each.where)}</code></dd>"
        f"<dt>Source</dt><dd>{link(str(each.citation), each.citation.url)} · {words.GRADES[each.citation.verified][1]}</dd>"
        f"{table}</dl></article>"
    )
