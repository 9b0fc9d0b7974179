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
    "URL-encoded": "20%35%35%33",
    "URL-encoded whole": "%32%30%35%35%33",
    "entities twice": "20&amp;#53;53",
    "entities with zeros": "&#0000050;0553",
    "a named zero-width": "20&ZeroWidthSpace;553",
    "right-to-left marks": "2\u202e0\u200f5\u206653",
    "combining lines": "2\u03320\u03325\u03325\u03323\u0332",
    "fillers": "2\u31640553",
    "braces": "20{,}553",
    "circles": "2○553",
    "crossed o": "2Ø553",
    "Roman numeral signs": "Ⅱ0553",
    "tone letters": "20Ƽ53",
    "small z": "z0553",
    "arrows": "2→0→5→5→3",
    "empty brackets": "2()0553",
    "a list": "\n- 2\n- 0\n- 5\n- 5\n- 3\n",
    "cells": "| 205 |\n| 53 |",
    "a footnote inside": "20[^1]553",
    "cents": "20553.00",
    "then": "2 then 0 then 5 then 5 then 3",
    "and": "2 and 0 and 5 and 5 and 3",
    "followed by": "205 followed by 53",
    "hyphened o": "two-o-five-five-three",
    "spaced o": "two o five five three",
    "doubled": "two zero double five three",
    "k": "20k553",
    "half in words": "20 thousand 553",
    "hundreds apart": "two hundred five, fifty-three",
    "Spanish sum": "veinte mil quinientos cincuenta y tres",
    "Spanish groups": "veinte quinientos cincuenta y tres",
    "Spanish halves": "20 mil quinientos 53",
}


@pytest.mark.parametrize("text", DRESSED.values(), ids=DRESSED)
def test_a_code_is_found_in_any_dress(text: str) -> None:
    assert "20553" in {s.value for s in mentions.recognise(f"Report {text} here.") if s.kind == "code"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("veintisiete mil noventa y seis", "27096"),
        ("sesenta y cuatro mil cuatrocientos noventa y tres", "64493"),
        ("setenta y seis mil novecientos cuarenta y dos", "76942"),
        ("noventa y nueve mil doscientos trece", "99213"),
        ("seventy-six thousand nine hundred forty-two", "76942"),
        ("J thirty-three-o-one", "J3301"),
        ("jota treinta y tres cero uno J treinta y tres cero uno", "J3301"),
    ],
)
def test_a_number_in_words_is_read_as_it_is_said(text: str, code: str) -> None:
    assert code in {s.value for s in mentions.recognise(f"report {text} here") if s.kind == "code"}


@pytest.mark.parametrize("text", ["<!-- 20559 -->", '<span title="20559">', '<img alt="two zero five five nine">'])
def test_what_stands_inside_a_tag_is_seen(text: str) -> None:
    assert [s.kind for s in mentions.recognise(f"this {text} is it")] == ["odd"]


@pytest.mark.parametrize("text", ["<b>", "<br/>", "<h2>", "<!-- a note -->", '<td align="left">'])
def test_a_tag_without_a_number_is_nothing(text: str) -> None:
    assert not mentions.recognise(f"this {text} is it")


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
        "20552.59",
        "20552:59",
        "modifier 5 9",
        "modifier 5-9",
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
        "uno o dos músculos, dos o tres inyecciones",
        "50% 125 mg",
        "5 of the 12 patients, 3 and 4 weeks apart",
        "twenty-five milligrams, two thousand claims",
        "veinticinco miligramos, doscientos pacientes",
        "double the dose of 40 mg",
        "9 to 5, 24/7",
        "○ first, ○ second",
        "37.5 °C",
        "100%",
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
