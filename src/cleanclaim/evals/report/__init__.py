"""A run as one HTML page: opens from disk, asks no one for anything."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from cleanclaim.evals.comparing import Comparison
from cleanclaim.evals.report.figures import Figures
from cleanclaim.evals.report.trend import drawn
from cleanclaim.evals.run import Run


@dataclass(frozen=True)
class Section:
    """A table another measurement left: of the guard, or of retrieval."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def page(
    run: Run,
    stored: Sequence[Run] = (),
    comparison: Comparison | None = None,
    objections: tuple[str, ...] = (),
    sections: Sequence[Section] = (),
) -> str:
    """Draw the page of a run, with the trend of the runs `stored` before it and what changed since an earlier one."""
    environment = Environment(
        loader=PackageLoader("cleanclaim.evals.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["percent"] = lambda share: f"{share:.1%}"
    cases = sorted(run.cases, key=lambda c: ({"wrong": 0, "cannot_judge": 1, "right": 2}[c.outcome], c.kind, c.id))
    return environment.get_template("page.html.j2").render(
        run=run,
        figures=Figures.of(run),
        trend=drawn([*(r for r in stored if r.head.id != run.head.id), run]),
        comparison=comparison,
        worse={p.id for p in comparison.worse} if comparison else set(),
        objections=objections,
        sections=sections,
        cases=cases,
    )


def sections(folder: Path) -> tuple[Section, ...]:
    """Read the tables that other measurements left in a folder: `guard.json`, `retrieval.json`, `sensitivity.json`."""
    titles = {
        "guard": "The guard: corrupted answers caught",
        "retrieval": "Ways to find passages",
        "sensitivity": "Rules the suite would notice losing",
    }
    found = ((title, folder / f"{name}.json") for name, title in titles.items())
    return tuple(
        _section(title, json.loads(path.read_text(encoding="utf-8"))) for title, path in found if path.is_file()
    )


def _section(title: str, data: Any) -> Section:
    rows = list(_rows(data))
    columns = tuple(dict.fromkeys(key for row in rows for key in row))
    return Section(title, columns, tuple(tuple(_cell(row.get(key, "")) for key in columns) for row in rows))


def _rows(data: Any) -> Iterator[dict[str, Any]]:
    """Give one row an entry, whether the measurement wrote a list, a mapping of entries, or figures alone."""
    if isinstance(data, list):
        yield from data
    elif any(isinstance(value, dict) for value in data.values()):
        yield from ({"": name, **value} for name, value in data.items() if isinstance(value, dict))
    else:
        yield data


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3f}"
    return " to ".join(map(_cell, value)) if isinstance(value, list) else str(value)
