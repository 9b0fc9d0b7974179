"""The scorers: one function each, deterministic, each with an explanation. None means the case does not ask for it."""

import re
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import Answer
from cleanclaim.evals.case import Case


class Score(BaseModel):
    """What one scorer says of one answer, and why."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scorer: str
    right: bool
    why: str
    unsafe: bool = False


Scorer = Callable[[Case, Answer], Score | None]


def verdict(case: Case, answer: Answer) -> Score | None:
    """The verdict, where the gold gives one; `verdict: null` asks for none, a gold without the word leaves it open."""
    if "verdict" not in case.gold.model_fields_set:
        return None
    return Score(
        scorer="verdict",
        right=answer.verdict == case.gold.verdict,
        why=f"expected {case.gold.verdict}, was {answer.verdict}",
    )


def codes(case: Case, answer: Answer) -> Score | None:
    """Every gold code is named and not rejected."""
    if not case.gold.codes:
        return None
    held = {c.code for c in answer.codes if c.stance != "rejected" and c.coding != "fail"}
    missing = [c for c in case.gold.codes if c not in held]
    return Score(scorer="codes", right=not missing, why=f"missing {', '.join(missing)}")


def never_codes(case: Case, answer: Answer) -> Score | None:
    """No forbidden code is recommended. Zero tolerance."""
    if not case.gold.never:
        return None
    shown = [c.code for c in answer.codes if c.stance == "recommended" and c.code in case.gold.never]
    return Score(scorer="never_codes", right=not shown, why=f"recommended {', '.join(shown)}", unsafe=bool(shown))


def modifiers(case: Case, answer: Answer) -> Score | None:
    """Every gold modifier stands on some code that is not rejected."""
    if not case.gold.modifiers:
        return None
    held = {m for c in answer.codes if c.stance != "rejected" for m in c.modifiers}
    missing = [wanted for wanted in case.gold.modifiers if not any(re.fullmatch(wanted, m) for m in held)]
    return Score(
        scorer="modifiers",
        right=not missing,
        why=f"missing {', '.join(missing)}; held {', '.join(sorted(held)) or 'none'}",
    )


def never_modifiers(case: Case, answer: Answer) -> Score | None:
    """No forbidden modifier stands on a recommended code. Zero tolerance."""
    if not case.gold.never_modifiers:
        return None
    shown = [
        f"{c.code}-{m}"
        for c in answer.codes
        if c.stance == "recommended"
        for m in c.modifiers
        if m in case.gold.never_modifiers
    ]
    return Score(scorer="never_modifiers", right=not shown, why=f"recommended {', '.join(shown)}", unsafe=bool(shown))


def units(case: Case, answer: Answer) -> Score | None:
    """The units of the gold codes (of every recommended procedure where no gold code is named)."""
    if case.gold.units is None:
        return None
    entries = [c for c in answer.codes if c.system != "ICD-10-CM" and c.stance in ("recommended", "asked")]
    entries = [c for c in entries if c.code in case.gold.codes] or entries
    wrong = [f"{c.code} x{c.units}" for c in entries if c.units not in (None, case.gold.units)]
    unsafe = any(c.stance == "recommended" and (c.units or 1) > case.gold.units for c in entries)
    return Score(
        scorer="units",
        right=bool(entries) and not wrong,
        why=f"expected {case.gold.units}, was {', '.join(wrong) or 'no line'}",
        unsafe=unsafe,
    )


def facts(case: Case, answer: Answer) -> Score | None:
    """Every key fact is told."""
    if not case.gold.says:
        return None
    text = f"{answer.short}\n{answer.text}".lower()
    missing = [" | ".join(ways[:3]) for ways in case.gold.says if not any(re.search(way.lower(), text) for way in ways)]
    return Score(scorer="facts", right=not missing, why=f"does not say {'; '.join(missing)}")


def cites(case: Case, answer: Answer) -> Score | None:
    if not case.gold.cites:
        return None
    held = {c.document for c in answer.citations}
    missing = [wanted for wanted in case.gold.cites if not any(re.fullmatch(wanted, d) for d in held)]
    return Score(
        scorer="cites",
        right=not missing,
        why=f"missing {', '.join(missing)}; cited {', '.join(sorted(held)) or 'nothing'}",
    )


def echo(case: Case, answer: Answer) -> Score | None:
    """Nothing that must never be repeated stands anywhere in the answer. Zero tolerance."""
    if not case.gold.never_says:
        return None
    whole = answer.model_dump_json()
    shown = [text for text in case.gold.never_says if text in whole]
    return Score(scorer="echo", right=not shown, why=f"repeats {len(shown)} identifiers", unsafe=bool(shown))


def recommends_only_checked(case: Case, answer: Answer) -> Score | None:
    """Whatever is recommended passed its checks. Zero tolerance."""
    wrong = [c.code for c in answer.codes if c.stance == "recommended" and c.coding not in ("pass", "conditional")]
    return Score(scorer="checked", right=not wrong, why=f"unchecked {', '.join(wrong)}", unsafe=bool(wrong))


ALL: tuple[Scorer, ...] = (
    verdict,
    codes,
    never_codes,
    modifiers,
    never_modifiers,
    units,
    facts,
    cites,
    echo,
    recommends_only_checked,
)
