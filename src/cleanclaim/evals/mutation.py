"""The mutation score: right answers corrupted in eight ways, and how many of each the gate catches.

A right answer is worded twice: in the decision's own sentences, and in sentences a model would write about it. The
second kind gives the false-block rate that counts, because repeating the decision's own sentence is right by definition.
A corruption is caught when the gate objects and what was corrupted is not shown.
"""

import random
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from cleanclaim import review
from cleanclaim.assistant import Assistant
from cleanclaim.drafting.phrases import say
from cleanclaim.evidence import Evidence
from cleanclaim.review import Checked, Gate
from cleanclaim.tables import Tables

WAYS = (
    "transposed digit",
    "retired code",
    "wrong MAC's rule",
    "bundled pair without modifier",
    "modifier on the wrong line",
    "units over MUE",
    "truncated diagnosis",
    "invented document id",
)
_REPORTS = (
    "Report {} for it.",
    "For what is described, bill {}.",
    "The line to submit is {}.",
    "You should use {} here.",
)
_RETIRED = ("64550", "J1030", "J1040", "20999T", "76000T", "J2001")
_MACS = {
    "First Coast": "L33912",
    "Novitas": "L35010",
    "CGS": "L39656",
    "NGS": "L39662",
    "Palmetto": "L39671",
    "WPS": "L39713",
}


@dataclass(frozen=True)
class Rate:
    """How many of how many, with the 95 % Wilson interval."""

    hits: int
    total: int

    @property
    def share(self) -> float:
        return self.hits / self.total if self.total else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Give the 95 % Wilson score interval; (0, 1) where nothing was tried."""
        if not self.total:
            return 0.0, 1.0
        z, n, p = 1.959964, self.total, self.share
        middle = (p + z * z / (2 * n)) / (1 + z * z / n)
        half = z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5 / (1 + z * z / n)
        return max(0.0, middle - half), min(1.0, middle + half)

    def __str__(self) -> str:
        low, high = self.interval
        return f"{self.hits} of {self.total} ({self.share:.1%}, {low:.1%} to {high:.1%})"


@dataclass(frozen=True)
class Corrupted:
    """A text with one fault in it, and what must not be shown of it."""

    way: str
    text: str
    fault: str


@dataclass(frozen=True)
class MutationScore:
    """Catch rate by way, and false-block rate on the decision's own sentences and on a model's."""

    caught: dict[str, Rate]
    blocked_own: Rate
    blocked_worded: Rate
    missed: tuple[Corrupted, ...] = ()
    blocked: tuple[str, ...] = ()

    @property
    def total(self) -> Rate:
        return Rate(sum(r.hits for r in self.caught.values()), sum(r.total for r in self.caught.values()))


def score(assistant: Assistant, questions: Iterable[str], seed: int = 7) -> MutationScore:
    """Corrupt the right answer to each question in every way that applies to it; deterministic by `seed`."""
    rng = random.Random(seed)
    tried: dict[str, list[bool]] = {way: [] for way in WAYS}
    own: list[bool] = []
    worded: list[bool] = []
    missed: list[Corrupted] = []
    blocked: list[str] = []
    for question in questions:
        evidence = assistant.evidence(question)
        tables = assistant.tables_on(evidence.on)
        checked = review.checked(evidence, tables)
        own += [_is_blocked(text, checked) for text in _own(evidence)]
        for text in wordings(evidence, rng):
            worded.append(_is_blocked(text, checked))
            blocked += [text] if worded[-1] else []
        for corrupted in corruptions(evidence, checked, tables, rng):
            tried[corrupted.way].append(_is_caught(corrupted, checked))
            missed += [] if tried[corrupted.way][-1] else [corrupted]
    return MutationScore(
        {way: _rate(results) for way, results in tried.items()},
        _rate(own),
        _rate(worded),
        tuple(missed),
        tuple(blocked),
    )


def _rate(results: list[bool]) -> Rate:
    return Rate(sum(results), len(results))


def _through(text: str, checked: Checked) -> tuple[str, Gate]:
    gate = Gate(checked)
    return gate.feed(text) + gate.finish(), gate


def _is_blocked(text: str, checked: Checked) -> bool:
    return _through(text, checked)[0] != text


def _is_caught(corrupted: Corrupted, checked: Checked) -> bool:
    shown, gate = _through(corrupted.text, checked)
    return bool(gate.objections) and corrupted.fault not in shown


def _own(evidence: Evidence) -> tuple[str, ...]:
    language, decision = evidence.scenario.language, evidence.decision
    return tuple(say(s, language) for s in (*decision.short, *decision.points, *decision.remedies))


def wordings(evidence: Evidence, rng: random.Random) -> Iterator[str]:
    """Word the decision as a model would, without any of its own sentences."""
    decision = evidence.decision
    recommended = [e for e in decision.codes if e.stance == "recommended" and e.system != "ICD-10-CM"]
    lines = [line for line in decision.claim.lines if line.code in {e.code for e in recommended}]
    for line in lines:
        yield rng.choice(_REPORTS).format(f"`{line}`")
    if len(lines) > 1:
        yield rng.choice(_REPORTS).format("`" + "; ".join(map(str, lines)) + "`")
    for each in decision.codes:
        if each.stance == "rejected":
            yield rng.choice(
                (f"Do not report {each.code} here.", f"{each.code} is not the right code for this service.")
            )
        elif each.system == "ICD-10-CM":
            yield f"The diagnosis given is {each.code}, and whether it supports the service depends on the policy."
        elif each.stance == "mentioned" and recommended:
            yield f"{each.code} would be another service than the one described."
    for n, passage in enumerate(evidence.passages, 1):
        yield f"This rests on {passage.document if passage.kind != 'article' else 'the guidance on file'} [{n}]."
    for finding in decision.report.findings if decision.report else ():
        if finding.outcome == "fail" and finding.codes:
            yield f"The rules object to {' and '.join(finding.codes)}, so as billed it would be denied."


def corruptions(evidence: Evidence, checked: Checked, tables: Tables, rng: random.Random) -> Iterator[Corrupted]:
    """Give every corruption that applies to the answer, one a way."""
    codes = [e.code for e in evidence.decision.codes if e.stance == "recommended" and e.system == "CPT"]
    diagnoses = [e.code for e in evidence.decision.codes if e.system == "ICD-10-CM" and len(e.code) > 5]
    say_it = rng.choice(_REPORTS)
    for way, make in _MAKERS.items():
        made = make(codes, diagnoses, checked, tables, rng, say_it)
        if made:
            yield Corrupted(way, *made)


_Made = tuple[str, str] | None
_Maker = Callable[[list[str], list[str], Checked, Tables, random.Random, str], _Made]


def _transposed(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    if not codes:
        return None
    code = rng.choice(codes)
    swaps = [code[:i] + code[i + 1] + code[i] + code[i + 2 :] for i in range(4) if code[i] != code[i + 1]]
    wrong = rng.choice([s for s in swaps if s not in codes] or ["99998"])
    return say_it.format(wrong), wrong


def _retired(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    ended = [c for c in _RETIRED if (row := tables.procedure(c)) and row.effective_to and row.effective_to < tables.on]
    if not ended:
        return None
    wrong = rng.choice(ended)
    return say_it.format(wrong), wrong


def _wrong_mac(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    mac, other = rng.sample(sorted(_MACS), 2)
    text = rng.choice(("For {} the governing document is {}.", "{} applies {} to this service.")).format(
        mac, _MACS[other]
    )
    return text, _MACS[other]


def _unmodified(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    for first in codes:
        for second in ("20552", "20553", "20610", "76942", "64450", "20560", "96372", "64405"):
            if first != second and (tables.ptp(first, second) or tables.ptp(second, first)):
                pair = f"{first} and {second} together"
                return f"Report {pair}; no modifier is needed.", pair
    return None


def _misplaced(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    if not codes:
        return None
    code = rng.choice(codes)
    modifier = rng.choice([m for m in ("25", "50", "59", "XS", "LT") if (code, m) not in checked.pairs])
    text, fault = rng.choice(
        (
            (say_it.format(f"{code}-{modifier}"), f"{code}-{modifier}"),
            (f"Append modifier {modifier} to {code}.", f"{modifier} to {code}"),
        )
    )
    return text, fault


def _too_many(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    limited = [(c, row.value) for c in codes if (row := tables.mue(c))]
    if not limited:
        return None
    code, most = rng.choice(limited)
    count = most + rng.randint(1, 3)
    return rng.choice(
        (
            (say_it.format(f"{code} x{count}"), f"x{count}"),
            (f"Bill {count} units of {code}.", f"{count} units of {code}"),
            (f"Report {code} with {count} units.", f"{count} units"),
        )
    )


def _truncated(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    if not dx:
        return None
    code = rng.choice(dx)
    wrong = code[:-1].rstrip(".")
    return rng.choice((f"Use {wrong} as the diagnosis.", f"Report the diagnosis {wrong}.")), wrong


def _invented(
    codes: list[str], dx: list[str], checked: Checked, tables: Tables, rng: random.Random, say_it: str
) -> _Made:
    while True:
        wrong = rng.choice("LA") + str(rng.randint(30000, 59999))
        if wrong not in checked.documents and not re.search(wrong[1:], " ".join(checked.documents)):
            return rng.choice(("{} says so.", "The policy is {}.", "See {} for the list.")).format(wrong), wrong


_MAKERS: dict[str, _Maker] = dict(
    zip(
        WAYS,
        (_transposed, _retired, _wrong_mac, _unmodified, _misplaced, _too_many, _truncated, _invented),
        strict=True,
    )
)
