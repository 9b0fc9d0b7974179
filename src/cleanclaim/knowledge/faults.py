"""What the loader cannot see in one file: prose against the tables, taught claims against the rules, old reviews."""

import re
from collections.abc import Callable, Iterator
from datetime import date

from cleanclaim import claim as notation
from cleanclaim import mentions, rules
from cleanclaim.errors import CleanClaimError
from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.tables import Tables

_CLAIM = re.compile(r"`([^`\n]*\d{4}[^`\n]*)`")
_YEAR = 365


def faults(known: Knowledge, tables_on: Callable[[date], Tables], today: date) -> Iterator[str]:
    """Give every passage that names a code no table knows or teaches a claim that the coding rules deny."""
    for passage in known.passages.values():
        yield from _unknown_codes(passage, tables_on(today))
        yield from _denied_claims(passage, tables_on, today)


def overdue(known: Knowledge, today: date) -> Iterator[str]:
    """Give every document that nobody has read again for more than a year."""
    for document in known.documents:
        if (today - document.reviewed).days > _YEAR:
            yield f"{document.id} was reviewed on {document.reviewed}, more than a year ago; read it again."


def _unknown_codes(passage: Passage, tables: Tables) -> Iterator[str]:
    for mention in mentions.find(f"{passage.section}. {passage.text}"):
        code = mention.code
        if not (tables.procedure(code) or tables.diagnosis(code) or tables.diagnosis_history(code)):
            yield f"{passage.id} names {code}, which is on no table."


def _denied_claims(passage: Passage, tables_on: Callable[[date], Tables], today: date) -> Iterator[str]:
    for text in _CLAIM.findall(passage.text):
        try:
            claim = notation.parse(text)
        except CleanClaimError as error:
            yield f"{passage.id} shows `{text}`: {error}"
            continue
        report = rules.check(claim, tables_on(claim.date_of_service or today))
        for finding in report.findings:
            if finding.outcome == "fail" and finding.about == "coding":
                yield f"{passage.id} teaches `{text}`, which {finding.rule} denies."
