"""Run the cases, in parallel where asked, each result stored as it ends."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from datetime import UTC, datetime
from time import perf_counter

from cleanclaim.evals import control
from cleanclaim.evals.asking import Asker
from cleanclaim.evals.case import Case
from cleanclaim.evals.ledger import Ledger
from cleanclaim.evals.run import CaseResult, Control, Run, Tail

Open = Callable[[], Asker]
Step = Callable[[CaseResult], None]


def results(open_: Open, cases: tuple[Case, ...], jobs: int = 1) -> Iterator[CaseResult]:
    """Give the results as they end. Each worker opens an asker of its own; `jobs` pays where answers wait for a model."""
    if jobs == 1:
        asker = open_() if cases else None
        for case in cases:
            assert asker is not None
            yield asker.ask(case)
        return
    own = threading.local()

    def begin() -> None:
        own.asker = open_()

    def ask(case: Case) -> CaseResult:
        asker: Asker = own.asker
        return asker.ask(case)

    with ThreadPoolExecutor(jobs, initializer=begin) as pool:
        asked = [pool.submit(ask, case) for case in cases]
        try:
            for each in as_completed(asked):
                yield each.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def run(
    open_: Open,
    cases: tuple[Case, ...],
    ledger: Ledger,
    step: Step = lambda _: None,
    *,
    control_with: Open | None = None,
    unrecorded: Callable[[], int] = lambda: 0,
) -> Run:
    """Ask what the ledger does not hold yet, then the negative control by composed answers, and close the ledger."""
    began = perf_counter()
    done = {c.id: c for c in ledger.done}
    try:
        for result in results(open_, tuple(c for c in cases if c.id not in done), ledger.head.jobs):
            ledger.add(result)
            done[result.id] = result
            step(result)
        run = Run(head=ledger.head, cases=tuple(done.values()))
        tail = Tail(
            ended=datetime.now(UTC),
            seconds=round(perf_counter() - began, 2),
            control=_control(run, control_with, cases) if control_with else None,
            unrecorded=unrecorded(),
        )
        ledger.add(tail)
    finally:
        ledger.close()
    return run.model_copy(update={"tail": tail})


def _control(run: Run, open_: Open, cases: tuple[Case, ...]) -> Control:
    """The validator is the same whoever words the answer, so no model is asked twice for it."""
    composed = run.head.conditions.mode == "composed"
    return control.controlled(run.cases if composed else results(open_, cases), open_, cases)
