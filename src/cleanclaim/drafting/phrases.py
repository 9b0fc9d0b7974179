"""The phrases answers are made of, as readable text beside this file, one language a file."""

from functools import cache
from pathlib import Path

import yaml

from cleanclaim.deciding import Statement
from cleanclaim.errors import BrokenKnowledge


@cache
def load(language: str) -> dict[str, str]:
    """Load one language; every language has the keys of English."""
    path = Path(__file__).with_name(f"phrases.{language}.yaml")
    phrases: dict[str, str] = yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    if language != "en" and phrases.keys() != load("en").keys():
        raise BrokenKnowledge(
            f"{path}:1: keys differ from English: {', '.join(sorted(phrases.keys() ^ load('en').keys()))}."
        )
    return phrases


def say(statement: Statement, language: str) -> str:
    """Word one statement; a value that is a statement itself is worded within it."""
    values = {name: say(v, language) if isinstance(v, Statement) else v for name, v in statement.values.items()}
    return load(language)[statement.key].format_map(values)


def phrase(key: str, language: str, **values: object) -> str:
    return load(language)[key].format_map(values)
