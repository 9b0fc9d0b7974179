"""Take patient identifiers out of a text before anything else sees, stores or logs it. Codes are never identifiers.

>>> redact("pt Jane Roe DOB 4/12/1951, MBI 1EG4-TE5-MK73, got 20552 dx M79.18").text
'pt [name] DOB [date of birth], MBI [beneficiary number], got 20552 dx M79.18'

A small set of patterns and no model: general libraries call out to the network and take ICD-10 codes for licences.
"""

import re
from dataclasses import dataclass

_WORD = r"(?!(?:DOB|MRN|MBI|SSN|ICD|CPT|LCD|TPI)\b)[A-Z][a-zA-Z'’-]+"
_NAME = rf"{_WORD}(?:\s+[A-Z]\.?(?=\s))?(?:\s+{_WORD}){{1,2}}"
_DAY = r"(?:\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})"
_LABEL = r"(?i:dob|mrn|mbi|ssn|member|id|phone|ph|tel|cell|mobile|fax|e-?mail|contact|call|at|is|number|no\.?|#|:)"
"""What stands between a name and the number it belongs to."""
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"(?P<id>[\w.+-]+@[\w-]+\.[\w.-]*\w)")),
    ("Social Security number", re.compile(r"(?<![\d-])(?P<id>\d{3}-\d{2}-\d{4})(?![\d-])")),
    (
        "Social Security number",
        re.compile(r"(?i:\bssn|social security)\s*(?:#|no\.?|number|is|:)*\s*(?P<id>\d{3}[ -]?\d{2}[ -]?\d{4})"),
    ),
    # The Medicare Beneficiary Identifier: 1-9, letter, alphanumeric, digit, letter, alphanumeric, digit, 2 letters, 2 digits.
    (
        "beneficiary number",
        re.compile(r"(?<![\w-])(?P<id>[1-9][A-Za-z][A-Za-z0-9]\d-?[A-Za-z][A-Za-z0-9]\d-?[A-Za-z]{2}\d{2})(?![\w-])"),
    ),
    (
        "member number",
        re.compile(
            r"(?i:\b(?:member|subscriber|policy|medicaid|hicn|insurance)\s*(?:id|#|no\.?|number)+)\s*[:#]*\s*(?P<id>[A-Z0-9-]{5,20})(?!\w)"
        ),
    ),
    (
        "record number",
        re.compile(
            r"(?i:\b(?:mrn|medical record(?: number| no\.?)?|chart\s*(?:#|no\.?|number)|acct\.?|account)\s*(?:#|no\.?|number|is|:)*)\s*(?P<id>[A-Z]*-?\d[\dA-Z-]{3,})(?!\w)"
        ),
    ),
    (
        "date of birth",
        re.compile(
            rf"(?i:\b(?:dob|d\.o\.b\.?|date of birth|born(?: on)?|birth ?date|fecha de nacimiento|fdn))\s*(?:is|:|-)*\s*(?P<id>{_DAY})"
        ),
    ),
    ("phone", re.compile(r"(?<![\d.-])(?P<id>(?:\+?1[ .-]?)?(?:\(\d{3}\)\s?|\d{3}[ .-])\d{3}[ .-]\d{4})(?!\d)")),
    (
        "phone",
        re.compile(
            r"(?i:\b(?:phone|ph|tel|cell|mobile|fax|call(?:ed)?(?: (?:her|him|them|me))?)\s*(?:#|no\.?|number|is|at|:)*)\s*(?P<id>\d{3}[ .-]\d{4})(?![\d-])"
        ),
    ),
    (
        "address",
        re.compile(
            r"(?<![\w])(?P<id>\d{1,6}\s+(?:[NSEW]\.?\s+)?[A-Z][a-zA-Z]+(?:\s+[A-Z][a-zA-Z]+)?\s+"
            r"(?:St(?:reet)?|Ave(?:nue)?|Rd|Road|Blvd|Boulevard|Dr(?:ive)?|Ln|Lane|Ct|Court|Way|Pl(?:ace)?|Hwy|Pkwy)\b\.?)"
        ),
    ),
    ("name", re.compile(rf"(?i:\b(?:pt|patient|paciente|name|nombre)\s*(?:name|named|is|:|,|=)*)\s+(?P<id>{_NAME})")),
    (
        "name",
        re.compile(
            r"(?i:\b(?:mom|mother|dad|father|wife|husband|spouse|son|daughter|sister|brother|guardian|caregiver|"
            r"espos[oa]|madre|padre|hij[oa])(?:\s+is|\s+named|,|:)?)\s+(?P<id>[A-Z][a-zA-Z'’-]+(?:\s+[A-Z][a-zA-Z'’-]+)?)"
        ),
    ),
    ("name", re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Sra?|Don|Doña)\.?\s+(?P<id>[A-Z][a-zA-Z'’-]+(?:\s+[A-Z][a-zA-Z'’-]+)?)")),
    # A capitalised name right before an identifier that was found: "Jane Roe, DOB [date of birth]".
    ("name", re.compile(rf"(?P<id>{_NAME})(?=,?\s*\(?(?:DOB|dob|MRN|mrn|MBI|mbi|SSN|ssn|D\.O\.B)\b)")),
    # An initial and a name before one: "R. Roe, MBI [beneficiary number]".
    (
        "name",
        re.compile(
            rf"(?P<id>(?<![\w])(?:[A-Z]\.\s?){{1,2}}\s*[A-Z][a-zA-Z'’-]+)(?=\s*[,;:/-]?\s*\(?(?:{_LABEL}\s*){{0,3}}\[[a-zA-Z -]+\])"
        ),
    ),
    # ... or beside one that was taken out: "MRN [record number] Jane Roe [phone]".
    ("name", re.compile(rf"(?P<id>{_NAME})(?=\s*[,;:/-]?\s*\(?(?:{_LABEL}\s*){{0,3}}\[[a-zA-Z -]+\])")),
    ("name", re.compile(rf"(?<!\[address\])(?<=\])\s*[,;/-]?\s*(?P<id>{_NAME})")),
)
# Words that look like a name beside "patient" and are none.
_NOT_NAMES = re.compile(
    r"^(?:Trigger|Medicare|Medicaid|Cervical|Lumbar|Right|Left|Office|New|Bilateral|Botox|Kenalog|Has|Had|Is|With|Got|Received)\b"
)


@dataclass(frozen=True)
class Redacted:
    """The text without identifiers, and the kinds that were removed."""

    text: str
    removed: tuple[str, ...]


def redact(text: str) -> Redacted:
    """Replace every identifier by its kind in brackets."""
    removed: list[str] = []
    for kind, pattern in _PATTERNS:

        def replace(match: re.Match[str], kind: str = kind) -> str:
            if kind == "name" and _NOT_NAMES.match(match["id"]):
                return match[0]
            removed.append(kind)
            at = match.start("id") - match.start()
            return match[0][:at] + f"[{kind}]" + match[0][at + len(match["id"]) :]

        text = pattern.sub(replace, text)
    return Redacted(text, tuple(dict.fromkeys(removed)))
