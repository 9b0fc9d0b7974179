"""Two diagnoses stand together that an Excludes1 note keeps apart.

An Excludes1 note says that two conditions are not coded together, because one code already means the other. The only
exception is that the two are unrelated, which the record must show.

Report the diagnosis that describes what the record says; keep both only where the record shows that they are unrelated,
and query the provider where it does not say.
"""

import re
from collections.abc import Iterator
from itertools import combinations, permutations

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.codes import icd10cm
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

_BRACKET = re.compile(r"\(([^()]*)\)")
_CODE = r"[A-Z][0-9][0-9A-Z](?:\.[0-9A-Z]+)?"
_NAMED = re.compile(rf"({_CODE})\.?-?(?:({_CODE})\.?-?)?")


@rule(
    citation=Citation(
        authority="CMS and NCHS",
        document="ICD-10-CM tabular list FY2026 and Official Guidelines",
        section="Excludes1 notes; I.A.12.a",
        url="https://www.cms.gov/medicare/coding-billing/icd-10-codes",
        verified="secondary",
    ),
    table="icd10cm",
    severity="at_risk",
    sees=("none", "diagnoses"),
    given=("diagnoses",),
    denied=("20552 | dx M62.830 M79.18 | dos 2026-03-02", "20552 | dx S39.012A M54.50 | dos 2026-03-02"),
    clean=("20552 | dx M79.18 M54.2 | dos 2026-03-02", "20610 | dx M25.511 M75.51 | dos 2026-03-02"),
)
def excludes1_pair(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for pair in combinations(dict.fromkeys(claim.diagnoses), 2):
        found = next((each for each in (_exclusion(one, two, tables) for one, two in permutations(pair)) if each), None)
        if found:
            holder, note = found
            yield Problem(
                pair[0],
                f"{pair[0]} and {pair[1]} stand together, and {holder} has an Excludes1 note “{note}”: both are right "
                "only where the record shows two unrelated conditions.",
                outcome="conditional",
                codes=pair,
            )


def _exclusion(one: str, two: str, tables: Tables) -> tuple[str, str] | None:
    """Find the code, itself or above it, whose Excludes1 note names the other diagnosis."""
    for holder in (one, *icd10cm.ancestors(one)):
        row = tables.diagnosis(holder)
        note = next((note for note in row.excludes1 if names(note, two)), None) if row else None
        if note:
            return holder, note
    return None


def names(note: str, code: str) -> bool:
    """Say whether a note's brackets name a code: alone, with all below it (M79.1-), or within a range (A04.0-A04.4).

    A bracket with further conditions (with 5th character 9) names nothing that this can judge.
    """
    plain = code.replace(".", "")
    for bracket in _BRACKET.findall(note):
        for named in filter(None, (_NAMED.fullmatch(part.strip()) for part in bracket.split(","))):
            low, high = (part.replace(".", "") for part in (named[1], named[2] or named[1]))
            if low <= plain[: len(low)] and plain[: len(high)] <= high:
                return True
    return False
