"""Checks: what ran against which table, and what could not and why."""

from collections.abc import Iterable

from cleanclaim.finding import Check
from cleanclaim.ui.drawing.markup import details, mark, show, state, table, text


def checks(all_checks: tuple[Check, ...]) -> None:
    """Draw what was checked against which table, and what was not and why."""
    show(checks_part(all_checks))


def checks_part(all_checks: tuple[Check, ...]) -> str:
    """Make the part that lists every check, those that could not run first."""
    if not all_checks:
        return ""
    blind = [c for c in all_checks if c.state == "not_checked"]
    stale = sum(c.state == "checked" and c.why is not None for c in all_checks)
    older = f", {stale} on an older release" if stale else ""
    head = (
        f"{mark('blind' if blind else 'ok')}Checks: {len(all_checks) - len(blind)} ran{older}, {len(blind)} could not"
    )
    return details("part", head, listed((*blind, *(c for c in all_checks if c.state == "checked"))))


def listed(some: Iterable[Check]) -> str:
    """Make a table of checks."""
    return table(("Check", "State", "Against", "Rows", "Note"), [_row(c) for c in some])


def blind_notice(all_checks: tuple[Check, ...]) -> str:
    """Say in plain sight what was not checked; nothing where everything was."""
    blind = [c for c in all_checks if c.state == "not_checked"]
    if not blind:
        return ""
    reasons = "".join(f"<li><b>{text(c.check)}</b>{_for(c)}: {text(c.why or 'no reason given')}</li>" for c in blind)
    return f'<div class="cc-blind-notice">{mark("blind")}<div><b>Not checked</b><ul>{reasons}</ul></div></div>'


def _for(check: Check) -> str:
    return f" for {text(', '.join(check.codes))}" if check.codes else ""


def _row(each: Check) -> tuple[str, ...]:
    ran = each.state == "checked"
    tone = "blind" if not ran else "warn" if each.why else "ok"
    word = "checked" if ran and not each.why else "checked, older release" if ran else "not checked"
    return (
        f"<b>{text(each.check)}</b>",
        state(tone, word),
        text(each.version or "the rule itself"),
        f"{each.rows:,}" if each.rows is not None else "",
        text(each.why or ""),
    )
