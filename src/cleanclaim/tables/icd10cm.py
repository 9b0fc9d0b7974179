"""Compile a fiscal year of ICD-10-CM into rows, at build time only.

Source: the MIT package simple-icd-10-cm 1.5.0, which carries the April 2026 tabular list (FY2026: 98,186 codes,
74,719 billable). It is global state and 193 MB at import, so only the build imports it.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.tables.rows import Diagnosis

YEAR = 2026


def fiscal_year(on: date) -> int:
    """Give the ICD-10-CM year in force on a date: FY2027 runs from 2026-10-01."""
    return on.year + (on.month >= 10)


def compile_packaged_year() -> Iterator[Diagnosis]:
    """Give every code of the packaged year once, categories and billable codes, with its own notes."""
    import simple_icd_10_cm as icd

    seen = set()
    for item in icd.get_all_codes(with_dots=True):
        # 39 one-category blocks come twice, and chapters and blocks are no codes.
        if item in seen or not icd.is_category_or_subcategory(item):
            continue
        seen.add(item)
        yield Diagnosis(
            item,
            YEAR,
            icd.get_description(item),
            icd.is_leaf(item),
            tuple(icd.get_excludes1(item)),
            tuple(icd.get_excludes2(item)),
            tuple(_lines(icd.get_code_first(item))),
            tuple(_lines(icd.get_use_additional_code(item))),
        )


def _lines(note: str) -> list[str]:
    return [line.strip() for line in note.splitlines() if line.strip()]
