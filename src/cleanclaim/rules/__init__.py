"""The rules: one file each, found by walking this folder. `check` runs all of them on a claim.

A rule is a generator from a claim and dated tables to problems. Its module docstring holds three paragraphs, shown
everywhere a person meets the rule: what it finds, why a payer objects, what to bill instead. Its file name is its id.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from inspect import getdoc, getmodule
from pkgutil import iter_modules
from typing import Literal

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim, Line
from cleanclaim.coverage import Coverage, Session
from cleanclaim.finding import Check, Finding, Problem, Report, Severity, TableRef, TableVersion, Unchecked
from cleanclaim.tables import Tables

Judge = Callable[[Claim, Tables], Iterable[Problem | Unchecked]]


@dataclass(frozen=True)
class Rule:
    """A rule with everything a person may want to know of it."""

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

    def applies_to(self, codes: Iterable[str], payer: str | None, on: date) -> bool:
        """Say whether the rule has anything to look at on a claim with these codes."""
        return (
            (not self.codes or not self.codes.isdisjoint(codes))
            and (not self.payers or (payer or "medicare") in self.payers)
            and (self.since is None or self.since <= on)
            and (self.until is None or on <= self.until)
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
) -> Callable[[Judge], Rule]:
    """Make a rule of a generator; its module gives the id and the three paragraphs."""

    def make(judge: Judge) -> Rule:
        module = getmodule(judge)
        assert module is not None
        name = module.__name__.rpartition(".")[2]
        paragraphs = [" ".join(p.split()) for p in (getdoc(module) or "").split("\n\n")]
        if len(paragraphs) != 3 or not denied or not clean:
            raise TypeError(f"{name}: a rule has three paragraphs, a denied example and a clean one.")
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
        )

    return make


@cache
def catalogue() -> tuple[Rule, ...]:
    """Give every rule, in the order of their ids."""
    modules = (import_module(f"{__name__}.{m.name}") for m in iter_modules(__path__))
    rules = [value for module in modules for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(sorted(rules, key=lambda r: r.id))


def find(name: str) -> Rule | None:
    """Find a rule by its id."""
    return next((r for r in catalogue() if r.id == name), None)


def governing(line: Line, claim: Claim, tables: Tables) -> Iterator[Coverage | Unchecked]:
    """Give the policies that govern a line, or say what keeps them unknown."""
    if claim.state is None and (claim.payer or "medicare") == "medicare":
        yield Unchecked("coverage depends on the Medicare contractor: the state is not given", (line.code,))
        return
    policies = tables.policies(line.code, claim.state, claim.payer)
    if not policies:
        yield Unchecked(f"no policy on file for {line.code}", (line.code,))
    yield from policies


def session_rules(line: Line, claim: Claim, tables: Tables) -> Iterator[tuple[Coverage, Session] | Unchecked]:
    """Give what the governing policies say of one session, or say that none of them is on file with it."""
    governed = tuple(governing(line, claim, tables))
    policies = [each for each in governed if not isinstance(each, Unchecked)]
    yield from (each for each in governed if isinstance(each, Unchecked))
    yield from ((policy, policy.session) for policy in policies if policy.session)
    if policies and not any(policy.session for policy in policies):
        names = " and ".join(policy.name for policy in policies)
        yield Unchecked(f"what {names} says of one session is not on file", (line.code,))


def check(claim: Claim, tables: Tables, rules: Iterable[Rule] | None = None) -> Report:
    """Run the rules on a claim as of the tables' date. Never raises on a claim, however wrong."""
    findings: list[Finding] = []
    states: dict[str, list[Unchecked]] = {}
    versions: dict[str, str | None] = {}
    codes, on = claim.procedure_codes, tables.on
    for each in catalogue() if rules is None else rules:
        if not each.applies_to(codes, claim.payer, on):
            continue
        topic = each.table or each.id
        versions[topic] = each.table
        unchecked = states.setdefault(topic, [])
        for said in _judged(each, claim, tables) if each.needs else each.judge(claim, tables):
            if isinstance(said, Unchecked):
                unchecked.append(said)
            else:
                findings.append(_finding(each, said, tables))
    checks = tuple(_check(topic, versions[topic], unchecked, tables) for topic, unchecked in sorted(states.items()))
    return Report(claim=claim, findings=tuple(findings), checks=checks)


def _judged(each: Rule, claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    missing = [need.replace("_", " ") for need in each.needs if not getattr(claim, need)]
    if missing:
        yield Unchecked(
            f"{each.id} needs the {' and the '.join(missing)}",
            tuple(line.code for line in claim.lines if not each.codes or line.code in each.codes),
        )
    else:
        yield from each.judge(claim, tables)


def _finding(each: Rule, problem: Problem, tables: Tables) -> Finding:
    version = tables.version(each.table) if each.table else None
    return Finding(
        rule=each.id,
        outcome=problem.outcome,
        severity=problem.severity or each.severity,
        where=str(problem.where),
        message=problem.message,
        remedy=problem.remedy or each.remedy,
        citation=problem.citation or each.citation,
        table=TableRef(name=version.name, version=problem.release or version.version) if version else None,
        codes=problem.codes or tuple(c for c in [getattr(problem.where, "code", None)] if c),
        about=problem.about or each.about,
    )


@cache
def _passed(topic: str, version: TableVersion | None) -> Check:
    """Give the check that ran, one value for all claims of a day."""
    return Check(
        check=topic,
        table=version.name if version else None,
        version=version.version if version else None,
        rows=version.rows if version else None,
        why=version.gap if version else None,
    )


def _check(topic: str, table: str | None, unchecked: list[Unchecked], tables: Tables) -> Check:
    version = tables.version(table) if table else None
    if not unchecked:
        return _passed(topic, version)
    reasons = list(dict.fromkeys(u.why for u in unchecked))
    why = "; ".join(([version.gap] if version and version.gap else []) + reasons) or None
    return Check(
        check=topic,
        table=version.name if version else None,
        version=version.version if version else None,
        rows=version.rows if version else None,
        state="not_checked",
        why=why,
        codes=tuple(dict.fromkeys(code for u in unchecked for code in u.codes)),
    )
