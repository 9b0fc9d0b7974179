"""One recogniser: whatever a reader could take for a code is a span, in any dress."""

from pathlib import Path

import pytest

from cleanclaim import knowledge, mentions

KNOWLEDGE = Path(__file__).parent.parent.parent / "knowledge"
DRESSED = {
    "full-width": "２０５５３",
    "zero-width": "20\u200b55\u20603",
    "combining": "2\u03380553",
    "Arabic digits": "٢٠٥٥٣",
    "mathematical bold": "𝟐𝟎𝟓𝟓𝟑",
    "circled": "②⓪⑤⑤③",
    "keycaps": "2\ufe0f\u20e30\ufe0f\u20e35\ufe0f\u20e35\ufe0f\u20e33\ufe0f\u20e3",
    "ideographs": "二〇五五三",
    "letters for digits": "2O553",
    "small l for one": "2O5S3",
    "bold": "205**53**",
    "underscores": "__205__53",
    "code": "`205`53",
    "HTML": "205<b>53</b>",
    "HTML comment": "205<!-- x -->53",
    "entities": "&#50;0553",
    "hex entities": "&#x32;0553",
    "link": "[205](http://a.b)53",
    "spaces": "2 0 5 5 3",
    "hyphens": "2-0-5-5-3",
    "dots": "2.0.5.5.3",
    "thousands": "20,553",
    "table": "| 2 | 0 | 5 | 5 | 3 |",
    "lines": "2\n0\n5\n5\n3",
    "two groups": "205 53",
    "in words": "two zero five five three",
    "oh": "two oh five five three",
    "in tens": "twenty five fifty three",
    "hyphened tens": "twenty-five fifty-three",
    "as a sum": "twenty thousand five hundred fifty-three",
    "mixed": "two 0 five 5 three",
    "Spanish": "dos cero cinco cinco tres",
    "glued": "CPT20553",
    "plural": "20553s",
    "priced": "$20553",
    "ZIP": "ZIP 20553",
    "after a slash": "/20553",
    "short": "20552/3",
    "short list": "20552, 3",
    "short and": "20552 and 3",
    "two digits": "20552/53",
    "range": "20551-20554",
}


@pytest.mark.parametrize("text", DRESSED.values(), ids=DRESSED)
def test_a_code_is_found_in_any_dress(text: str) -> None:
    assert "20553" in {s.value for s in mentions.recognise(f"Report {text} here.") if s.kind == "code"}


@pytest.mark.parametrize(
    "text",
    [
        "M79.18",
        "M79 .18",
        "M79. 18",
        "M 79.18",
        "m79.18",
        "M7918",
        "М79.18",
        "Ｍ79.18",
        "M79.1**8**",
        "M seventy-nine point one eight",
    ],
)
def test_a_diagnosis_is_found_in_any_dress(text: str) -> None:
    assert "M79.18" in {s.value for s in mentions.recognise(f"with {text} documented")}


@pytest.mark.parametrize("text", ["J3301", "j3301", "J 3301", "J-3301", "J33 01", "J thirty-three oh one", "Ј3301"])
def test_a_drug_code_is_found_in_any_dress(text: str) -> None:
    assert "J3301" in {s.value for s in mentions.recognise(f"bill {text} x4")}


@pytest.mark.parametrize(
    "text",
    [
        "20552-59",
        "20552 -59",
        "20552 59",
        "modifier 59",
        "mod. 59",
        "modifiers 25 and 59",
        "modifier fifty-nine",
        "the -59",
        "59 modifier",
        "modificador 59",
        "20552-LT-59",
    ],
)
def test_a_modifier_is_found_in_any_dress(text: str) -> None:
    assert "59" in {s.value for s in mentions.recognise(f"with {text} there") if s.kind == "modifier"}


@pytest.mark.parametrize("text", ["L39713", "l39713", "L-39713", "L39 713", "LCD 39713", "article #39713", "Ｌ39713"])
def test_a_document_number_is_no_code(text: str) -> None:
    spans = mentions.recognise(f"see {text} there")
    assert [s.kind for s in spans if s.form == "plain"] == ["document"] and "39713" in spans[0].value


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-23",
        "11/23/2026",
        "March 3, 2024",
        "in 2024, 3 muscles",
        "2024 Q3",
        "one or two muscles",
        "L5-S1",
        "3 to 5 days",
        "$1,234.56",
        "COVID-19",
    ],
)
def test_ordinary_numbers_are_no_codes(text: str) -> None:
    assert not [s for s in mentions.recognise(f"that is {text} here") if s.kind == "code" and len(s.value) == 5]


def test_spans_point_into_the_source() -> None:
    text = "Report **20**553 or two zero five five four."
    assert [text[s.start : s.end] for s in mentions.recognise(text)] == ["20**553", "two zero five five four"]


def test_both_guards_see_the_same_codes_in_all_knowledge() -> None:
    """What an answer refuses and what the gate judges come from one recogniser."""
    for passage in knowledge.load(KNOWLEDGE).passages.values():
        seen = {s.value for s in mentions.recognise(passage.text) if s.kind == "code" and s.form == "plain"}
        assert {m.code for m in mentions.find(passage.text)} == seen, passage.id
