"""A modifier of the line says itself that Medicare will not pay.

GZ says that a denial is expected and no notice was given, and such a line is denied without a look at the record, at the
provider's cost. GY says that the service is excluded by law or is no benefit, and the line is denied to the patient.

Keep the modifier where it is true and expect the denial. Where a signed notice is on file GA is the modifier, and where
the service meets the policy none is.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

EXCLUDED_KINDS = {None, "needling", "acupuncture", "prolotherapy"}
"""Kinds of service of this field that Medicare excludes for most reasons, and those not on file."""


@rule(
    citation=Citation(
        authority="First Coast",
        document="ABN modifiers, and MLN Matters MM7228 as quoted",
        section="GY and GZ; automatic denial of GZ since 2011-07-01",
        url="https://medicare.fcso.com/Billing_news/140588.asp",
        verified="secondary",
    ),
    about="coverage",
    payers=("medicare",),
    modifiers=("GY", "GZ"),
    sees=("line",),
    denied=("20552-GZ | dos 2026-03-02", "20560-GX-GY | dos 2026-03-02"),
    clean=("20552-GA", "20552", "20552-GZ | payer aetna"),
)
def denial_announced(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        if "GZ" in line.modifiers:
            yield Problem(line, f"{line.code} carries GZ: it is denied, and the provider bears the cost.")
        elif "GY" in line.modifiers and tables.family(line.code) in EXCLUDED_KINDS:
            yield Problem(line, f"{line.code} carries GY: it is denied as excluded, and the patient may be billed.")
        elif "GY" in line.modifiers:
            yield Problem(
                line,
                f"{line.code} carries GY: it is denied as excluded, and GY is true only of what the law excludes or what is no "
                "benefit, not of a covered kind of service that fails a policy.",
            )
