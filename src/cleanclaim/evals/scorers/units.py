"""The units of the gold codes, or of every procedure and drug of the answer where the gold names none."""

from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    gold = case.gold
    if gold.units is None and not gold.units_on:
        return None
    lines = [c for c in seen.answer.codes if c.system != "ICD-10-CM" and c.stance in ("recommended", "asked")]
    mine = [c for c in lines if c.code in gold.codes] or lines
    wanted = [(c, gold.units) for c in mine if gold.units is not None and c.code not in gold.units_on]
    wanted += [(c, gold.units_on[c.code]) for c in lines if c.code in gold.units_on]
    absent = [code for code in gold.units_on if code not in {c.code for c in lines}]
    wrong = [f"{c.code} x{c.units}, expected {n}" for c, n in wanted if c.units not in (None, n)]
    wrong += [f"no line of {code}" for code in absent] + ([] if wanted or absent else ["no line"])
    return Mark(
        outcome="wrong" if wrong else "right",
        why="; ".join(wrong) or ", ".join(f"{c.code} x{n}" for c, n in wanted),
        # Too many units are a denied claim or an overpayment; too few are only money left.
        unsafe=any(c.stance == "recommended" and (c.units or 1) > n for c, n in wanted),
    )
