"""CSV and JSONL: every claim or why not, by line; nothing swallowed, nothing echoed."""

import io
import json

import pytest

from cleanclaim.batch.formats import columns, kind_of, lines
from cleanclaim.batch.sent import Sent
from cleanclaim.errors import UnreadableFile

NOTHING: frozenset[str] = frozenset()


def csv(text: str | bytes, *ignored: str) -> list[Sent]:
    content = text.encode() if isinstance(text, str) else text
    return list(columns.claims(io.BytesIO(content), frozenset(ignored)))


def jsonl(*given: object) -> list[Sent]:
    text = b"".join(each if isinstance(each, bytes) else json.dumps(each).encode() + b"\n" for each in given)
    return list(lines.claims(io.BytesIO(text), NOTHING))


def test_a_column_of_claims_in_notation_is_enough() -> None:
    sent = csv('claim\n20552 | dx M79.18\n"20553; 99213-25 | dx M79.18, M79.12"\n')
    assert [str(s.claim) for s in sent] == ["20552 | dx M79.18", "20553; 99213-25 | dx M79.18 M79.12"]
    assert [s.place for s in sent] == ["line 2", "line 3"]


def test_rows_of_one_claim_number_are_the_lines_of_one_claim() -> None:
    sent = csv(
        "Claim Number,Procedure,Modifiers,Units,Pointers,Diagnoses,Date of Service,State,Payer,Place of Service\n"
        "A1,20553,59,1,1;2,M79.18;M79.12,03/14/2026,Ohio,Medicare Part B,11\n"
        "A1,99213,25,,1,M79.18;M79.12,3/14/2026,,,\n"
        "A1,J1010,,40.0,,,,,,\n"
        "B2,20610,RT 59,1,,M17.11,20260314,FL,Aetna,11\n"
        ",20552,,,,M79.18,2026-03-14,,,\n"
        ",20552,,,,M79.18,2026-03-14,,,\n"
    )
    assert sent[0].fault and "date_of_service differs" in sent[0].fault
    assert str(sent[1].claim) == "20610-RT-59 | dx M17.11 | dos 2026-03-14 | state FL | payer aetna | pos 11"
    assert [s.place for s in sent] == ["lines 2 to 4", "line 5", "line 6", "line 7"]
    assert [s.number for s in sent] == [1, 2, 3, 4]


def test_what_is_said_once_of_a_claim_holds_for_all_its_rows() -> None:
    sent = csv("claim_number,procedure,units,diagnoses,state\n7,20553,,M79.18,OH\n7,J1010,40,,\n")
    assert str(sent[0].claim) == "20553; J1010 x40 | dx M79.18 | state OH"


@pytest.mark.parametrize(
    ("header", "says"),
    [
        ("", "names neither claim nor procedure"),
        ("a,b,c", "names neither claim nor procedure"),
        ("procedure,modifer", "“modifer” is no column"),
        ("procedure,patient_name", "“patient_name” is no column"),
        ("procedure,procedure", "a column twice"),
        ("claim,state", "one or the other"),
    ],
)
def test_a_header_that_would_change_what_is_checked_is_refused(header: str, says: str) -> None:
    with pytest.raises(UnreadableFile, match=says):
        csv(f"{header}\n20552,x\n")


def test_columns_that_are_named_are_left_unread_whatever_bytes_they_hold() -> None:
    text = "Patient Name,procedure,diagnoses\nJosé Róe,20552,M79.18\n".encode("latin-1")
    assert str(csv(text, "patient_name")[0].claim) == "20552 | dx M79.18"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("JANETTA ROEWELL,1,M79.18,OH", "is not a claim line"),
        ("20552,many,M79.18,OH", "What stands there is not a claim line"),
        ("20552,1,M79.18", "has 3 fields; expected 4"),
        ("20552,1,M79.18,OH,9", "has 5 fields; expected 4"),
        ("20552,1,M79.18,Narnia", "cannot be read as state"),
        ("20552,1,JANETTA,OH", "form of an ICD-10-CM code"),
        (",1,M79.18,OH", "procedure is empty"),
        ("20552,0,M79.18,OH", "units"),
        ("20552,1,M79.18|state FL,OH", "holds a bar"),
        ('20552,1,"M79.18"x,OH', "not CSV"),
        ("20552,1," + "x" * 30_000 + ",OH", "not CSV"),
        ("x" * 2_000_000, "not CSV"),
        ("20552\x00,1,M79.18,OH", "is not a claim line"),
    ],
)
def test_a_malformed_row_names_its_line_says_what_was_expected_and_stops_nothing(row: str, says: str) -> None:
    sent = csv(f"procedure,units,diagnoses,state\r\n20552,1,M79.18,OH\r\n{row}\r\n20553,1,M79.18,OH\r\n")
    assert [bool(s.claim) for s in sent] == [True, False, True], sent
    assert sent[1].fault and says in sent[1].fault and sent[1].place == "line 3"
    assert "JANETTA" not in sent[1].fault and "ROEWELL" not in sent[1].fault


def test_bytes_of_another_encoding_in_what_is_read_are_said_so() -> None:
    sent = csv("procedure,diagnoses\n20552,M79.18é\n20553,M79.18\n".encode("latin-1"))
    assert sent[0].fault == "diagnoses is not UTF-8; expected the file in UTF-8." and sent[1].claim


def test_a_quote_that_is_never_closed_names_every_line_it_swallowed() -> None:
    rows = "".join(f"20552,M79.{n:02d}\n" for n in range(3_000))
    sent = csv(f'procedure,diagnoses\n20552,"M79.18\n{rows}')
    assert sent[0].fault and sent[0].place.startswith("lines 2 to ")
    swallowed = int(sent[0].place.split()[-1]) - 1
    assert swallowed + len(sent) - 1 == 3_001


def test_a_byte_order_mark_and_windows_line_ends_are_nothing() -> None:
    assert str(csv(b"\xef\xbb\xbfclaim\r\n20552\r\n")[0].claim) == "20552"
    assert str(jsonl(b'\xef\xbb\xbf{"claim": "20552"}\r\n')[0].claim) == "20552"


def test_jsonl_takes_notation_or_parts() -> None:
    parts = {"lines": [{"code": "20552", "units": 2}], "diagnoses": ["m7918"], "state": "OH"}
    sent = jsonl("20552 | dx M79.18", {"claim": "20553"}, {"claim": parts}, parts, b"\n")
    assert [str(s.claim) for s in sent] == [
        "20552 | dx M79.18",
        "20553",
        "20552 x2 | dx M79.18 | state OH",
        "20552 x2 | dx M79.18 | state OH",
    ]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (b"JANETTA ROEWELL\n", "is not JSON"),
        (b'{"claim": "JANETTA ROEWELL"}\n', "is not a claim line"),
        (b'{"patient": "JANETTA ROEWELL"}\n', "a field that no claim has"),
        (b'{"claim": "20552", "state": "OH"}\n', "one or the other"),
        (b"[1, 2]\n", "neither a text nor an object"),
        (b"null\n", "neither a text nor an object"),
        (b'{"lines": [{"code": "20552", "JANETTA": 1}]}\n', "lines.0: what stands there is no field"),
        (b'{"lines": 5}\n', "lines"),
        (b'{"claim": 5}\n', "the claim"),
        (b"[" * 200_000 + b"\n", "is not JSON"),
        (b'{"claim": ' + b"9" * 5_000 + b"}\n", "is not JSON"),
        (b'{"claim": "' + b"x" * 2_000_000 + b'"}\n', "more than 1,000,000 bytes"),
        (b'{"claim": "20552\xff"}\n', "not UTF-8"),
        (b'{"claim": "20552\\ud800"}\n', "is not a claim line"),
        (b"\x00\x00\n", "is not JSON"),
    ],
)
def test_a_malformed_line_names_its_number_and_stops_nothing(line: bytes, says: str) -> None:
    sent = jsonl("20552", line, "20553")
    assert [bool(s.claim) for s in sent] == [True, False, True]
    assert sent[1].fault and says in sent[1].fault and sent[1].place == "line 2"
    assert not any(name in sent[1].fault for name in ("JANETTA", "ROEWELL"))


def test_the_format_is_told_by_the_file_s_beginning_or_its_name(tmp_path) -> None:  # type: ignore[no-untyped-def]
    for name, content, kind in (
        ("a.txt", b"\xef\xbb\xbfISA*00*", "837"),
        ("a.csv", b"claim\n", "csv"),
        ("a.csv", b'"claim"\n', "csv"),
        ("a.txt", b'{"claim": "20552"}\n', "jsonl"),
        ("a.837", b"", "837"),
    ):
        path = tmp_path / name
        path.write_bytes(content)
        assert kind_of(path) == kind
    (tmp_path / "a.txt").write_bytes(b"hello")
    with pytest.raises(UnreadableFile, match=r"expected \.csv"):
        kind_of(tmp_path / "a.txt")
