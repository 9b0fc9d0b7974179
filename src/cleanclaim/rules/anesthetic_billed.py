"""A local anesthetic is billed beside the injection it belongs to.

The local anesthetic that the injecting practitioner gives is part of the procedure, whether it numbs the skin or is what
is injected; NCCI bundled its old code J2001 with every injection code.

Leave the anesthetic off the claim; keep its name and dose in the record, and bill the steroid or other drug with its own
code.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

ANESTHETICS = ("J0665", "J2001", "J2003", "J2004", "J2795", "S0020")
INJECTIONS = {
    "botulinum",
    "epidural",
    "facet",
    "genicular",
    "joint",
    "nerve-block",
    "occipital",
    "sacroiliac",
    "tendon",
    "trigger-point",
    "tunnel",
}


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, B (services integral to a procedure) and G (anesthesia included), I-7 and I-20",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="procedures",
    severity="at_risk",
    codes=ANESTHETICS,
    denied=("20552; J2003 x50", "20610; J0665 x60; J3301 x4", "64450; J2795 x20"),
    clean=("20610; J3301 x4", "96374; J2003 x50", "20552"),
)
def anesthetic_billed(claim: Claim, tables: Tables) -> Iterator[Problem]:
    procedure = next((code for code in claim.procedure_codes if tables.family(code) in INJECTIONS), None)
    pays_medicare_way = (claim.payer or "medicare") == "medicare"
    for line in claim.lines:
        if procedure and line.code in ANESTHETICS:
            drug = tables.drug(line.code)
            name = drug.name.removesuffix(" (ended)") if drug else "a local anesthetic"
            doubt = "" if pays_medicare_way else f"; whether {claim.payer} follows Medicare here is not on file"
            yield Problem(
                line,
                f"{line.code} ({name}) is part of {procedure} and not paid beside it{doubt}.",
                outcome="fail" if pays_medicare_way else "conditional",
            )
