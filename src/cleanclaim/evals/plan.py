"""A run as a person orders it: what is asked, under which settings, and where the results go."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path

from cleanclaim.errors import UnreadableFile
from cleanclaim.evals import opening, running
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case, load
from cleanclaim.evals.ledger import Ledger
from cleanclaim.evals.run import CaseResult, Head, Run
from cleanclaim.settings import Settings

Watch = Callable[[int, int], AbstractContextManager[Callable[[CaseResult], None]]]


def _unwatched(total: int, done: int) -> AbstractContextManager[Callable[[CaseResult], None]]:
    return nullcontext(lambda _: None)


@dataclass(frozen=True)
class Plan:
    """What `cleanclaim eval run` was told."""

    settings: Settings
    today: date
    cases: Path | None = None
    output: Path | None = None
    label: str = ""
    jobs: int = 1
    resume: bool = False
    with_control: bool = True

    @cached_property
    def asked(self) -> tuple[Case, ...]:
        return load(self.cases or self.settings.evals / "cases")

    @cached_property
    def id(self) -> str:
        return f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}"[:-3] + (f"-{self.label}" if self.label else "")

    @cached_property
    def target(self) -> Path:
        return self.output or folder(self.settings) / f"{self.id}.jsonl"


def folder(settings: Settings) -> Path:
    """Name the folder where runs are kept for the trend."""
    return settings.home / "evals" / "runs"


def newest(stored: tuple[Run, ...], folder: Path) -> Run:
    """Give the newest run on file."""
    if not stored:
        raise UnreadableFile(f"{folder}: no run is on file; make one with `cleanclaim eval run`.")
    return stored[-1]


def carry_out(plan: Plan, watch: Watch = _unwatched) -> Run:
    """Run it, or what is left of it."""
    conditions = opening.conditions(plan.settings, plan.asked, plan.today)
    if plan.resume:
        ledger = Ledger.resume(plan.target, conditions)
    else:
        head = Head(
            id=plan.id,
            label=plan.label,
            started=datetime.now(UTC),
            cases=len(plan.asked),
            jobs=plan.jobs,
            conditions=conditions,
        )
        ledger = Ledger.begin(plan.target, head)

    def open_() -> Asker:
        return opening.composed(plan.settings, plan.today)

    with watch(len(plan.asked), len(ledger.done)) as step:
        return running.run(open_, plan.asked, ledger, step, control_with=open_ if plan.with_control else None)
