"""The figures of the benchmark's card, counted from the cases themselves."""

from collections import Counter
from collections.abc import Callable, Iterable

from cleanclaim.evals.case import Case

_BEGIN, _END = "<!-- figures: made by `cleanclaim eval card --write` -->", "<!-- /figures -->"


def figures(cases: Iterable[Case]) -> str:
    """Count the cases by kind, and what their gold asks for."""
    all_cases = tuple(cases)
    kinds = Counter(c.kind for c in all_cases)
    sure = Counter(c.confidence for c in all_cases)
    lines = [
        f"{len(all_cases)} cases, {sum(c.held_out for c in all_cases)} of them kept from tuning; confidence of the gold: "
        + ", ".join(f"{sure[level]} {level}" for level in ("high", "medium", "low"))
        + f"; {sum(_has_context(c) for c in all_cases)} with a state, payer or date of service.",
        "",
        "| kind | cases | kept from tuning | sure gold |",
        "|---|---|---|---|",
    ]
    for kind in sorted(kinds):
        mine = [c for c in all_cases if c.kind == kind]
        held, high = sum(c.held_out for c in mine), sum(c.confidence == "high" for c in mine)
        lines.append(f"| {kind.replace('_', ' ')} | {len(mine)} | {held} | {high} |")
    lines += ["", "| what the gold asks for | cases |", "|---|---|"]
    lines += [f"| {name} | {sum(asks(c) for c in all_cases)} |" for name, asks in _ASKS.items()]
    return "\n".join(lines)


def rewritten(text: str, cases: Iterable[Case]) -> str:
    """Give the card with its figures counted anew."""
    before, _, rest = text.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return f"{before}{_BEGIN}\n{figures(cases)}\n{_END}{after}"


def _has_context(case: Case) -> bool:
    return any(value is not None for _, value in case.context)


_ASKS: dict[str, Callable[[Case], bool]] = {
    "a verdict": lambda c: "verdict" in c.gold.model_fields_set,
    "holding back (a fact is missing, or out of scope)": lambda c: (
        c.gold.verdict in ("needs_information", "out_of_scope")
    ),
    "codes that must be named": lambda c: bool(c.gold.codes),
    "codes that must never be recommended": lambda c: bool(c.gold.never),
    "modifiers, of an answer or of one line": lambda c: bool(c.gold.modifiers or c.gold.modifiers_on),
    "modifiers that must never be recommended": lambda c: bool(c.gold.never_modifiers),
    "units": lambda c: c.gold.units is not None or bool(c.gold.units_on),
    "facts that must be told": lambda c: bool(c.gold.says),
    "documents or passages that must be found and cited": lambda c: bool(c.gold.cites or c.gold.passages),
    "identifiers that must not be repeated": lambda c: bool(c.gold.never_says),
}
