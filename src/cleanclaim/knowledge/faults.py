"""What the loader cannot see in one file: codes against the tables, taught claims and facts against the rules.

Every fault is a sentence that begins with file and line.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path

from cleanclaim import claim as notation
from cleanclaim import mentions, rules
from cleanclaim.errors import CleanClaimError
from cleanclaim.knowledge import Article, Knowledge, Passage, Policy, markdown, ties
from cleanclaim.tables import Tables

_CLAIM = re.compile(r"`([^`\n]*\d{4}[^`\n]*)`")
_YEAR = 365


def faults(known: Knowledge, tables_on: Callable[[date], Tables], today: date) -> Iterator[str]:
    """Give whatever names a code no table knows, teaches a claim the rules deny, or states a fact tied to nothing."""
    tables = tables_on(today)
    ids = frozenset(rule.id for rule in rules.catalogue())
    for document in known.documents:
        path = Path(known.places[document.id].rpartition(":")[0])
        for key, said in _of_front_matter(document, tables, ids):
            yield f"{path}:{markdown.line_of(path, key)}: {document.id}: {key}: {said}."
        for passage in document.sections:
            for said in (*_unknown_codes(passage, tables), *_denied_claims(passage, tables_on, today)):
                yield f"{known.places[passage.id]}: {passage.id} {said}"


def overdue(known: Knowledge, today: date) -> Iterator[str]:
    """Give every document that nobody has read again for more than a year."""
    for document in known.documents:
        if (today - document.reviewed).days > _YEAR:
            path = Path(known.places[document.id].rpartition(":")[0])
            line = markdown.line_of(path, "reviewed")
            yield (
                f"{path}:{line}: {document.id} was reviewed on {document.reviewed}, more than a year ago; read it again."
            )


def _of_front_matter(document: Policy | Article, tables: Tables, ids: frozenset[str]) -> Iterator[tuple[str, str]]:
    if isinstance(document, Article):
        yield from _unknown("codes", document.codes, tables)
        return
    listed = (*document.diagnoses.codes, *document.diagnoses.refused)
    yield from _unknown("procedures", document.procedures, tables)
    yield from _unknown("diagnoses", listed, tables)
    yield from (
        ("modifiers_refused", f"{m} is on no table") for m in document.modifiers_refused if not tables.modifier(m)
    )
    yield from _states_of_others(document, tables)
    yield from ties.loose(document, ids)


def _unknown(key: str, codes: Iterable[str], tables: Tables) -> Iterator[tuple[str, str]]:
    yield from ((key, f"{code} is on no table") for code in codes if not _is_known(code, tables))


def _states_of_others(policy: Policy, tables: Tables) -> Iterator[tuple[str, str]]:
    """Give the states that another contractor serves; what is no longer in force may speak of a contractor of its time."""
    for state in policy.states if policy.mac and not policy.effective_to else ():
        served = tables.jurisdiction(state)
        if served and served.mac != policy.mac:
            yield "states", f"{state} is served by {served.mac}, not by {policy.mac}"


def _unknown_codes(passage: Passage, tables: Tables) -> Iterator[str]:
    for mention in mentions.find(f"{passage.section}. {passage.text}"):
        if not _is_known(mention.code, tables):
            yield f"names {mention.code}, which is on no table."


def _is_known(code: str, tables: Tables) -> bool:
    return bool(tables.procedure(code) or tables.diagnosis(code) or tables.diagnosis_history(code))


def _denied_claims(passage: Passage, tables_on: Callable[[date], Tables], today: date) -> Iterator[str]:
    for text in _CLAIM.findall(passage.text):
        try:
            claim = notation.parse(text)
        except CleanClaimError as error:
            yield f"shows `{text}`: {error}"
            continue
        report = rules.check(claim, tables_on(claim.date_of_service or today))
        for finding in report.findings:
            if finding.outcome == "fail" and finding.about == "coding":
                yield f"teaches `{text}`, which {finding.rule} denies."
