"""What is on file: the documents written by us, and those imported, which are fetched one by one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cleanclaim.knowledge.document import Article, Policy
from cleanclaim.knowledge.imported import ImportedDocuments
from cleanclaim.knowledge.passage import Passage


@dataclass(frozen=True)
class Knowledge:
    """All documents on file."""

    policies: tuple[Policy, ...]
    articles: tuple[Article, ...]
    written: str
    """The version of the files written by us."""
    imported: ImportedDocuments | None = None
    places: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    """The file and line of every document and passage written by us, for messages to editors."""

    @property
    def version(self) -> str:
        return f"{self.written} and {self.imported.version}" if self.imported else self.written

    @property
    def documents(self) -> tuple[Policy | Article, ...]:
        """Give the documents written by us."""
        return (*self.policies, *self.articles)

    @cached_property
    def passages(self) -> dict[str, Passage]:
        """Give the passages written by us; those imported are many, and are fetched one by one."""
        return {p.id: p for document in self.documents for p in document.sections}

    def passage(self, name: str) -> Passage | None:
        """Find a passage by its id, whoever wrote it."""
        return self.passages.get(name) or (self.imported.passage(name) if self.imported else None)

    def passages_of(self, documents: Iterable[str]) -> Iterator[Passage]:
        """Give the imported passages of documents named by number."""
        if self.imported:
            for number in dict.fromkeys(documents):
                yield from self.imported.passages_of(number)

    def all_passages(self) -> Iterator[Passage]:
        """Give every passage, ours first."""
        yield from self.passages.values()
        if self.imported:
            yield from self.imported.passages()

    def is_titled(self, text: str) -> bool:
        """Say whether a text speaks of the subject of an imported document, whatever field it is of."""
        return bool(self.imported and self.imported.is_titled(text))

    def replaced(self, on: date) -> tuple[str, ...]:
        """Name our own documents that an imported version in force on a date takes the place of."""
        if not self.imported:
            return ()
        numbers = (number for p in self.policies for number in (p.id, p.article) if number)
        return tuple(n for n in numbers if any(p.is_in_force(on) for p in self.imported.naming(n)))

    def policy(self, number: str) -> Policy | None:
        """Find a policy by its own number or its article's, an imported one first."""
        wanted = number.upper()
        own = next((p for p in self.policies if wanted in (p.id.upper(), (p.article or "").upper())), None)
        official = self.imported.naming(wanted) if self.imported else ()
        return official[-1].carrying(own) if official else own

    def naming(self, code: str, on: date) -> tuple[Policy, ...]:
        """Give the policies in force on a date that name a procedure; an imported one takes the place of ours.

        An export holds limits and session rules only as prose: those of our own file of the same number stay, with
        their grades.
        """
        own = [p for p in self.policies if code in p.procedures and p.is_in_force(on)]
        official = [p for p in self.imported.naming(code) if p.is_in_force(on)] if self.imported else []
        numbers = {number for p in official for number in (p.id, p.article) if number}
        replaced = {p.id: p for p in own if numbers & {p.id, p.article}}
        return (
            *(p for p in own if p.id not in replaced),
            *(
                p.carrying(next((r for r in replaced.values() if {p.id, p.article} & {r.id, r.article} - {None}), None))
                for p in official
            ),
        )

    def ever_naming(self, code: str) -> tuple[Policy, ...]:
        """Give the policies of any date that name a procedure, ours and imported ones."""
        return (
            *(p for p in self.policies if code in p.procedures),
            *(self.imported.naming(code) if self.imported else ()),
        )

    def count(self, on: date) -> int:
        """Count the policies in force on a date."""
        return sum(p.is_in_force(on) for p in self.policies) + (self.imported.count if self.imported else 0)

    def policies_for(
        self, codes: Iterable[str], on: date, state: str | None = None, payer: str = "medicare"
    ) -> tuple[Policy, ...]:
        """Give the coverage policies in force on a date that name one of the codes, for one state or for all."""
        found = {p.name: p for code in codes for p in self.naming(code, on)}
        return tuple(
            p
            for p in found.values()
            if p.kind != "manual" and p.payer == payer and (state is None or not p.states or state in p.states)
        )
