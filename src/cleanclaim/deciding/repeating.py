"""What earlier sessions mean for the next: their number against a limit, and what the last one gave."""

from cleanclaim.coverage import Limit, Session
from cleanclaim.finding import Finding
from cleanclaim.knowledge import Policy
from cleanclaim.reading import Scenario

_YEAR, _MONTH = 365, 30


def exceeds(scenario: Scenario, policy: Policy) -> bool:
    """Say whether the session's own number, as told, is more than a policy pays in its window.

    Dates of earlier sessions are counted by the rule `session-limit` instead.
    """
    number = scenario.session_number
    if number is None or scenario.claim.prior:
        return False
    return any(
        limit.what == "sessions" and limit.count and number > limit.count and _is_within(scenario, limit)
        for limit in policy.limits
    )


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
