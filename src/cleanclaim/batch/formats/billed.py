"""One claim of an 837P while its segments come, and the claims of one day that it holds."""

from collections.abc import Iterator
from dataclasses import dataclass

from cleanclaim.batch.formats.segments import Segment
from cleanclaim.batch.sent import Sent, unechoed
from cleanclaim.claim import Claim, Line
from cleanclaim.errors import UnreadableClaim
from cleanclaim.reading import places

_FILINGS = {"MB": "medicare", "MC": "medicaid", "16": "medicare-advantage", "WC": "workers-comp", "CH": "tricare"}
"""SBR09, the claim filing indicator, in our words; of others the payer's name may tell more."""
_OTHER = "commercial"
_INSTITUTIONAL = {"SV2": "an institutional", "SV3": "a dental"}


@dataclass
class _Service:
    number: int
    segment: int
    procedure: list[str]
    unit: str
    units: str
    place: str
    pointers: list[str]
    day: str = ""
    last_day: str = ""


class BilledClaim:
    """A claim from CLM to its last segment. Faults are kept; the first says why the claim cannot be checked."""

    def __init__(self, begins: Segment, kind: str, state: str, filing: str, payer: str) -> None:
        self._first = self._last = begins.number
        self._place = begins.parts(5)[0]
        self._state, self._payer = state, _payer(filing, payer)
        self._diagnoses: list[str] = []
        self._services: list[_Service] = []
        self._faults: list[str] = []
        self._notes: dict[str, None] = {}
        self._entity, self._line = "", ""
        self._is_other_payer = False
        if "X222" not in kind and kind != "837":
            self.fault("the transaction is not professional; expected 005010X222A1 in ST03.")
        if [*begins.parts(5), "", ""][2] == "8":
            self._notes["the claim voids an earlier one"] = None

    def fault(self, why: str) -> None:
        self._faults.append(why)

    def take(self, segment: Segment) -> None:
        """Take a segment that lies inside the claim."""
        self._last = segment.number
        name = segment.name
        if name == "LX":
            self._line, self._is_other_payer, self._entity = segment[1], False, ""
        elif name == "SBR":
            # Another payer of the same claim begins; nothing of it changes what was done.
            self._is_other_payer = True
        elif name == "NM1":
            self._entity = segment[1]
        elif name == "N4" and self._entity == "77" and not self._is_other_payer:
            self._state = segment[2].upper()
        elif name == "HI":
            self._take_diagnoses(segment)
        elif name == "SV1":
            self._take_service(segment)
        elif name in _INSTITUTIONAL:
            self.fault(f"segment {segment.number} ({name}) is {_INSTITUTIONAL[name]} line; expected SV1.")
        elif name == "DTP" and segment[1] == "472" and self._line and self._services:
            first, _, last = segment[3].partition("-")
            self._services[-1].day, self._services[-1].last_day = first, last

    def sent(self, number: int, is_cut: bool) -> Iterator[Sent]:
        """Give the claim as claims of one day each; `is_cut` says that its transaction never ended."""
        place = f"segments {self._first} to {self._last}"
        if is_cut:
            self._faults.insert(0, "the transaction ends within the claim (no SE): lines of it may be lost.")
        try:
            days = self._days()
        except UnreadableClaim as error:
            yield Sent(place, number, fault=unechoed(str(error)))
            return
        for part, (claim, notes) in enumerate(days, 1):
            yield Sent(place, number, claim=claim, notes=notes, part=part, parts=len(days))

    def _take_diagnoses(self, segment: Segment) -> None:
        for at in range(1, len(segment.elements)):
            qualifier, *rest = segment.parts(at)
            if qualifier in ("ABK", "ABF") and rest:
                self._diagnoses.append(rest[0])
            elif qualifier in ("BK", "BF"):
                self.fault(f"segment {segment.number} (HI) holds ICD-9 (qualifier {qualifier}); expected ABK and ABF.")

    def _take_service(self, segment: Segment) -> None:
        qualifier, *procedure = segment.parts(1)
        if qualifier != "HC":
            self.fault(f"segment {segment.number} (SV1) has no procedure with qualifier HC.")
        pointers = [each for each in segment.parts(7) if each]
        place = segment[5]
        self._services.append(
            _Service(len(self._services) + 1, segment.number, procedure[:5], segment[3], segment[4], place, pointers)
        )

    def _days(self) -> list[tuple[Claim, tuple[str, ...]]]:
        """Give a claim for each day of service; rules judge days. Raises UnreadableClaim for the first fault."""
        if not self._services:
            self.fault("the claim has no service line (SV1).")
        if not self._diagnoses:
            self.fault("the claim has no diagnosis (HI with ABK).")
        if self._faults:
            raise UnreadableClaim(self._faults[0][0].upper() + self._faults[0][1:])
        days: dict[str, list[_Service]] = {}
        for service in self._services:
            days.setdefault(service.day, []).append(service)
        return [self._claim(day, services) for day, services in days.items()]

    def _claim(self, day: str, services: list[_Service]) -> tuple[Claim, tuple[str, ...]]:
        notes = dict(self._notes)
        placed = list(dict.fromkeys(each.place or self._place for each in services))
        if len(placed) > 1:
            notes["the day has several places of service; that of its first line was used"] = None
        lines = tuple(self._read(each, notes) for each in services)
        if not (len(day) == 8 and day.isdecimal()):
            raise UnreadableClaim(
                f"Segment {services[0].segment} (SV1) has no date of service; expected DTP*472*D8 with year, month, day."
            )
        try:
            claim = Claim.model_validate(
                {
                    "lines": lines,
                    "diagnoses": self._diagnoses,
                    "date_of_service": f"{day[:4]}-{day[4:6]}-{day[6:]}",
                    "state": self._state or None,
                    "payer": self._payer,
                    "place_of_service": placed[0] or None,
                }
            )
        except ValueError as error:
            raise UnreadableClaim(_complaint("the claim", error)) from None
        return claim, tuple(notes)

    def _read(self, service: _Service, notes: dict[str, None]) -> Line:
        where = f"Segment {service.segment} (SV1)"
        if service.last_day and service.last_day != service.day:
            notes[f"line {service.number} covers several days; it was judged as of the first"] = None
        units = service.units
        if service.unit == "MJ":
            notes[f"line {service.number} is measured in minutes; its units were not checked"] = None
            units = "1"
        whole, _, part = units.partition(".")
        if not whole.isdecimal() or part.strip("0"):
            raise UnreadableClaim(f"{where} has no whole number of units in SV104.")
        wrong = [p for p in service.pointers if not p.isdecimal() or not 1 <= int(p) <= len(self._diagnoses)]
        if wrong:
            raise UnreadableClaim(
                f"{where} points to a diagnosis that the claim does not have ({len(self._diagnoses)})."
            )
        try:
            return Line.model_validate(
                {
                    "code": service.procedure[0] if service.procedure else "",
                    "modifiers": [m for m in service.procedure[1:] if m],
                    "units": int(whole),
                    "pointers": [int(p) for p in service.pointers],
                }
            )
        except ValueError as error:
            raise UnreadableClaim(_complaint(where, error)) from None


def _payer(filing: str, name: str) -> str:
    """Give our word for the payer: by the filing indicator, else by a name we know; never a name as it stands."""
    return _FILINGS.get(filing) or places.known_payer(name) or _OTHER


def _complaint(where: str, error: ValueError) -> str:
    """Name what pydantic or a code system objects to, without what stands there."""
    complaints = getattr(error, "errors", None)
    first = complaints()[0] if complaints else {"loc": (), "msg": str(error)}
    field = ".".join(map(str, first["loc"]))
    return f"{where}: {field or 'it'} cannot be read: {str(first['msg']).removeprefix('Value error, ').rstrip('.')}."
