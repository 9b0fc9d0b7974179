"""100,000 seeded random chunkings of every hostile and every right text: the output must be that of the whole.

python benchmarks/gate_chunkings.py [how many]
"""

import random
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from cleanclaim import assemble, review, settings
from review.hostile import HOSTILE
from review.right import RIGHT


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    assistant = assemble.assistant(settings.read(), lambda: date(2026, 11, 23))
    evidence = assistant.evidence("Can 20610 and 20552 be billed together?")
    checked = review.checked(evidence, assistant.tables_on(evidence.on))
    cases = (*(text for text, _ in HOSTILE), *RIGHT)
    whole = {text: "".join(review.guard([text], checked)) for text in cases}
    rng, started = random.Random(7), time.perf_counter()
    for _ in range(count):
        text, at, chunks = rng.choice(cases), 0, []
        while at < len(text):
            size = rng.randint(1, 16)
            chunks.append(text[at : at + size])
            at += size
        if "".join(review.guard(chunks, checked)) != whole[text]:
            print(f"differs: {chunks}")
            sys.exit(1)
    print(
        f"| {count:,} random chunkings of {len(cases)} texts | all equal to the whole | {time.perf_counter() - started:.0f} s |"
    )


if __name__ == "__main__":
    main()
