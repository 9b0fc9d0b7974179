"""X12 837P: claims are read from their loops, whatever the delimiters; what cannot be read names its segment."""

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from x12_837 import Billed, Delimiters, File, Service, invented

from cleanclaim.batch.formats.professional import claims
from cleanclaim.batch.sent import Sent
from cleanclaim.errors import UnreadableFile

NOTHING: frozenset[str] = frozenset()
TRIGGER = Billed(
    services=(
        Service("20553", ("59",), "1", (1, 2)),
        Service("99213", ("25",), "1", (1,)),
        Service("J1010", (), "40", (2,)),
    ),
    diagnoses=("M7918", "M7912"),
)


def read(text: str | bytes) -> list[Sent]:
    return list(claims(io.BytesIO(text.encode() if isinstance(text, str) else text), NOTHING))


def one(claim: Billed, **file: object) -> Sent:
    sent = read(File(((claim,),), **file).text())  # type: ignore[arg-type]
    assert len(sent) == 1
    return sent[0]


def test_a_claim_is_read_from_its_loops() -> None:
    sent = one(TRIGGER)
    assert str(sent.claim) == (
        "20553-59 ->1,2; 99213-25 ->1; J1010 x40 ->2 | dx M79.18 M79.12 | dos 2026-03-02 | state OH | payer medicare | pos 11"
    )
    assert (sent.number, sent.parts, sent.notes) == (1, 1, ()) and sent.place.startswith("segments ")


def test_every_invented_claim_is_read() -> None:
    sent = read(invented(200, sets=2).text())
    assert len(sent) == 400 and [s.number for s in sent] == list(range(1, 401))
    assert all(s.claim and s.claim.lines and s.claim.diagnoses and s.claim.date_of_service for s in sent)
    assert {s.claim.payer for s in sent if s.claim} == {"medicare", "medicaid", "aetna", "bcbs"}


@pytest.mark.parametrize(
    "marks",
    [
        Delimiters(after=""),
        Delimiters(after="\r\n"),
        Delimiters(segment="\n", after=""),
        Delimiters(segment="\r", after="\n"),
        Delimiters("|", ">", "!", "@"),
        Delimiters("^", "\\", "'", "~"),
    ],
    ids=str,
)
def test_the_delimiters_are_those_that_isa_names(marks: Delimiters) -> None:
    assert str(one(TRIGGER, marks=marks).claim) == str(one(TRIGGER).claim)


def test_a_byte_order_mark_and_bytes_of_no_encoding_cost_nothing_where_nothing_is_read_from_them() -> None:
    text = File(((TRIGGER,),)).text().encode()
    for odd in (b"\xef\xbb\xbf" + text, b"\r\n  " + text, text.replace(b"KILDARE", b"KILD\xc1RE")):
        assert str(read(odd)[0].claim) == str(one(TRIGGER).claim)


def test_the_state_is_the_service_facility_s_or_else_the_billing_provider_s() -> None:
    assert one(TRIGGER, state="FL").claim.state == "FL"  # type: ignore[union-attr]
    assert one(replace(TRIGGER, facility_state="TX")).claim.state == "TX"  # type: ignore[union-attr]
    assert one(replace(TRIGGER, is_dependent=True)).claim.state == "OH"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("filing", "payer", "word"),
    [
        ("MB", "ANYONE", "medicare"),
        ("MC", "OHIO MEDICAID", "medicaid"),
        ("16", "HUMANA GOLD", "medicare-advantage"),
        ("CI", "AETNA LIFE", "aetna"),
        ("CI", "JANETTA ROEWELL TRUST", "commercial"),
    ],
)
def test_the_payer_is_a_word_of_ours_and_never_a_name_as_it_stands(filing: str, payer: str, word: str) -> None:
    assert one(replace(TRIGGER, filing=filing, payer=payer)).claim.payer == word  # type: ignore[union-attr]


def test_another_payer_of_the_claim_changes_nothing() -> None:
    other = "SBR*S*18*******CI~\nNM1*IL*1*POE*JO~\nN4*MIAMI*FL*33101~\nNM1*PR*2*AETNA*****PI*1~\nLX*1~\n"
    sent = read(recounted(File(((TRIGGER,),)).text().replace("LX*1~\n", other)))
    assert (sent[0].claim.payer, sent[0].claim.state) == ("medicare", "OH")  # type: ignore[union-attr]


def test_a_claim_of_two_days_is_judged_day_by_day() -> None:
    days = (Service("20552", day="20260302"), Service("20553", day="20260309"), Service("99213", day="20260302"))
    sent = read(File(((replace(TRIGGER, services=days), TRIGGER),)).text())
    assert [(s.number, s.part, s.parts) for s in sent] == [(1, 1, 2), (1, 2, 2), (2, 1, 1)]
    assert [len(s.claim.lines) for s in sent if s.claim] == [2, 1, 3]


def test_what_a_claim_cannot_say_is_noted() -> None:
    places = (Service("20552"), Service("99213", place="22"))
    assert "several places of service" in one(replace(TRIGGER, services=places)).notes[0]
    assert "several days" in one(replace(TRIGGER, services=(Service("20552", day="20260302-20260304"),))).notes[0]
    assert "minutes" in one(replace(TRIGGER, services=(Service("01992", unit="MJ", units="30"),))).notes[0]
    assert "voids" in one(replace(TRIGGER, frequency="8")).notes[0]


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        (replace(TRIGGER, diagnoses=()), "no diagnosis"),
        (replace(TRIGGER, services=()), "no service line"),
        (replace(TRIGGER, services=(Service("20552", pointers=(5,)),)), "points to a diagnosis"),
        (replace(TRIGGER, services=(Service("2O5X", ()),)), "code cannot be read"),
        (replace(TRIGGER, services=(Service("20552", ("ROEWELL",)),)), "modifiers.0 cannot be read"),
        (replace(TRIGGER, services=(Service("20552", units="1.5"),)), "whole number of units"),
        (replace(TRIGGER, services=(Service("20552", units="-1"),)), "whole number of units"),
        (replace(TRIGGER, services=(Service("20552", units="0"),)), "units cannot be read"),
        (replace(TRIGGER, services=(Service("20552", units=""),)), "whole number of units"),
        (replace(TRIGGER, services=(Service("20552", day="2026"),)), "no date of service"),
        (replace(TRIGGER, services=(Service("20552", day="20261332"),)), "date_of_service cannot be read"),
        (replace(TRIGGER, diagnoses=("M7918", "JANETTA")), "diagnoses.1 cannot be read"),
        (replace(TRIGGER, qualifiers=("BK", "BF")), "ICD-9"),
        (replace(TRIGGER, place="OFFICE"), "place_of_service cannot be read"),
    ],
)
def test_a_malformed_claim_says_what_was_expected_and_stops_no_other(claim: Billed, says: str) -> None:
    sent = read(File(((TRIGGER, claim, TRIGGER),)).text())
    assert [s.number for s in sent] == [1, 2, 3]
    assert sent[0].claim and sent[2].claim and sent[1].claim is None
    assert sent[1].fault and says in sent[1].fault
    assert not any(word in sent[1].fault for word in ("JANETTA", "ROEWELL", "2O5X"))


def recounted(text: str) -> str:
    """Put the right count into SE after segments were added or taken out."""
    segments = text.split("~\n")
    begin = next(at for at, s in enumerate(segments) if s.startswith("ST*"))
    end = next(at for at, s in enumerate(segments) if s.startswith("SE*"))
    segments[end] = f"SE*{end - begin + 1}*0001"
    return "~\n".join(segments)


@pytest.mark.parametrize("lost", ["HI", "SV1", "DTP*472"])
def test_a_missing_segment_makes_the_claim_unreadable_and_names_it(lost: str) -> None:
    segments = File(((TRIGGER, TRIGGER),)).text().split("~\n")
    at = max(at for at, s in enumerate(segments) if s.startswith(f"{lost}*"))
    kept = [s for n, s in enumerate(segments) if n != at]
    if lost == "SV1":
        kept = [s for s in segments if not (s.startswith("SV1") and segments.index(s) > 0)]
    sent = read(recounted("~\n".join(kept)))
    assert any(s.fault and lost.partition("*")[0] in s.fault for s in sent)


def test_lost_segments_are_seen_by_the_count_of_their_transaction() -> None:
    text = File(((TRIGGER, TRIGGER),)).text().replace("REF*EA*MRN8812345~\n", "", 1)
    said = [s.fault for s in read(text) if s.fault]
    assert len(said) == 1 and said[0] and said[0].startswith("SE gives another count")


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda t: t[: t.rindex("LX*3")], "no SE"),
        (lambda t: t[: t.rindex("DTP*472")] + "DTP*47", "ends within a segment"),
        (lambda t: t.replace("LX*2~", "LX*2~\n~\n~", 1), "is empty"),
        (lambda t: t.replace("NTE*ADD*", "NTE*ADD*" + "x" * 200_000, 1), "no segment ends within"),
        (lambda t: t + t.replace("*", "|").replace("~", "!"), "other delimiters"),
        (lambda t: t.replace("SV1*HC", "SV2*0450*HC", 1), "institutional"),
        (lambda t: t.replace("*005010X222A1", "*005010X223A2"), "expected 005010X222A1"),
        (lambda t: t.replace("SV1*HC:", "SV1*ER:", 1), "qualifier HC"),
    ],
)
def test_a_spoiled_file_is_said_so_and_never_checked_as_whole(spoil: Callable[[str], str], says: str) -> None:
    sent = read(spoil(File(((TRIGGER,),)).text()))
    assert any(s.fault and says in s.fault for s in sent), sent
    assert not any(s.claim and len(s.claim.lines) != 3 for s in sent)


def test_two_interchanges_with_the_same_delimiters_are_both_read() -> None:
    text = File(((TRIGGER,), (TRIGGER, TRIGGER))).text()
    assert [s.number for s in read(text + text) if s.claim] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "does not begin with 'ISA'"),
        (b"procedure,units\n20552,1\n", "does not begin with 'ISA'"),
        (b"\x00\xff\xfe" * 100, "does not begin with 'ISA'"),
        (b"ISA*00*~", "only 8 characters"),
        (File(((TRIGGER,),)).text().replace("*00501*", "*00601*").encode(), "Version Number is unknown"),
        (File(((TRIGGER,),)).text().replace("*T*:~", "*T**~", 1).encode(), "told apart"),
        (File(((TRIGGER,),)).text().replace("*T*:~\n", "*T*:A\n", 1).encode(), "told apart"),
        (File(((TRIGGER,),)).text().replace("GS*HC", "GS|HC", 1).encode(), "No GS segment"),
    ],
)
def test_what_is_no_interchange_is_refused_in_one_sentence(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says) as caught:
        read(content)
    assert "\n" not in str(caught.value) and "expected" in str(caught.value)
