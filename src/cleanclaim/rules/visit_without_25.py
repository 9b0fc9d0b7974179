"""A visit that no edit pairs with minor procedures stands beside one without modifier 25.

NCCI pairs established visits with minor procedures, but neither the visits of new patients nor those of an emergency
department, so no edit stops the claim. The rule is the same all the same: the decision to do a procedure with 0 or 10
global days is paid in it, for a new patient too.

Append 25 if the record shows a significant visit beyond the decision and the usual work before the procedure; otherwise
report the procedure alone.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

UNPAIRED = (
    *("99202", "99203", "99204", "99205"),
    *("99281", "99282", "99283", "99284", "99285"),
    *("99341", "99342", "99344", "99345"),
)


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, D (evaluation and management) and E (modifier 25), I-13 to I-16",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="pfs",
    severity="at_risk",
    codes=UNPAIRED,
    denied=("20552; 99203", "64633-RT; 99204", "20553; 99283 | pos 23"),
    clean=("20552; 99203-25", "20552; 99283-25 | pos 23", "99203", "99203; J1010 x40"),
)
def visit_without_25(claim: Claim, tables: Tables) -> Iterator[Problem]:
    minor = [code for code in claim.procedure_codes if (fee := tables.fee(code)) and fee.global_days in ("000", "010")]
    for line in claim.lines:
        bare = line.code in UNPAIRED and "25" not in line.modifiers
        # Where there is an edit, ptp-pair speaks.
        beside = [code for code in minor if not tables.ptp(code, line.code)]
        if bare and beside:
            yield Problem(
                line,
                f"{line.code} stands beside {' and '.join(beside)}, whose payment includes the decision to do it: the "
                "visit is separate only if the record shows significant work beyond that.",
                outcome="conditional",
            )
