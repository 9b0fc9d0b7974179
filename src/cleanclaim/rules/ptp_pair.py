"""Two codes of the day form an NCCI edit.

A procedure-to-procedure edit means that column 2 is part of column 1 in one session. Indicator 0 allows no exception;
indicator 1 allows one when the record shows a separate site or encounter, told by a modifier on the right line.

Where the services were truly separate, append XS (or 59) to the column 2 line and document the separate sites; for a
visit append 25 to the visit. Otherwise report column 1 alone.
"""

from collections.abc import Iterator
from itertools import permutations

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.codes import modifier
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.rules.modifier_on_column_1 import releasing, taken_on_either
from cleanclaim.tables import PtpEdit, Tables

_SERVING = ("guidance", "imaging", "administration", "sedation", "drug")
"""Families that serve a procedure: beside the one that includes them no modifier makes them separate."""


@rule(
    citation=Citation(
        authority="CMS",
        document="NCCI Policy Manual 2025",
        section="ch. I, E (modifiers) and the PTP table",
        url="https://www.cms.gov/medicare/coding-billing/national-correct-coding-initiative-ncci-edits",
    ),
    table="ptp",
    sees=("pair",),
    denied=("20610; 20552", "20553; 99213", "20561-59; 20560", "20610-59; 20552 | dos 2019-06-30"),
    clean=("20610; 20552-59", "20553; 99213-25", "20553; 97140"),
)
def ptp_pair(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    outside = [line.code for line in claim.lines if not tables.is_known_to_ptp(line.code)]
    if outside and len(claim.procedure_codes) > 1:
        yield Unchecked(f"PTP rows on file do not cover {', '.join(dict.fromkeys(outside))}", claim.procedure_codes)
    for one, two in permutations(claim.lines, 2):
        edit = tables.ptp(one.code, two.code)
        if edit:
            yield from _judge(edit, one, two, claim, tables)


def _judge(edit: PtpEdit, one: Line, two: Line, claim: Claim, tables: Tables) -> Iterator[Problem]:
    visit = _is_visit(two, tables)
    if edit.indicator == "0":
        yield Problem(
            two,
            f"{two.code} is column 2 of {one.code} with indicator 0: no modifier lets both be paid.",
            f"Report {one.code} alone, unless {two.code} alone is what was done.",
            codes=(two.code,),
            release=edit.release,
        )
    elif _is_visit(one, tables) and not visit:
        yield from _below_a_visit(edit, one, two)
    elif modifier.BYPASS & set(two.modifiers) <= {"LT", "RT"} and modifier.BYPASS & set(two.modifiers):
        sides = {"LT", "RT"} & (set(one.modifiers) ^ set(two.modifiers))
        if sides != {"LT", "RT"}:
            yield Problem(
                two,
                f"NCCI pairs {one.code} (column 1) with {two.code} (column 2), indicator 1: the side on "
                f"{two.code} passes the edit, but does not say that it was a separate site from {one.code}.",
                f"If the record shows a separate site, append XS (or 59) to {two.code}.",
                outcome="conditional",
                severity="at_risk",
                codes=(two.code,),
                release=edit.release,
            )
    # On column 1 it is modifier-on-column-1 that speaks, where the system takes it there.
    elif not modifier.BYPASS & set(two.modifiers) and (visit or not taken_on_either(releasing(one), claim, tables)):
        if tables.family(two.code) in _SERVING:
            gives = tables.family(two.code) == "administration"
            apart = (
                "it gave another drug for a reason of its own"
                if gives
                else "it served another procedure at a separate site or encounter"
            )
            yield Problem(
                two,
                f"NCCI pairs {one.code} (column 1) with {two.code} (column 2), indicator 1: {two.code} is part of "
                f"{one.code} unless {apart}.",
                f"Report {one.code} alone, unless the record shows that {apart}"
                f"{f'; then {two.code} carries 59 or XS' if gives else ''}.",
                codes=(two.code,),
                release=edit.release,
            )
            return
        needed = "25" if visit else "XS or 59"
        truth = (
            "the visit was significant and separately identifiable"
            if visit
            else "they were separate sites or encounters"
        )
        yield Problem(
            two,
            f"NCCI pairs {one.code} (column 1) with {two.code} (column 2), indicator 1: {two.code} is bundled "
            f"unless {truth} and {two.code} carries {needed}.",
            f"If the record shows that {truth}, append {needed.split(' or ')[0]} to {two.code}"
            f"{' (or 59)' if not visit else ''}; otherwise report {one.code} alone.",
            codes=(two.code,),
            release=edit.release,
        )


def _below_a_visit(edit: PtpEdit, one: Line, two: Line) -> Iterator[Problem]:
    """Judge a procedure that is column 2 of a visit, as needling is: what makes them separate is the visit, told by 25."""
    if modifier.DISTINCT & set(two.modifiers):
        return
    told = "25" in one.modifiers
    pair = f"NCCI pairs {one.code} (column 1) with {two.code} (column 2), indicator 1"
    yield Problem(
        one,
        f"{pair}: whether the contractor releases {two.code} by the 25 on {one.code} alone was not read."
        if told
        else f"{pair}: both stand only if the visit was significant and separately identifiable, and 25 on {one.code} says so.",
        f"If {two.code} denies all the same, ask the contractor; report it alone where the visit was only its usual work."
        if told
        else f"If the record shows that the visit was significant and separately identifiable, append 25 to {one.code}; otherwise "
        f"report {two.code} alone.",
        outcome="conditional" if told else "fail",
        severity="at_risk" if told else None,
        codes=(two.code,) if told else (one.code,),
        release=edit.release,
    )


def _is_visit(line: Line, tables: Tables) -> bool:
    row = tables.procedure(line.code)
    return bool(row and row.family == "visit")
