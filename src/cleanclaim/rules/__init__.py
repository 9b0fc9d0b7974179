"""The rules: one file each, found by walking this folder. `check` runs all of them on a claim."""

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib import import_module
from pkgutil import iter_modules

from cleanclaim.bench import Bench
from cleanclaim.claim import Claim, Line
from cleanclaim.coverage import Coverage, Session
from cleanclaim.finding import Report, Unchecked
from cleanclaim.rule import Rule, rule
from cleanclaim.tables import Tables

__all__ = ["Rule", "catalogue", "check", "find", "governing", "rule", "session_rules"]


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
    return _bench(None if rules is None else tuple(rules), tables).check(claim)


@lru_cache(maxsize=16)
def _bench(rules: tuple[Rule, ...] | None, tables: Tables) -> Bench:
    return Bench(catalogue() if rules is None else rules, tables)
