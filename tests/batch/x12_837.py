"""Make 837P files of invented practices, patients and claims, in the loops that real ones have. Nothing in them is anybody's."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

SURNAMES = "ROEWELL QUILLFEATHER ASHDOWNE MERRIWETHER OKONKWOSKI TANGLEWOOD".split()
GIVEN = "JANETTA HORATIO PERPETUA LEOPOLDINE BARNABAS".split()
SERVICES = (
    ("20552", (), 1),
    ("20553", (), 1),
    ("20553", ("59",), 1),
    ("20610", ("RT",), 1),
    ("20610", ("50",), 1),
    ("64483", ("LT",), 1),
    ("99213", ("25",), 1),
    ("99213", (), 1),
    ("76942", (), 1),
    ("J1010", (), 40),
    ("J3301", (), 8),
    ("96372", (), 1),
)
DRUGS = {"J1010": ("00009307301", "ML", "1"), "J3301": ("00003049420", "ML", "0.2")}
DIAGNOSES = "M7918 M7912 M5412 M25511 M797 M1711".split()


@dataclass(frozen=True)
class Service:
    """A line of a claim: code, modifiers, units, pointers, and its day."""

    code: str
    modifiers: tuple[str, ...] = ()
    units: str = "1"
    pointers: tuple[int, ...] = (1,)
    day: str = "20260302"
    unit: str = "UN"
    place: str = ""


@dataclass(frozen=True)
class Billed:
    """A claim as an 837P says it."""

    services: tuple[Service, ...] = (Service("20552"),)
    diagnoses: tuple[str, ...] = ("M7918",)
    place: str = "11"
    filing: str = "MB"
    payer: str = "MEDICARE PART B"
    facility_state: str | None = None
    is_dependent: bool = False
    number: str = "ACCT-88123-ROE"
    frequency: str = "1"
    qualifiers: tuple[str, str] = ("ABK", "ABF")


@dataclass(frozen=True)
class Delimiters:
    element: str = "*"
    component: str = ":"
    segment: str = "~"
    repetition: str = "^"
    after: str = "\n"


@dataclass
class File:
    """Claims in transaction sets, of one billing provider each."""

    sets: tuple[tuple[Billed, ...], ...]
    state: str = "OH"
    marks: Delimiters = field(default_factory=Delimiters)
    seed: int = 0

    def segments(self) -> Iterator[str]:
        """Give the segments without their terminators, in the usual marks."""
        yield (
            f"ISA*00*          *00*          *ZZ*SENDERID       *ZZ*RECEIVERID     *260302*1200*{self.marks.repetition}"
            f"*00501*000000001*0*T*{self.marks.component}"
        )
        yield "GS*HC*SENDERID*RECEIVERID*20260302*1200*1*X*005010X222A1"
        for number, claims in enumerate(self.sets, 1):
            body = list(self._transaction(number, claims))
            yield from body
            yield f"SE*{len(body) + 1}*{number:04d}"
        yield f"GE*{len(self.sets)}*1"
        yield "IEA*1*000000001"

    def text(self) -> str:
        marks, lines = self.marks, []
        for segment in self.segments():
            if not segment.startswith("ISA"):
                segment = segment.replace(":", "\0").replace("*", marks.element).replace("\0", marks.component)
            else:
                segment = segment.replace("*", marks.element)
            lines.append(segment + marks.segment + marks.after)
        return "".join(lines)

    def _transaction(self, number: int, claims: tuple[Billed, ...]) -> Iterator[str]:
        pick = random.Random(self.seed + number)
        yield f"ST*837*{number:04d}*005010X222A1"
        yield f"BHT*0019*00*BATCH{number}*20260302*1200*CH"
        yield "NM1*41*2*CLEARWATER BILLING SERVICE*****46*1234567"
        yield "PER*IC*PAT BILLER*TE*6145550123"
        yield "NM1*40*2*RECEIVER*****46*7654321"
        yield "HL*1**20*1"
        yield "PRV*BI*PXC*208VP0014X"
        yield "NM1*85*2*PAINFREE CLINIC LLC*****XX*1234567893"
        yield "N3*100 MAIN ST"
        yield f"N4*COLUMBUS*{self.state}*432150000"
        yield "REF*EI*311234567"
        level = 1
        for claim in claims:
            level += 1
            subscriber = level
            child = "1" if claim.is_dependent else "0"
            yield f"HL*{subscriber}*1*22*{child}"
            yield f"SBR*P*{'' if claim.is_dependent else '18'}*GRP77******{claim.filing}"
            yield f"NM1*IL*1*{pick.choice(SURNAMES)}*{pick.choice(GIVEN)}****MI*1EG4TE5MK73"
            if not claim.is_dependent:
                yield "N3*7 ELM AVENUE"
                yield "N4*DAYTON*OH*45402"
                yield "DMG*D8*19510412*F"
            yield f"NM1*PR*2*{claim.payer}*****PI*15202"
            if claim.is_dependent:
                level += 1
                yield f"HL*{level}*{subscriber}*23*0"
                yield "PAT*19"
                yield f"NM1*QC*1*{pick.choice(SURNAMES)}*{pick.choice(GIVEN)}"
                yield "N3*7 ELM AVENUE"
                yield "N4*DAYTON*IN*45402"
                yield "DMG*D8*20110704*M"
            yield from self._claim(claim)

    def _claim(self, claim: Billed) -> Iterator[str]:
        yield f"CLM*{claim.number}*{125 * len(claim.services)}***{claim.place}:B:{claim.frequency}*Y*A*Y*Y"
        yield "DTP*431*D8*20260115"
        yield "REF*D9*CLEARING-556677"
        yield "REF*EA*MRN8812345"
        yield "NTE*ADD*PATIENT PERPETUA ROEWELL DOB 04121951 SEEN FOR PAIN"
        first, other = claim.qualifiers
        if claim.diagnoses:
            yield "HI*" + "*".join(f"{first if at == 0 else other}:{code}" for at, code in enumerate(claim.diagnoses))
        yield "NM1*82*1*KILDARE*JAMES****XX*1932102845"
        yield "PRV*PE*PXC*208VP0014X"
        if claim.facility_state:
            yield "NM1*77*2*SURGERY CENTER*****XX*1447210983"
            yield "N3*200 OAK ST"
            yield f"N4*ELSEWHERE*{claim.facility_state}*33101"
        for at, line in enumerate(claim.services, 1):
            yield f"LX*{at}"
            procedure = ":".join(("HC", line.code, *line.modifiers))
            pointers = ":".join(map(str, line.pointers))
            yield f"SV1*{procedure}*125*{line.unit}*{line.units}*{line.place}**{pointers}"
            yield f"DTP*472*{'RD8' if '-' in line.day else 'D8'}*{line.day}"
            yield f"REF*6R*{claim.number}-{at}"
            if line.code in DRUGS:
                ndc, unit, quantity = DRUGS[line.code]
                yield f"LIN**N4*{ndc}"
                yield f"CTP****{quantity}*{unit}"


def invented(count: int, seed: int = 0, sets: int = 1, days: int = 30) -> File:
    """Invent claims: a number of them in each transaction set, of the pain injection family, over so many days."""
    pick = random.Random(seed)
    return File(tuple(tuple(_invented(pick, n, days) for n in range(count)) for _ in range(sets)), seed=seed)


def _invented(pick: random.Random, n: int, days: int) -> Billed:
    day = f"{date(2026, 1, 5) + timedelta(days=pick.randrange(days)):%Y%m%d}"
    diagnoses = tuple(pick.sample(DIAGNOSES, pick.randint(1, 4)))
    services = tuple(
        Service(code, modifiers, str(units), tuple(range(1, pick.randint(1, len(diagnoses)) + 1)), day)
        for code, modifiers, units in pick.sample(SERVICES, pick.randint(1, 5))
    )
    filing, payer = pick.choice((("MB", "MEDICARE PART B"), ("CI", "AETNA"), ("BL", "BCBS"), ("MC", "OHIO MEDICAID")))
    return Billed(
        services=services,
        diagnoses=diagnoses,
        filing=filing,
        payer=payer,
        facility_state=pick.choice((None, None, "FL")),
        is_dependent=pick.random() < 0.2,
        number=f"ACCT{n:07d}",
    )
