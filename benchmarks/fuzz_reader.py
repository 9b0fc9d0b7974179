"""Read random and mutated questions and count what the reader raises: `python benchmarks/fuzz_reader.py [how many] [seed]`.

Half of the inputs are random characters, fragments of the field's words among them; half are eval questions with characters
dropped, doubled, swapped or replaced. A reader that raises ends the run with the input that did it.
"""

import random
import sys
from datetime import date
from time import perf_counter

from cleanclaim import assemble, settings
from cleanclaim.evals.case import load
from cleanclaim.reading import Context, Reader
from cleanclaim.reading.lexicon import Lexicon

FRAGMENTS = (
    "20552 20553-50 x3 M54.12 m7918 dx bilateral R+L trap levator 4 muscles kenalog 40mg FL in ohio dos 3/2/2026 99213-25 J1010 "
    "L39656 ¿ ? ( ) / - -- x or and both 2-3 ２０５５２ \u200b tpi facet L4-5 esi knee jaw out of 200u vial w/o 25 2 weeks ago"
).split(" ")
ALPHABET = "abcxyz0123456789 .,;:-/?¿()'\"\n\t\u200b\ufeffñéＡ５①²½µ\ud83d\ude00%$#@[]{}|\\"


def main(many: int = 100_000, seed: int = 20_552) -> None:
    read = settings.read()
    known = assemble.knowledge(read)
    reader = Reader(Lexicon.load(read.knowledge), assemble.tables(read, known)(date(2026, 11, 2)))
    questions = [case.question for case in load(read.evals / "cases")]
    chance = random.Random(seed)
    started = perf_counter()
    for number in range(many):
        text = _random(chance) if number % 2 else _mutated(chance, chance.choice(questions))
        try:
            scenario = reader.read(text, Context())
        except Exception as error:
            raise SystemExit(f"input {number}: {text!r} raised {error!r}") from error
        if not all(0 <= fact.start <= fact.end <= len(text) for fact in scenario.facts):
            raise SystemExit(f"input {number}: {text!r} gave a fact outside the text")
    seconds = perf_counter() - started
    print(f"| reader, random and mutated inputs | {many:,} read, 0 raised ({many / seconds:,.0f} a second) |")


def _random(chance: random.Random) -> str:
    if chance.random() < 0.5:
        return " ".join(chance.choices(FRAGMENTS, k=chance.randrange(25)))
    text = "".join(chance.choices(ALPHABET, k=chance.randrange(200)))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _mutated(chance: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.randrange(1, 8)):
        at = chance.randrange(len(letters)) if letters else 0
        kind = chance.randrange(4)
        if not letters or kind == 0:
            letters.insert(at, chance.choice("0123456789 -x/.?abrl"))
        elif kind == 1:
            del letters[at]
        elif kind == 2:
            letters.insert(at, letters[at])
        else:
            other = chance.randrange(len(letters))
            letters[at], letters[other] = letters[other], letters[at]
    return "".join(letters)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
