"""Read one knowledge file: YAML front matter, then `##` sections, each with optional attributes in braces.

    ## Covered diagnoses {A59480 secondary answers=coverage,noncovered}

An attribute that is a grade sets the section's grade, a document number says which of a pair it belongs to,
`answers=` names the kinds of question it answers, `source=2` cites the second source, `states=MS` says whom alone it concerns.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, get_args

import yaml

from cleanclaim.citation import Grade
from cleanclaim.errors import BrokenKnowledge

_YAML: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class _Loader(_YAML):  # type: ignore[misc]
    """YAML that leaves dates as text: a day that no month has is then refused like any other fault, with its line."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and form are PyYAML's
        first: [pair for pair in pairs if pair[0] != _TIMESTAMP]
        for first, pairs in _YAML.yaml_implicit_resolvers.items()
    }


_HEADING = re.compile(r"##\s+(?P<name>[^{}]+?)\s*(?:\{(?P<attributes>[^{}]*)\})?\s*$")


@dataclass(frozen=True)
class Section:
    """One `##` section as written, with the line its heading stands on."""

    name: str
    line: int
    text: str
    document: str | None = None
    verified: Grade | None = None
    answers: tuple[str, ...] = ()
    source: int | None = None
    states: tuple[str, ...] = ()


@dataclass
class _Open:
    name: str
    line: int
    attributes: str
    lines: list[str] = field(default_factory=list)


def read(path: Path) -> tuple[dict[str, Any], list[Section]]:
    """Give the front matter and the sections of a file; raise BrokenKnowledge with file:line."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if not lines or lines[0] != "---" or "---" not in lines[1:]:
        raise BrokenKnowledge(f"{path}:1: expected front matter between two lines of ---.")
    end = lines.index("---", 1)
    try:
        front = yaml.load("\n".join(lines[1:end]), _Loader)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark.line + 2 if error.problem_mark else 1
        raise BrokenKnowledge(f"{path}:{at}: the front matter is not YAML: {error.problem}.") from None
    if not isinstance(front, dict):
        raise BrokenKnowledge(f"{path}:2: expected front matter of keys and values.")
    return front, list(_sections(path, lines[end + 1 :], end + 2))


def _sections(path: Path, lines: list[str], first: int) -> list[Section]:
    found: list[_Open] = []
    for number, line in enumerate(lines, first):
        if line.startswith("#"):
            match = _HEADING.fullmatch(line)
            if not match:
                raise BrokenKnowledge(
                    f"{path}:{number}: “{line[:50]}” is not a section heading such as ## Units {{official}}."
                )
            found.append(_Open(match["name"], number, match["attributes"] or ""))
        elif found:
            found[-1].lines.append(line)
        elif line.strip():
            raise BrokenKnowledge(f"{path}:{number}: text stands before the first ## heading.")
    if not found:
        raise BrokenKnowledge(f"{path}:{first}: the file has no ## section.")
    return [_close(path, section) for section in found]


def _close(path: Path, section: _Open) -> Section:
    text = "\n".join(section.lines).strip()
    if not text:
        raise BrokenKnowledge(f"{path}:{section.line}: the section “{section.name}” is empty.")
    attributes: dict[str, Any] = {}
    for word in section.attributes.split():
        key, equals, value = word.partition("=")
        if word in get_args(Grade):
            attributes["verified"] = word
        elif equals and key in ("answers", "states"):
            attributes[key] = tuple(value.split(","))
        elif equals and key == "source" and value.isdigit():
            attributes["source"] = int(value)
        elif not equals:
            attributes["document"] = word
        else:
            raise BrokenKnowledge(
                f"{path}:{section.line}: “{word}” is not an attribute; expected a grade, a document, "
                "answers=, source= or states=."
            )
    return Section(section.name, section.line, text, **attributes)


def line_of(path: Path, key: str) -> int:
    """Find the line of a front matter key, for messages; 1 when it is not there."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith(f"{key}:"):
            return number
    return 1
