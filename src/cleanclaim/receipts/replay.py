"""Derive an answer's decision again from its receipt, and say what differs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from cleanclaim import __version__
from cleanclaim.deciding import Desk, decide
from cleanclaim.errors import UnreadableFile
from cleanclaim.knowledge import Knowledge
from cleanclaim.reading import Lexicon
from cleanclaim.receipts.chain import Kept
from cleanclaim.receipts.program import program
from cleanclaim.receipts.receipt import CitedPassage, Derived, Receipt, Rewording, derived, hashed
from cleanclaim.tables import Tables

_Form = TypeVar("_Form", Receipt, Rewording)


class Replay(BaseModel):
    """What came out when the decision was derived again. Empty `differences` mean that it is identical."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    versions: tuple[str, ...]
    """What the answer was derived with then that is not the same now."""
    differences: tuple[str, ...]
    passages: tuple[str, ...]
    """The cited passages that no longer say what was quoted."""

    @property
    def is_identical(self) -> bool:
        return not self.differences and not self.passages


@dataclass(frozen=True)
class Replayer:
    """Derive decisions again with the knowledge and tables of now."""

    knowledge: Knowledge
    tables_on: Callable[[date], Tables]
    lexicon: Lexicon

    def replay(self, kept: Kept, reworded: Kept | None = None) -> Replay:
        """Replay one receipt, with the line that says it was reworded where there is one.

        Raises UnreadableFile when its form is not one this program knows.
        """
        then = _parsed(kept, Receipt)
        passages = then.passages if reworded is None else _parsed(reworded, Rewording).passages
        desk = Desk(self.knowledge, self.tables_on, self.lexicon, then.today)
        now = derived(decide(then.scenario, desk))
        return Replay(
            id=then.id,
            versions=tuple(self._versions(then)),
            differences=tuple(_differences(then.derived, now)),
            passages=tuple(said for cited in passages if (said := self._changed(cited))),
        )

    def _versions(self, then: Receipt) -> Iterator[str]:
        tables = self.tables_on(then.as_of)
        yield from _changes("CleanClaim", then.versions.cleanclaim, __version__)
        yield from _changes("program", then.versions.program, program())
        yield from _changes("knowledge", then.versions.knowledge, self.knowledge.version)
        for name, version in then.versions.tables.items():
            yield from _changes(f"table {name}", version, tables.version(name).version)

    def _changed(self, cited: CitedPassage) -> str | None:
        passage = self.knowledge.passage(cited.passage)
        if passage is None:
            return f"{cited.passage} is no longer on file"
        if hashed(passage.text[cited.start : cited.end]) != cited.sha256:
            return f"{cited.passage} no longer says what was quoted"
        return None


def parsed(kept: Kept) -> Receipt:
    """Read what a line of the book says as a receipt."""
    return _parsed(kept, Receipt)


def _parsed(kept: Kept, form: type[_Form]) -> _Form:
    try:
        return form.model_validate({name: value for name, value in kept.content.items() if name != "at"})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise UnreadableFile(
            f"receipt {kept.link.n} has a form that this version does not know ({where}: {first['msg']}); "
            "replay it with the version it names."
        ) from None


def _changes(what: str, then: object, now: object) -> Iterator[str]:
    if then != now:
        yield f"{what}: then {_told(then)}, now {_told(now)}"


def _told(value: object) -> str:
    return "none" if value in (None, "", (), []) else str(value)


def _differences(then: Derived, now: Derived) -> Iterator[str]:
    yield from _changes("claim", then.claim, now.claim)
    yield from _changes("verdict", then.verdict, now.verdict)
    yield from _each("code", {c.code: c for c in then.codes}, {c.code: c for c in now.codes})
    yield from _each("branch", {b.when: b for b in then.branches}, {b.when: b for b in now.branches})
    yield from _each("finding", _findings(then), _findings(now))
    yield from _each("check", {c.check: c for c in then.checks}, {c.check: c for c in now.checks})
    orders = [[c.code for c in d.codes] for d in (then, now)]
    if orders[0] != orders[1] and sorted(orders[0]) == sorted(orders[1]):
        yield f"order of codes: then {' '.join(orders[0])}, now {' '.join(orders[1])}"


def _findings(of: Derived) -> dict[str, BaseModel]:
    """Name each finding; a second one of a rule on one line is told apart by its number."""
    named: dict[str, BaseModel] = {}
    for finding in of.findings:
        name = f"{finding.rule} on {finding.where}"
        same = sum(known == name or known.startswith(f"{name} (") for known in named)
        named[f"{name} ({same + 1})" if same else name] = finding
    return named


def _each(kind: str, then: Mapping[str, BaseModel], now: Mapping[str, BaseModel]) -> Iterator[str]:
    """Compare the parts of one kind, by what they are called."""
    for name in dict.fromkeys((*then, *now)):
        if name not in now:
            yield f"{kind} {name}: then there, now gone"
        elif name not in then:
            yield f"{kind} {name}: then not there, now there"
        else:
            for field in type(then[name]).model_fields:
                yield from _changes(f"{kind} {name}, {field}", getattr(then[name], field), getattr(now[name], field))
