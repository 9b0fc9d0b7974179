"""No diagnosis of the line is on the policy's list.

A Medicare article or payer policy names the diagnoses that support a procedure; the articles read say that a code not
listed does not support it, and the line is denied as not medically necessary.

Report a listed diagnosis only if the record documents that condition; otherwise expect a denial and consider an ABN
before the service. Never choose a diagnosis for payment: where the record is unclear, query the provider.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.coverage import Coverage, DiagnosisList
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables


@rule(
    citation=Citation(
        authority="CMS",
        document="Medicare Program Integrity Manual (Pub. 100-08)",
        section="ch. 13, 13.5",
        url="https://www.cms.gov/medicare-coverage-database",
    ),
    table="policies",
    about="coverage",
    needs=("diagnoses",),
    sees=("line", "diagnoses", "state"),
    denied=("20552 | dx M54.12 | dos 2026-03-02 | state OH",),
    clean=("20552 | dx M79.18 | dos 2026-03-02 | state OH", "20552 | dx M54.12 | dos 2026-03-02 | state FL"),
)
def diagnosis_not_on_policy(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    if claim.state is None and (claim.payer or "medicare") == "medicare":
        yield Unchecked("coverage depends on the Medicare contractor: the state is not given", claim.procedure_codes)
        return
    for line in claim.lines:
        row = tables.procedure(line.code)
        if row and row.family in ("visit", "drug", "guidance", "administration", "imaging"):
            continue
        policies = tables.policies(line.code, claim.state, claim.payer)
        lists = [(p, p.diagnoses_of(line.code)) for p in policies]
        if not any(each.state != "none" for _, each in lists):
            yield Unchecked(f"no policy with a diagnosis list on file for {line.code}", (line.code,))
        for policy, each in lists:
            yield from _judge(policy, each, line, claim.diagnoses_of(line))


def _judge(
    policy: Coverage, listed: DiagnosisList, line: Line, diagnoses: tuple[str, ...]
) -> Iterator[Problem | Unchecked]:
    if not diagnoses:
        yield Unchecked(f"{line.code} points to no diagnosis of the claim", (line.code,))
        return
    supporting = set(diagnoses) & set(listed.codes)
    unclear = [code for code in diagnoses if code in listed.unclear]
    verb = "is" if len(diagnoses) == 1 else "are"
    refused = set(diagnoses) <= set(listed.refused)
    if supporting or (listed.state == "none" and not refused):
        return
    if listed.state == "unknown" and not refused:
        yield Unchecked(f"the diagnosis list of {policy.name} is not on file", (line.code,))
    elif unclear:
        yield Unchecked(
            f"a person must read {policy.name}: {' and '.join(unclear)} {verb} in a group whose paragraph does not say "
            f"plainly what it supports",
            (line.code,),
        )
    else:
        firm = listed.complete and listed.verified == "official"
        graded = "" if firm else f" (a list reported by {listed.verified} sources; the official one was not read)"
        told = "refused by" if refused else "not on the list of"
        yield Problem(
            line,
            f"{' and '.join(diagnoses)} {verb} {told} {policy.name} ({policy.authority}){graded}.",
            severity="denied" if firm else "at_risk",
            codes=(line.code,),
            citation=policy.citation("covered diagnoses", listed.verified),
        )
