"""A run as a person orders it: what is asked, under which settings, and where the results go."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, partial
from pathlib import Path

from cleanclaim.errors import SettingsError, UnreadableFile
from cleanclaim.evals import opening, running
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case, load
from cleanclaim.evals.ledger import Ledger
from cleanclaim.evals.recording import Made, Recording
from cleanclaim.evals.relay import relaying
from cleanclaim.evals.run import CaseResult, Conditions, Head, Mode, Run
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
    model: str | None = None
    """Ask this model instead of composing."""
    record: Path | None = None
    """Store what the model says."""
    replay: Path | None = None
    """Answer from what was stored; no model is asked."""
    grade: bool = False
    """Let the model say what it thinks of the wording; it never counts."""

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
    with _opened(plan) as opened:
        model = opened.settings.model if opened.mode != "composed" else None
        conditions = opening.conditions(opened.settings, plan.asked, opened.today, opened.mode, model)
        ledger = _ledger(plan, conditions)

        def composed() -> Asker:
            return opening.composed(opened.settings, opened.today)

        with watch(len(plan.asked), len(ledger.done)) as step:
            return running.run(
                opened.open,
                plan.asked,
                ledger,
                step,
                control_with=composed if plan.with_control else None,
                unrecorded=opened.unrecorded,
            )


@dataclass(frozen=True)
class _Opened:
    """A plan with its model settled."""

    settings: Settings
    today: date
    mode: Mode
    open: running.Open
    unrecorded: Callable[[], int] = lambda: 0


@contextmanager
def _opened(plan: Plan) -> Iterator[_Opened]:
    """Settle what answers: the composed text, a model, a model that is recorded, or a recording."""
    today = plan.today
    if plan.grade and not (plan.model or plan.record or plan.replay):
        raise SettingsError("--grade: only a model gives an opinion; name one by --model or --replay.")
    if plan.replay:
        recording = Recording.read(plan.replay)
        own = plan.settings.model_copy(update={"model": recording.made.model})
        # A question is judged by the day of its recording, or its prompts would not be the recorded ones.
        day = recording.made.today
        with relaying(recording, None) as relay:
            opener = partial(opening.modelled, own, day, relay.address, plan.grade)
            yield _Opened(own, day, "replay", opener, lambda: len(relay.missed))
    elif plan.model or plan.record:
        own = plan.settings.model_copy(update={"model": plan.model or plan.settings.model})
        if not own.openai_api_key:
            raise SettingsError("OPENAI_API_KEY: a run with a model needs it; a local server takes any word.")
        if not plan.record:
            yield _Opened(own, today, "model", partial(opening.modelled, own, today, None, plan.grade))
            return
        recording = Recording.begin(plan.record, Made(model=own.model, today=today))
        with relaying(recording, own.openai_base_url or opening.OPENAI) as relay:
            yield _Opened(own, today, "model", partial(opening.modelled, own, today, relay.address, plan.grade))
    else:
        yield _Opened(plan.settings, today, "composed", partial(opening.composed, plan.settings, today))


def _ledger(plan: Plan, conditions: Conditions) -> Ledger:
    if plan.resume:
        return Ledger.resume(plan.target, conditions)
    head = Head(
        id=plan.id,
        label=plan.label,
        started=datetime.now(UTC),
        cases=len(plan.asked),
        jobs=plan.jobs,
        conditions=conditions,
    )
    return Ledger.begin(plan.target, head)
