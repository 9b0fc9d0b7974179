"""The field's words, loaded once from `knowledge/lexicon/` and matched longest first."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from pathlib import Path

from cleanclaim.errors import BrokenKnowledge
from cleanclaim.reading.entries import Condition, Muscle, Structure, tendon

_WORD = re.compile(r"[a-z]{3,}")
# Tendons whose names are no muscle's.
_TENDON_NAMES = r"(?<![\w-])(?:achilles|patell?ar|peroneal|fibularis|posterior tibial|anterior tibial|extensor|flexor|gluteal|rotator cuff)"
_TENDON_WORDS = r"(?:\s+muscles?)?(?:\s+tend[io]n(?:itis|opathy|osis)(?:\s+\w+){0,3}\s+(?:origin|insertion|attachment)|\s+tendon(?:\s+sheath|\s+(?:origin|insertion|attachment))?s?|\s+(?:origin|insertion|attachment|enthesis))(?![\w])"


@dataclass(frozen=True)
class Lexicon:
    muscles: dict[str, Muscle]
    structures: dict[str, Structure]
    drugs: dict[str, str]
    diagnoses: dict[str, str]
    drug_codes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The codes of each drug by its name, those that ended among them."""
    conditions: dict[str, Condition] = field(default_factory=dict)
    toxin_uses: dict[str, str] = field(default_factory=dict)
    """What botulinum toxin is given for, by the words that say so."""
    toxin_diagnoses: tuple[tuple[str, str], ...] = ()
    """The same by the beginning of the diagnosis code."""
    measures: dict[str, str] = field(default_factory=dict)
    """What a dose of each drug is counted in."""
    syringes: dict[str, float] = field(default_factory=dict)
    """What the one syringe or vial of a product holds, in the measure of its drug."""
    vocabulary: frozenset[str] = frozenset()
    """Every word that the knowledge uses: what else a question speaks of lies outside it."""

    @classmethod
    def load(cls, folder: Path) -> "Lexicon":
        muscles: dict[str, Muscle] = {}
        structures: dict[str, Structure] = {}
        drugs: dict[str, str] = {}
        drug_codes: dict[str, tuple[str, ...]] = {}
        measures: dict[str, str] = {}
        for row in _rows(folder / "lexicon" / "muscles.csv", ["name", "region", "words"]):
            for word in (row["name"].replace("-", " "), *row["words"].split(" / ")):
                muscles[word] = Muscle(row["name"], row["region"])
        columns = [
            *("name", "family", "words", "code", "guided", "unguided", "applied", "both", "further", "destroyed"),
            *("since", "before", "verified"),
        ]
        for row in _rows(folder / "lexicon" / "structures.csv", columns):
            since = date.fromisoformat(row["since"]) if row["since"] else None
            structure = Structure(
                **{c: row[c] or None for c in columns if c not in ("words", "since")},  # type: ignore[arg-type]
                since=since,
            )
            for word in row["words"].split(" / "):
                for form in dict.fromkeys((word, word.replace(" joint", " jt"))):
                    structures |= {form: structure, **({} if form.endswith("s") else {f"{form}s": structure})}
        for row in _rows(
            folder / "tables" / "drugs.csv",
            ["code", "name", "words", "dose", "measure", "dispute", "verified", "source"],
        ):
            words = [word for word in row["words"].split(" / ") if word]
            drugs |= dict.fromkeys(words, words[0] if words else "")
            for name in words[:1]:
                drug_codes[name] = (*drug_codes.get(name, ()), row["code"])
                measures[name] = row["measure"]
        syringes: dict[str, float] = {}
        for row in _rows(folder / "lexicon" / "syringes.csv", ["words", "holds", "verified", "source"]):
            syringes |= dict.fromkeys(row["words"].split(" / "), float(row["holds"]))
        diagnoses = {
            word: row["code"]
            for row in _rows(folder / "lexicon" / "diagnoses.csv", ["code", "words"])
            for word in row["words"].split(" / ")
        }
        conditions: dict[str, Condition] = {}
        for row in _rows(folder / "lexicon" / "conditions.csv", ["name", "words", "none", "right", "left", "both"]):
            condition = Condition(row["name"], row["none"], row["right"], row["left"], row["both"])
            conditions |= dict.fromkeys(row["words"].split(" / "), condition)
        toxin_uses: dict[str, str] = {}
        toxin_diagnoses: list[tuple[str, str]] = []
        for row in _rows(folder / "lexicon" / "toxin.csv", ["use", "words", "diagnoses", "verified"]):
            toxin_uses |= dict.fromkeys(row["words"].split(" / "), row["use"])
            toxin_diagnoses += [(code, row["use"]) for code in row["diagnoses"].split()]
        written = (path.read_text(encoding="utf-8").lower() for path in sorted(folder.rglob("*.md")))
        named = (" ".join(words) for words in (muscles, structures, drugs, diagnoses, toxin_uses))
        vocabulary = frozenset(word for text in (*written, *named) for word in _WORD.findall(text))
        return cls(
            muscles,
            structures,
            drugs,
            diagnoses,
            drug_codes,
            conditions,
            toxin_uses,
            tuple(toxin_diagnoses),
            measures,
            syringes,
            vocabulary,
        )

    def structure(self, word: str) -> Structure:
        """Give the target that a word names, or the tendon of a muscle: `hamstring tendon origin`."""
        return self.structures.get(word) or tendon(word)

    @cached_property
    def muscle_pattern(self) -> re.Pattern[str]:
        return _pattern(self.muscles)

    @cached_property
    def tendon_pattern(self) -> re.Pattern[str]:
        """Find a muscle whose tendon, and not whose belly, is spoken of."""
        muscles = self.muscle_pattern.pattern.removesuffix(r"(?![\w])")
        return re.compile(f"(?:{muscles}|{_TENDON_NAMES}){_TENDON_WORDS}")

    @cached_property
    def structure_pattern(self) -> re.Pattern[str]:
        return _pattern(self.structures)

    @cached_property
    def diagnosis_pattern(self) -> re.Pattern[str]:
        return _pattern(self.diagnoses)

    @cached_property
    def condition_pattern(self) -> re.Pattern[str]:
        return _pattern(self.conditions)

    @cached_property
    def toxin_pattern(self) -> re.Pattern[str]:
        return _pattern(self.toxin_uses)

    @cached_property
    def drug_pattern(self) -> re.Pattern[str]:
        return _pattern(self.drugs)

    @cached_property
    def _long_muscle_words(self) -> list[str]:
        return [word for word in self.muscles if len(word) >= 7 and " " not in word]

    @cached_property
    def _structure_words(self) -> frozenset[str]:
        return frozenset(part for word in self.structures for part in word.split())

    @cached_property
    def is_strange(self) -> Callable[[str], bool]:
        """Say whether a word is in none of the knowledge, in no spelling near it; asked again, the answer is kept."""
        return lru_cache(8192)(self._is_strange)

    def _is_strange(self, word: str) -> bool:
        stem = word.removesuffix("s")
        if {word, stem, f"{word}s", f"{word}es"} & self.vocabulary:
            return False
        near = self._spelled_like.get((word[0], len(word) // 3), ()) if len(word) > 3 else ()
        return word not in self._beginnings and not get_close_matches(word, near, n=1, cutoff=0.84)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        """What words of the vocabulary begin with: `auth` is no strange word where `authorization` is none."""
        return frozenset(word[:size] for word in self.vocabulary for size in range(4, len(word)))

    @cached_property
    def _spelled_like(self) -> dict[tuple[str, int], list[str]]:
        """The vocabulary by first letter and rough length, each word also under the lengths beside its own."""
        found: dict[tuple[str, int], list[str]] = {}
        for word in sorted(self.vocabulary):
            for size in {(len(word) + by) // 3 for by in (-1, 0, 1)}:
                found.setdefault((word[0], size), []).append(word)
        return found

    @cached_property
    def nearest_muscle(self) -> Callable[[str], str | None]:
        """Find the muscle a misspelled word means; only long words, only close spellings.

        Comparing spellings is the dearest step of reading and words come again: the answers are kept.
        """
        return lru_cache(4096)(self._nearest_muscle)

    def _nearest_muscle(self, word: str) -> str | None:
        if len(word) < 7 or word in self._structure_words:
            return None
        found = get_close_matches(word, self._long_muscle_words, n=1, cutoff=0.85)
        return found[0] if found else None


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w])")


def _rows(path: Path, columns: list[str]) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file, strict=True)
        if reader.fieldnames != columns:
            raise BrokenKnowledge(f"{path}:1: expected the columns {', '.join(columns)}.")
        for row in reader:
            if None in row or None in row.values():
                raise BrokenKnowledge(f"{path}:{reader.line_num}: expected {len(columns)} cells.")
            yield row
