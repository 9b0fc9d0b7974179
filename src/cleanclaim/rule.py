"""A rule: a generator from a claim and dated tables to problems, with everything a person may want to know of it.

Its module docstring holds three paragraphs, shown everywhere a person meets the rule: what it finds, why a payer objects,
what to bill instead. Its file name is its id.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from inspect import getdoc, getmodule
from typing import Literal

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Severity, Unchecked
from cleanclaim.tables import Tables

Judge = Callable[[Claim, Tables], Iterable[Problem | Unchecked]]


WHERE = ("payer", "date_of_service")
"""The facts of a claim that every rule is shown: they are few, and the same for many claims of a batch."""
SLICES = ("line", "code", "pair", "none")


@dataclass(frozen=True, eq=False)
class Rule:
    """A rule with everything a person may want to know of it.

    `sees` is what of a claim the rule is shown, and nothing else: one `line` at a time, the lines of one `code`, each
    `pair` of lines, or `none`, and any fields beside; empty means the whole claim. What a rule said of a slice is kept.
    `codes` and `modifiers` name what must be on the claim, and `given` the facts it must have, for the rule to have anything
    to look at; `needs` are facts whose absence leaves the rule unchecked.
    """

    id: str
    title: str
    why: str
    remedy: str
    judge: Judge
    citation: Citation
    denied: tuple[str, ...]
    clean: tuple[str, ...]
    severity: Severity
    about: Literal["coding", "coverage"]
    table: str | None
    codes: frozenset[str]
    payers: tuple[str, ...]
    needs: tuple[str, ...]
    since: date | None
    until: date | None
    sees: tuple[str, ...]
    modifiers: frozenset[str]
    given: tuple[str, ...]

    def sits(self, payer: str | None, on: date) -> bool:
        """Say whether the rule has anything to say to a payer on a date."""
        return (
            (not self.payers or (payer or "medicare") in self.payers)
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
        )

    @property
    def calls(self) -> frozenset[str]:
        """Give the codes or modifiers, one of which must be on a claim for the rule to have anything to look at."""
        return self.codes or self.modifiers

    def is_concerned(self, codes: set[str], modifiers: set[str]) -> bool:
        """Say whether the rule has anything to look at among these codes and modifiers."""
        return not (self.codes and self.codes.isdisjoint(codes)) and not (
            self.modifiers and self.modifiers.isdisjoint(modifiers)
        )


def rule(
    *,
    citation: Citation,
    denied: tuple[str, ...],
    clean: tuple[str, ...],
    severity: Severity = "denied",
    about: Literal["coding", "coverage"] = "coding",
    table: str | None = None,
    codes: Iterable[str] = (),
    payers: tuple[str, ...] = (),
    needs: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    sees: tuple[str, ...] = (),
    modifiers: Iterable[str] = (),
    given: tuple[str, ...] = (),
) -> Callable[[Judge], Rule]:
    """Make a rule of a generator; its module gives the id and the three paragraphs."""

    def make(judge: Judge) -> Rule:
        module = getmodule(judge)
        assert module is not None
        name = module.__name__.rpartition(".")[2]
        paragraphs = [" ".join(p.split()) for p in (getdoc(module) or "").split("\n\n")]
        if len(paragraphs) != 3 or not denied or not clean:
            raise TypeError(f"{name}: a rule has three paragraphs, a denied example and a clean one.")
        if sees and (sees[0] not in SLICES or not {*sees[1:], *needs} <= Claim.model_fields.keys()):
            raise TypeError(f"{name}: sees begins with one of {', '.join(SLICES)}, then names fields of a claim.")
        title, why, remedy = paragraphs
        return Rule(
            name.replace("_", "-"),
            title,
            why,
            remedy,
            judge,
            citation,
            denied,
            clean,
            severity,
            about,
            table,
            frozenset(codes),
            payers,
            needs,
            since,
            until,
            sees,
            frozenset(modifiers),
            given,
        )

    return make
