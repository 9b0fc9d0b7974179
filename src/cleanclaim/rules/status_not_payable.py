"""A code has a fee schedule status that Medicare does not pay a practitioner for.

Status I means that Medicare wants another code, N that it does not cover the service, E and X that the fee schedule does
not hold it, and B that it is always part of something else.

Report the code that Medicare takes for the same service; with N tell the patient before the service, and with B expect
no payment of its own.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Outcome, Problem, Severity
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

STATUSES: dict[str, tuple[str, Outcome, Severity]] = {
    "I": ("Medicare wants another code for it", "fail", "denied"),
    "N": ("Medicare does not cover it", "fail", "denied"),
    "E": ("no practitioner is paid for it by the fee schedule; a facility may report it", "conditional", "at_risk"),
    "X": ("the fee schedule excludes it; another benefit may hold it", "conditional", "at_risk"),
    "B": ("it is always part of another service and never paid apart", "conditional", "note"),
}


@rule(
    citation=Citation(
        authority="CMS",
        document="Physician fee schedule relative value file RVU24C (July 2024)",
        section="status code",
        url="https://www.cms.gov/medicare/payment/fee-schedules/physician",
    ),
    table="pfs",
    payers=("medicare",),
    sees=("line",),
    denied=("99243", "G0260", "99213; 99417", "99024"),
    clean=("99213", "27096", "J1010 x40; 20610", "99243 | payer aetna"),
)
def status_not_payable(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        fee = tables.fee(line.code)
        # Drugs are paid outside the fee schedule, and an ended drug code has its own rule.
        if fee is None or fee.status not in STATUSES or tables.family(line.code) == "drug":
            continue
        meaning, outcome, severity = STATUSES[fee.status]
        yield Problem(
            line,
            f"{line.code} has fee schedule status {fee.status}: {meaning}.",
            outcome=outcome,
            severity=severity,
            release=fee.release,
        )
