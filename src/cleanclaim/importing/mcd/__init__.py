"""The Medicare Coverage Database exports: `current_article.zip` and `current_lcd.zip` become policies of our own form.

An LCD with its billing article is one policy; either alone is one too. The diagnosis lists stand in the articles; which
group supports which procedure is read from the group's paragraph alone. CMS's texts come as they are; the AMA's
descriptor columns are not read.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from cleanclaim.errors import UnreadableFile
from cleanclaim.importing.mcd.documents import Document, read_articles, read_lcds
from cleanclaim.importing.mcd.export import Export
from cleanclaim.importing.members import Member
from cleanclaim.knowledge import Policy
from cleanclaim.knowledge.document import Source
from cleanclaim.knowledge.imported import title_name
from cleanclaim.tables.rows import DocumentName, ImportedDocument, ImportedPassage, Release

TABLE = "documents"
EXPECTED = "an export of the Medicare Coverage Database, such as current_article.zip and current_lcd.zip"
_NEEDED = ("contractor.csv", "contractor_jurisdiction.csv", "state_lookup.csv")
_READ = frozenset(
    {
        *_NEEDED,
        "article.csv",
        "article_related_documents.csv",
        "article_x_contractor.csv",
        "article_x_hcpc_code.csv",
        "article_x_icd10_covered.csv",
        "article_x_icd10_covered_group.csv",
        "article_x_icd10_noncovered.csv",
        "lcd.csv",
        "lcd_x_contractor.csv",
        "lcd_x_hcpc_code.csv",
    }
)


def recognizes(name: str) -> bool:
    return name.lower() in _READ


def read_all(members: list[Member]) -> tuple[Release, dict[str, Iterable[Any]]]:
    """Read the whole export; raise UnreadableFile with file and line at the first thing that does not fit."""
    export = Export(members)
    missing = [name for name in _NEEDED if name not in export]
    if missing or not ("article.csv" in export or "lcd.csv" in export):
        raise UnreadableFile(
            f"{members[0].name}: {', '.join(missing) or 'article.csv'} is missing; expected {EXPECTED}."
        )
    articles = {d.key: d for d in read_articles(export)}
    lcds = {d.key: d for d in read_lcds(export)}
    pairs = list(_pairs(articles, lcds))
    if not pairs:
        raise UnreadableFile(f"{members[0].name}: no active LCD or billing article; expected {EXPECTED}.")
    every = (*articles.values(), *lcds.values())
    newest = max(d.updated for d in every)
    release = Release(
        "documents", f"MCD {newest} {_digest(every)}", newest, None, "CMS Medicare Coverage Database export"
    )
    documents = [_row(lcd, article) for lcd, article in pairs]
    names = {
        DocumentName(code, row.key)
        for row, (lcd, article) in zip(documents, pairs, strict=True)
        for code in (*_procedures(lcd, article), *(d.id for d in (lcd, article) if d), *_title_words(lcd, article))
    }
    passages = (
        ImportedPassage(f"{d.key}#{n}", section, answers, text)
        for d in every
        for n, (section, answers, text) in enumerate(d.passages, 1)
    )
    return release, {"documents": documents, "document_names": names, "passages": passages}


def _digest(documents: Iterable[Document]) -> str:
    """Tell one content from another of the same date, such as articles without and with the LCDs."""
    found = sha256()
    for document in documents:
        found.update(repr(document).encode())
    return found.hexdigest()[:8]


def _pairs(
    articles: dict[str, Document], lcds: dict[str, Document]
) -> Iterator[tuple[Document | None, Document | None]]:
    newest = {d.id: d for d in sorted(lcds.values(), key=lambda d: d.version)}
    met = set()
    for article in articles.values():
        related = [newest[i] for i in article.related if i in newest]
        met |= {d.key for d in related}
        if not related:
            yield None, article
        yield from ((lcd, article) for lcd in related)
    yield from ((lcd, None) for lcd in lcds.values() if lcd.key not in met)


def _title_words(lcd: Document | None, article: Document | None) -> set[str]:
    """Give the words of the titles as names a question may use: `title cataract`."""
    return {title_name(word) for d in (lcd, article) if d for word in d.title.split() if title_name(word)}


def _procedures(lcd: Document | None, article: Document | None) -> tuple[str, ...]:
    return (article.procedures if article else ()) or (lcd.procedures if lcd else ())


def _row(lcd: Document | None, article: Document | None) -> ImportedDocument:
    main = lcd or article
    assert main is not None
    dated = article or main
    parts = tuple(d.key for d in (lcd, article) if d)
    policy = Policy(
        id=main.id,
        kind="lcd" if lcd else "article",
        title=main.title,
        authority=main.authority,
        payer="medicare",
        mac=main.mac,
        article=article.id if lcd and article else None,
        states=dated.states,
        effective_from=dated.effective_from,
        effective_to=dated.effective_to,
        procedures=_procedures(lcd, article),
        diagnoses=dated.diagnoses,
        groups=dated.groups,
        url=main.url,
        article_url=article.url if article else None,
        verified="official",
        reviewed=dated.updated,
        sources=tuple(
            Source(title=f"{d.id}, version {d.version}", url=d.url, verified="official") for d in (lcd, article) if d
        ),
    )
    facts = policy.model_dump_json(exclude_defaults=True)
    return ImportedDocument(" ".join(parts), parts, dated.effective_from, dated.effective_to, facts)
