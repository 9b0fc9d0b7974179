"""The imported coverage documents: policies and passages fetched from a compiled file when they are asked for."""

from collections.abc import Iterator
from functools import lru_cache

from cleanclaim.knowledge.document import Policy
from cleanclaim.knowledge.passage import Passage
from cleanclaim.tables.rows import ImportedDocument, ImportedPassage
from cleanclaim.tables.store import Store

_MOST_KEPT = 512
_SHORTEST = 5
_SAY_NOTHING = frozenset(
    "about after article based billing claim claims codes coding comments coverage determination diagnosis documentation "
    "general guideline guidelines injection injections local management medical medicare modifier modifiers office other "
    "policy procedure procedures response review service services their therapy these treatment units using".split()
)


def title_name(word: str) -> str:
    """Give the name under which a word of a title is kept; empty for a word that says nothing of the subject."""
    plain = "".join(c for c in word.lower() if c.isalpha())
    return f"title {plain}" if len(plain) >= _SHORTEST and plain not in _SAY_NOTHING else ""


class ImportedDocuments:
    """Find imported policies by procedure or number, and passages by id. Only what is asked for is read."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.version = store.releases["documents"].version
        self.count = store.count("documents")
        self.naming = lru_cache(_MOST_KEPT)(self._naming)
        self._policy = lru_cache(_MOST_KEPT)(self._load)

    def _naming(self, code: str) -> tuple[Policy, ...]:
        """Give the policies that name a procedure or have a number, of all dates."""
        keys = [row.document for row in self._store.find("document_names", "code", code)]
        return tuple(sorted((self._policy(key) for key in keys), key=lambda p: (p.name, str(p.effective_from))))

    def is_titled(self, text: str) -> bool:
        """Say whether a text holds a word of an imported document's title: its subject is then on file."""
        names = filter(None, map(title_name, text.split()))
        return any(self._store.find("document_names", "code", name) for name in names)

    def passage(self, name: str) -> Passage | None:
        rows: tuple[ImportedPassage, ...] = self._store.find("passages", "id", name)
        return next((self._passage(row) for row in rows), None)

    def passages_of(self, number: str) -> Iterator[Passage]:
        """Give the passages of a document, all its versions on file."""
        return (self._passage(row) for row in self._store.below("passages", f"{number}.", "id"))

    def passages(self) -> Iterator[Passage]:
        """Give every passage, in the order of their ids."""
        return (self._passage(row) for row in self._store.all("passages"))

    def _load(self, key: str) -> Policy:
        row: ImportedDocument = self._store.find("documents", "key", key)[0]
        return Policy.model_validate_json(row.facts)

    def _passage(self, row: ImportedPassage) -> Passage:
        part = row.id.partition("#")[0]
        number = part.partition(".")[0]
        policy = self._of_part(part, number)
        return Passage(
            id=row.id,
            document=number,
            title=policy.title,
            section=row.section,
            text=row.text,
            url=policy.article_url if number == policy.article and policy.article_url else policy.url,
            verified="official",
            effective_from=policy.effective_from,
            effective_to=policy.effective_to,
            states=policy.states,
            payer=policy.payer,
            codes=policy.procedures,
            topics=policy.topics,
            answers=row.answers,
            kind=policy.kind,
        )

    @lru_cache(maxsize=4_096)  # noqa: B019 - lives as long as the process
    def _of_part(self, part: str, number: str) -> Policy:
        """Give a policy that a version of a document is part of."""
        keys = [row.document for row in self._store.find("document_names", "code", number)]
        return self._policy(next(key for key in keys if part in key.split()))
