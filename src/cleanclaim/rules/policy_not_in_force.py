"""A policy on file names the code but was not in force on the date of service.

A contractor judges a service by the policy in force on its day. A policy that began later, or ended before, decides
nothing; what was in force then is not on file here.

Look up the version in force on the date of service in the Medicare Coverage Database, or the payer's policy of that day;
do not argue with a policy of another date.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="Medicare Program Integrity Manual (Pub. 100-08)",
        section="ch. 13, effective dates of LCDs",
        url="https://www.cms.gov/medicare-coverage-database",
        verified="secondary",
    ),
    table="policies",
    about="coverage",
    severity="note",
    sees=("line", "state"),
    denied=("20552 | dx M79.18 | dos 2024-03-02 | state OH", "20553 | dos 2023-05-02 | state NY"),
    clean=(
        "20552 | dx M79.18 | dos 2026-03-02 | state OH",
        "20552 | dos 2024-03-02",
        "99213 | dos 2024-03-02 | state OH",
    ),
)
def policy_not_in_force(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        if claim.state is None and (claim.payer or "medicare") == "medicare":
            continue
        if tables.policies(line.code, claim.state, claim.payer):
            continue
        for policy in tables.policies_of_other_dates(line.code, claim.state, claim.payer):
            began = policy.effective_from and policy.effective_from > tables.on
            told = f"as on file begins on {policy.effective_from}" if began else f"ended on {policy.effective_to}"
            yield Problem(
                line,
                f"{policy.name} ({policy.authority}) {told}; what was in force on {tables.on} is not on file.",
                outcome="conditional",
                citation=policy.citation("effective dates"),
            )
