"""Read articles and LCDs of an export: their facts, their diagnosis groups, their text in pieces."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from cleanclaim import codes as code_systems
from cleanclaim.codes import icd10cm
from cleanclaim.coverage import DiagnosisGroup, DiagnosisList
from cleanclaim.errors import InvalidCode, UnreadableFile
from cleanclaim.importing.mcd import csvs
from cleanclaim.importing.mcd.export import Export, Key
from cleanclaim.importing.mcd.prose import pieces, plain
from cleanclaim.importing.mcd.scopes import scope

_VIEW = "https://www.cms.gov/medicare-coverage-database/view"
_BILLING_ARTICLE = "6"
_NOT_APPLICABLE = "XX000"
_ARTICLE_TEXT = {
    "description": ("Article text", ("documentation", "coverage", "units", "modifier", "selection")),
    "other_comments": ("Comments", ("documentation", "coverage")),
    "add_icd10_info": ("On the diagnoses", ("coverage", "noncovered")),
    "revenue_para": ("Revenue codes", ("revenue-codes",)),
}
_LCD_TEXT = {
    "indication": ("What it covers", ("coverage", "clinical", "documentation", "noncovered")),
    "coding_guidelines": ("Coding guidelines", ("selection", "units", "modifier")),
    "doc_reqs": ("Documentation", ("documentation",)),
    "util_guide": ("How often", ("frequency",)),
    "associated_info": ("Further information", ("documentation", "coverage")),
    "summary_of_evidence": ("Evidence", ("clinical",)),
    "analysis_of_evidence": ("Why", ("clinical", "coverage")),
}
_IN_ARTICLES = DiagnosisList(state="unknown", note="the lists stand in the LCD's article")
Piece = tuple[str, tuple[str, ...], str]
"""Section, kinds of question it answers, text."""


@dataclass(frozen=True)
class Document:
    """One version of an article or LCD."""

    id: str
    version: int
    title: str
    authority: str
    mac: str | None
    states: tuple[str, ...]
    effective_from: date | None
    effective_to: date | None
    updated: date
    url: str
    procedures: tuple[str, ...]
    passages: tuple[Piece, ...]
    diagnoses: DiagnosisList = _IN_ARTICLES
    groups: tuple[DiagnosisGroup, ...] = ()
    related: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.id}.{self.version}"


def read_articles(export: Export) -> Iterator[Document]:
    """Give the active billing and coding articles."""
    own = ("article_id", "article_version")
    dates = ("article_eff_date", "article_end_date", "article_rev_end_date", "date_retired", "last_updated")
    codes = export.grouped("article_x_hcpc_code.csv", own, "hcpc_code_id", "hcpc_code_group")
    contractors = export.grouped(
        "article_x_contractor.csv", own, "contractor_id", "contractor_type_id", "contractor_version"
    )
    related = export.grouped("article_related_documents.csv", own, "r_lcd_id")
    covered = export.grouped("article_x_icd10_covered.csv", own, "icd10_code_id", "icd10_covered_group")
    paragraphs = export.grouped("article_x_icd10_covered_group.csv", own, "icd10_covered_group", "paragraph")
    refused = export.grouped("article_x_icd10_noncovered.csv", own, "icd10_code_id")
    for row in export.rows("article.csv", *own, "article_type", "status", "title", *dates, *_ARTICLE_TEXT):
        key, (kind, status, title), rest = row.cells[:2], row.cells[2:5], row.cells[5:]
        if status != "A" or kind != _BILLING_ARTICLE:
            continue
        begun, *ends = (csvs.day(text, row.where) for text in rest[: len(dates) - 1])
        procedures, by_group = _procedures(codes[key])
        groups = tuple(_groups(covered[key], dict(p for p in paragraphs[key] if len(p) == 2), by_group, row.where))
        listed = tuple(dict.fromkeys(code for g in groups if g.is_clear for code in g.codes))
        no = tuple(dict.fromkeys(_diagnoses([code for (code,) in refused[key]], row.where)))
        authority, mac, states = export.authority(contractors[key])
        yield Document(
            f"A{key[0]}",
            _version(key, row.where),
            title,
            authority,
            mac,
            states,
            begun,
            min((end for end in ends if end), default=None),
            csvs.known_day(rest[len(dates) - 1], row.where),
            f"{_VIEW}/article.aspx?articleid={key[0]}&ver={key[1]}",
            procedures,
            (*_text(rest[len(dates) :], _ARTICLE_TEXT), *_listed(groups)),
            DiagnosisList(
                state="listed" if groups else "none", codes=listed, complete=True, refused=no, verified="official"
            ),
            groups,
            tuple(f"L{i}" for (i,) in dict.fromkeys(related[key]) if i),
        )


def read_lcds(export: Export) -> Iterator[Document]:
    """Give the active LCDs."""
    own = ("lcd_id", "lcd_version")
    dates = ("orig_det_eff_date", "rev_eff_date", "ent_det_end_date", "rev_end_date", "date_retired", "last_updated")
    codes = export.grouped("lcd_x_hcpc_code.csv", own, "hcpc_code_id", "hcpc_code_group")
    contractors = export.grouped(
        "lcd_x_contractor.csv", own, "contractor_id", "contractor_type_id", "contractor_version"
    )
    for row in export.rows("lcd.csv", *own, "status", "title", *dates, *_LCD_TEXT):
        key, (status, title), rest = row.cells[:2], row.cells[2:4], row.cells[4:]
        if status != "A":
            continue
        first, revised, *ends = (csvs.day(text, row.where) for text in rest[: len(dates) - 1])
        authority, mac, states = export.authority(contractors[key])
        yield Document(
            f"L{key[0]}",
            _version(key, row.where),
            title,
            authority,
            mac,
            states,
            revised or first,
            min((end for end in ends if end), default=None),
            csvs.known_day(rest[len(dates) - 1], row.where),
            f"{_VIEW}/lcd.aspx?lcdid={key[0]}&ver={key[1]}",
            _procedures(codes[key])[0],
            tuple(_text(rest[len(dates) :], _LCD_TEXT)),
        )


def _version(key: Key, where: str) -> int:
    if not (key[0].isdigit() and key[1].isdigit()):
        raise UnreadableFile(f"{where}: “{key[0]}” version “{key[1]}”; expected two numbers.")
    return int(key[1])


def _procedures(rows: list[Key]) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Give the procedure codes in order, and by group; what is no code of ours (a placeholder) names no service."""
    groups: dict[str, list[str]] = defaultdict(list)
    for code, group in rows:
        with suppress(InvalidCode):
            groups[group].append(code_systems.validate(code, "CPT", "HCPCS"))
    every = tuple(dict.fromkeys(code for codes in groups.values() for code in codes))
    return every, {group: tuple(dict.fromkeys(codes)) for group, codes in groups.items()}


def _groups(
    rows: list[Key], paragraphs: dict[str, str], procedures: dict[str, tuple[str, ...]], where: str
) -> Iterator[DiagnosisGroup]:
    every = {code for codes in procedures.values() for code in codes}
    members: dict[str, list[str]] = defaultdict(list)
    for code, group in rows:
        members[group].append(code)
    for group, codes in sorted(members.items(), key=lambda pair: (len(pair[0]), pair[0])):
        text = plain(paragraphs.get(group, ""))
        diagnoses = tuple(dict.fromkeys(_diagnoses(codes, where)))
        if diagnoses:
            is_clear, supports = scope(text, every, procedures, len(members) == 1)
            yield DiagnosisGroup(codes=diagnoses, procedures=supports, is_clear=is_clear, paragraph=text[:600])


def _diagnoses(codes: list[str], where: str) -> Iterator[str]:
    for code in codes:
        if code.upper() == _NOT_APPLICABLE:
            continue
        try:
            yield icd10cm.validate(code)
        except InvalidCode as error:
            raise UnreadableFile(f"{where}: its diagnosis list: {error}") from None


def _text(fields: Key, sections: dict[str, tuple[str, tuple[str, ...]]]) -> Iterator[Piece]:
    for html, (section, answers) in zip(fields, sections.values(), strict=True):
        for piece in pieces(plain(html)):
            yield section, answers, piece


def _listed(groups: tuple[DiagnosisGroup, ...]) -> Iterator[Piece]:
    for number, group in enumerate(groups, 1):
        lead = group.paragraph or "Diagnoses that support medical necessity."
        if not group.is_clear:
            lead = f"A person must read which procedures this group supports. {lead}"
        for piece in pieces(f"{lead}\n{', '.join(group.codes)}"):
            yield f"Covered diagnoses, group {number}", ("coverage", "validity"), piece
