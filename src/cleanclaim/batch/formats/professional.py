"""X12 837P (005010X222): claims from the loops of billing provider, subscriber, patient, claim and service line.

Read are codes, modifiers, units, pointers, dates, place of service, the state of the service facility or else of the billing
provider, and the kind of payer. Names, numbers, birth dates, addresses and notes are passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

from cleanclaim.batch.formats.billed import BilledClaim
from cleanclaim.batch.formats.segments import Broken, Segment, segments
from cleanclaim.batch.sent import Sent

_ENDS = {"HL", "SE", "ST", "GE", "GS", "IEA", "ISA", "CLM"}
"""What ends a claim."""


@dataclass
class _Where:
    """Where in the file the reader stands: the transaction, its provider and subscriber, and the claim begun."""

    transaction: str = ""
    kind: str = ""
    begun: int = 0
    provider_state: str = ""
    filing: str = ""
    payer: str = ""
    entity: str = ""
    claim: BilledClaim | None = None
    waiting: list[BilledClaim] = field(default_factory=list)


def claims(file: IO[bytes], ignored: frozenset[str]) -> Iterator[Sent]:
    """Read claims one by one; those of a transaction that never ends are not whole and are said so."""
    at, number = _Where(), 0
    for segment in segments(file):
        if isinstance(segment, Broken):
            if at.claim and not segment.ends:
                at.claim.fault(f"segment {segment.number}: {segment.why}")
                continue
            number += 1
            yield Sent(f"segment {segment.number}", number, fault=f"Segment {segment.number}: {segment.why}")
            continue
        if segment.name in _ENDS and at.claim:
            number += 1
            yield from at.claim.sent(number, is_cut=segment.name not in ("HL", "SE", "CLM"))
            at.claim = None
        if said := _take(segment, at):
            number += 1
            yield Sent(f"segment {segment.number}", number, fault=said)
    if at.claim:
        yield from at.claim.sent(number + 1, is_cut=True)


def _take(segment: Segment, at: _Where) -> str | None:
    """Take one segment in; give a sentence where the file contradicts itself."""
    match segment.name:
        case "ST":
            at.transaction, at.kind, at.begun = segment[2], segment[3] or segment[1], segment.number
            at.provider_state = at.filing = at.payer = at.entity = ""
        case "SE":
            counted = segment.number - at.begun + 1
            if segment[1] != str(counted):
                return f"SE gives another count than the {counted} segments of its transaction: some may be lost."
        case "CLM":
            at.claim = BilledClaim(segment, at.kind, at.provider_state, at.filing, at.payer)
        case _ if at.claim:
            at.claim.take(segment)
        case "HL":
            at.entity = ""
            if segment[3] in ("20", "22"):
                at.filing = at.payer = ""
            if segment[3] == "20":
                at.provider_state = ""
        case "SBR":
            at.filing = segment[9]
        case "NM1":
            at.entity = segment[1]
            if at.entity == "PR":
                at.payer = segment[3]
        case "N4" if at.entity == "85":
            at.provider_state = segment[2].upper()
    return None
