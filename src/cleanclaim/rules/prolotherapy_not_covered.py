"""Prolotherapy is billed to Medicare, or a trigger point code stands for it.

NCD 150.7 does not cover prolotherapy, joint sclerotherapy or ligament injections with sclerosing agents for any
diagnosis. Billing it with a trigger point or tendon code misrepresents the service.

Tell the patient before the service that Medicare does not pay; report M0076 for what it is, and a trigger point code
only for what was injected into a muscle's trigger point.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

PROLIFERANTS = {"dextrose", "prolotherapy", "phenol", "sclerosant"}
MISTAKEN = ("20550", "20551", "20552", "20553")


@rule(
    citation=Citation(
        authority="CMS",
        document="NCD 150.7",
        section="prolotherapy, joint sclerotherapy and ligament injections with sclerosing agents",
        url="https://www.cms.gov/medicare-coverage-database/view/ncd.aspx?ncdid=15",
    ),
    about="coverage",
    codes=("M0076", *MISTAKEN),
    payers=("medicare",),
    sees=("line", "injectates"),
    denied=("M0076 | dx M54.50", "20552 | injectates prolotherapy", "20551 | injectates dextrose"),
    clean=("M0076 | payer aetna", "20552 | injectates lidocaine", "20552"),
)
def prolotherapy_not_covered(claim: Claim, tables: Tables) -> Iterator[Problem]:
    used = [word for word in claim.injectates if word in PROLIFERANTS]
    for line in claim.lines:
        if line.code == "M0076":
            yield Problem(line, "Medicare does not cover prolotherapy (M0076) for any diagnosis.")
        elif used and line.code in MISTAKEN:
            if {"prolotherapy", "sclerosant"} & set(used):
                yield Problem(
                    line,
                    f"Prolotherapy is no trigger point or tendon injection: {line.code} does not describe it.",
                    about="coding",
                )
                continue
            yield Problem(
                line,
                f"{used[0].capitalize()} is named as what was injected: {line.code} stands only if this was no prolotherapy.",
                outcome="conditional",
                severity="at_risk",
            )
