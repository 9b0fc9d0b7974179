"""Modifiers stand on the line the gold puts them on, and no line that must be bare carries one."""

import re
from collections.abc import Iterator

from cleanclaim.answer import CodeEntry
from cleanclaim.evals.case import Case
from cleanclaim.evals.mark import Mark, judged
from cleanclaim.evals.scorers import Seen


def score(case: Case, seen: Seen) -> Mark | None:
    wanted = case.gold.modifiers_on
    if not wanted:
        return None
    lines = {c.code: c for c in seen.answer.codes if c.stance in ("recommended", "asked") and c.coding != "fail"}
    wrong = [fault for code, patterns in wanted.items() for fault in _faults(code, patterns, lines.get(code))]
    return judged(not wrong, "every modifier is on its line", "; ".join(wrong))


def _faults(code: str, patterns: tuple[str, ...], line: CodeEntry | None) -> Iterator[str]:
    if line is None:
        yield f"no line of {code}"
    elif not patterns and line.modifiers:
        yield f"{code} carries {', '.join(line.modifiers)}, expected none"
    else:
        missing = [p for p in patterns if not any(re.fullmatch(p, m) for m in line.modifiers)]
        if missing:
            yield f"{code} lacks {', '.join(missing)}, carries {', '.join(line.modifiers) or 'none'}"
