"""What a payer's reason and remark codes mean, and what is to be done about them."""

from collections.abc import Iterator

from cleanclaim.deciding.appealing import changes_diagnosis
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement


def told_of_denials(case: Case) -> Iterator[Statement]:
    """Tell each reason and remark code that the question names, and when a diagnosis may be changed."""
    if changes_diagnosis(case):
        yield Statement("denial.change_dx", cites=("integrity#never-choose-a-diagnosis-for-payment",))
    for reason in case.scenario.denials:
        row = case.tables.denial(reason.code)
        if row:
            yield Statement(
                f"denial.{row.verified}", {"reason": str(reason), "meaning": row.meaning, "remedy": row.remedy}
            )


def repeats_what_was_denied(case: Case) -> bool:
    """Say whether the claim to report is the very one that was denied: to report it again helps no one."""
    denied = "denial" in case.scenario.asks and bool(case.scenario.claim.lines)
    return denied and set(case.mended.lines) <= set(case.scenario.claim.lines) and not case.scenario.is_described
