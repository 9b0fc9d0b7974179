"""Load the files of policies and articles, strictly: the first fault is an error that names file and line."""

import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar, get_args

from pydantic import ValidationError

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.knowledge import markdown
from cleanclaim.knowledge.document import STATES, Article, Aspect, Policy
from cleanclaim.knowledge.held import Knowledge
from cleanclaim.knowledge.passage import Passage

_Document = TypeVar("_Document", Policy, Article)


class _Read(NamedTuple, Generic[_Document]):
    """A document as read, with its file and the lines its sections begin on."""

    document: _Document
    path: Path
    lines: tuple[int, ...]


def load_policies(folder: Path) -> Knowledge:
    """Load the policies alone, which is all the rules need; raise BrokenKnowledge with file:line."""
    read = [_policy(path) for path in sorted((folder / "policies").glob("*.md"))]
    return Knowledge(tuple(each.document for each in read), (), _version(folder))


def load(folder: Path) -> Knowledge:
    """Load every policy and article below a folder; raise BrokenKnowledge with file:line."""
    policies = [_policy(path) for path in sorted((folder / "policies").glob("*.md"))]
    articles = [_article(path) for path in sorted((folder / "articles").glob("*.md"))]
    places: dict[str, str] = {}
    every: list[_Read[Policy] | _Read[Article]] = [*policies, *articles]
    for each in every:
        for name, line in _names(each):
            if name in places:
                raise BrokenKnowledge(f"{each.path}:{line}: {name} is also in {places[name]}.")
            places[name] = f"{each.path}:{line}"
    return Knowledge(
        tuple(p.document for p in policies), tuple(a.document for a in articles), _version(folder), places=places
    )


def _names(read: "_Read[Policy] | _Read[Article]") -> Iterator[tuple[str, int]]:
    """Give the ids that no other file may use, with the lines they stand on."""
    document = read.document
    yield document.id, markdown.line_of(read.path, "id")
    if isinstance(document, Policy) and document.article:
        yield document.article, markdown.line_of(read.path, "article")
    yield from ((p.id, line) for p, line in zip(document.sections, read.lines, strict=True))


def _paths(folder: Path) -> list[Path]:
    return [*sorted((folder / "policies").glob("*.md")), *sorted((folder / "articles").glob("*.md"))]


def _version(folder: Path) -> str:
    digest = sha256()
    for path in _paths(folder):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _policy(path: Path) -> _Read[Policy]:
    front, sections = markdown.read(path)
    policy = _validated(path, Policy, front)
    passages = tuple(_policy_passages(path, policy, sections))
    return _Read(policy.model_copy(update={"sections": passages}), path, tuple(s.line for s in sections))


def _policy_passages(path: Path, policy: Policy, sections: list[markdown.Section]) -> Iterator[Passage]:
    for section in sections:
        document = section.document or policy.id
        if document not in (policy.id, policy.article):
            raise BrokenKnowledge(
                f"{path}:{section.line}: {document} is neither {policy.id} nor its article {policy.article}."
            )
        if section.states:
            raise BrokenKnowledge(f"{path}:{section.line}: a policy names its states in front, not by section.")
        yield Passage(
            id=f"{document.replace(' ', '-')}#{slug(section.name)}",
            document=document,
            title=policy.title,
            section=section.name,
            text=section.text,
            url=policy.article_url if document == policy.article and policy.article_url else policy.url,
            verified=section.verified or policy.verified,
            effective_from=policy.effective_from,
            effective_to=policy.effective_to,
            states=policy.states,
            payer=policy.payer,
            codes=policy.procedures,
            topics=policy.topics,
            answers=_aspects(path, section),
            kind=policy.kind,
        )


def _article(path: Path) -> _Read[Article]:
    front, sections = markdown.read(path)
    article = _validated(path, Article, front)
    if article.id != path.stem:
        raise BrokenKnowledge(f"{path}:{markdown.line_of(path, 'id')}: id “{article.id}” is not the file's name.")
    passages = tuple(_article_passages(path, article, sections))
    return _Read(article.model_copy(update={"sections": passages}), path, tuple(s.line for s in sections))


def _article_passages(path: Path, article: Article, sections: list[markdown.Section]) -> Iterator[Passage]:
    for section in sections:
        number = section.source or 1
        if number > len(article.sources) or section.document:
            raise BrokenKnowledge(
                f"{path}:{section.line}: “{section.document or f'source={number}'}” names no source of the article."
            )
        source = article.sources[number - 1]
        yield Passage(
            id=f"{article.id}#{slug(section.name)}",
            document=article.id,
            title=article.title,
            section=section.name,
            text=section.text,
            url=source.url,
            verified=section.verified or source.verified,
            states=_states(path, section),
            codes=article.codes,
            topics=article.topics,
            answers=_aspects(path, section),
        )


def _aspects(path: Path, section: markdown.Section) -> tuple[str, ...]:
    for aspect in section.answers:
        if aspect not in get_args(Aspect):
            raise BrokenKnowledge(
                f"{path}:{section.line}: “{aspect}” is no kind of question; expected one of "
                f"{', '.join(get_args(Aspect))}."
            )
    return section.answers


def _states(path: Path, section: markdown.Section) -> tuple[str, ...]:
    if unknown := sorted(set(section.states) - STATES):
        raise BrokenKnowledge(f"{path}:{section.line}: “{unknown[0]}” is no state; expected two letters such as FL.")
    return section.states


def _validated(path: Path, model: type[_Document], front: dict[str, object]) -> _Document:
    try:
        return model.model_validate(front)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        line = markdown.line_of(path, str(first["loc"][0]) if first["loc"] else "")
        raise BrokenKnowledge(f"{path}:{line}: {where}: {first['msg']}.") from None


def slug(text: str) -> str:
    """Give the part of a passage id that names its section: `Covered diagnoses` becomes `covered-diagnoses`."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
