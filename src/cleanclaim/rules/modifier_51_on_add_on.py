"""Modifier 51 stands on a code that the multiple procedure reduction leaves alone.

The fee schedule's multiple procedure indicator says whether a second procedure of the day is paid less. With indicator 0,
as on every add-on code, nothing is reduced, so 51 says what is not so and may cost half of the payment.

Leave 51 off. Medicare finds the order of payment itself, so 51 is not needed on the other codes either.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="Physician fee schedule relative value file RVU24C (July 2024)",
        section="multiple procedure indicator",
        url="https://www.cms.gov/medicare/payment/fee-schedules/physician",
    ),
    table="pfs",
    severity="at_risk",
    modifiers=("51",),
    sees=("line",),
    denied=("64483; 64484-51", "64493; 64494-51"),
    clean=("20610; 20550-51", "64483; 64484"),
)
def modifier_51_on_add_on(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    for line in claim.lines:
        fee = tables.fee(line.code)
        if fee is None:
            yield Unchecked(f"no multiple procedure indicator on file for {line.code}", (line.code,))
        elif fee.multiple == "0":
            added = bool(tables.primaries(line.code))
            yield Problem(
                line,
                f"{line.code} has multiple procedure indicator 0{' and is an add-on code' if added else ''}: 51 does not "
                "apply to it.",
                outcome="fail" if added else "conditional",
                release=fee.release,
            )
