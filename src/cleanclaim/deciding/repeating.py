"""What earlier sessions mean for the next: their number against a limit, and what the last one gave."""

from cleanclaim.coverage import Limit, Session
from cleanclaim.finding import Finding
from cleanclaim.knowledge import Policy
from cleanclaim.planning.sessions import is_over
from cleanclaim.reading import Scenario

_YEAR, _MONTH = 365, 30


def exceeds(scenario: Scenario, policy: Policy) -> bool:
    """Say whether the session's own number, as told, is more than a policy pays in its window.

    Dates of earlier sessions are counted by the rule `session-limit`, but for a limit of one phase that the words name.
    """
    number, claim = scenario.session_number, scenario.claim
    if claim.prior:
        told = [limit for limit in policy.limits if _is_of_phase(limit, scenario)]
        on = claim.date_of_service
        return bool(on) and any(is_over(limit, on, claim.prior) for limit in told if on)
    if number is None:
        return False
    return any(
        limit.what == "sessions" and limit.count and number > limit.count and _is_within(scenario, limit)
        for limit in policy.limits
    )


def _is_of_phase(limit: Limit, scenario: Scenario) -> bool:
    """Say whether a limit is of the phase that the words name: `another therapeutic SI injection`."""
    phases = [phase for phase in ("therapeutic", "diagnostic") if scenario.says(phase)]
    return len(phases) == 1 and phases[0] in limit.per and "and" not in limit.per.split()


def _is_within(scenario: Scenario, limit: Limit) -> bool:
    """Say whether the window the number was told for lies within the limit's: a 4th this year is no 4th in 90 days."""
    if scenario.session_days is None:
        return True
    months = _YEAR if limit.months == 12 else (limit.months or 0) * _MONTH
    return scenario.session_days <= (limit.days or months)


def falls_short(scenario: Scenario, session: Session | None) -> bool:
    """Say whether the last session gave less than a policy asks for before a repeat, or for less time."""
    told = scenario.relief
    if told is None or session is None or session.relief_percent is None:
        return False
    little = told.percent is not None and told.percent < session.relief_percent
    short = told.weeks is not None and session.relief_weeks is not None and told.weeks < session.relief_weeks
    return little or short


def is_too_early(scenario: Scenario, findings: tuple[Finding, ...]) -> bool:
    """Say whether the same point is to be treated again before the relief asked for can have lasted."""
    same = scenario.says("repeat", "repeti", "same point", "same tp", "same trigger", "mismo punto")
    return same and any(f.rule == "repeat-without-relief" and f.severity == "at_risk" for f in findings)
