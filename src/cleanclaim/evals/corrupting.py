"""Word a decision as a model would, and corrupt such wordings in the eight ways of the mutation score."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cleanclaim.evidence import Evidence
from cleanclaim.review import Checked
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
class Corrupted:
    """A text with one fault in it, and what must not be shown of it."""

    way: str
    text: str
    fault: str


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
