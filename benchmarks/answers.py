"""Time composed answers, warm: `python benchmarks/answers.py [rounds]`. Every eval question is answered; the first round warms."""

import sys
from statistics import quantiles
from time import perf_counter

from cleanclaim import assemble, settings
from cleanclaim.asking import context
from cleanclaim.evals.case import load


def main(rounds: int = 3) -> None:
    read = settings.read()
    assistant = assemble.assistant(read)
    cases = load(read.evals / "cases")
    asked = [(case.question, context({k: str(v) for k, v in case.context if v is not None})) for case in cases]
    spent: list[float] = []
    for at in range(rounds + 1):
        for question, given in asked:
            started = perf_counter()
            assistant.answer(question, given, offline=True)
            if at:
                spent.append((perf_counter() - started) * 1_000)
    cuts = quantiles(spent, n=100)
    print(
        f"| composed answer, warm, {len(asked)} questions x {rounds} | p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms |"
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
