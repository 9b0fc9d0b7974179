"""The tables as of one date: the only implementation of `Tables`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from cleanclaim.codes import icd10cm as icd10cm_form
from cleanclaim.coverage import NO_POLICIES, Coverage, Policies
from cleanclaim.finding import TableVersion
from cleanclaim.tables.icd10cm import fiscal_year
from cleanclaim.tables.library import Library
from cleanclaim.tables.rows import (
    Denial,
    Diagnosis,
    DiagnosisHistory,
    Drug,
    Fee,
    Jurisdiction,
    ModifierRow,
    Mue,
    Place,
    Procedure,
    PtpEdit,
)

_MOST_KEPT, _MOST_PARTNERED = 100_000, 256
_ASKED_AGAIN = (
    "version procedure family is_known_to_ptp ptp mue fee primaries drug diagnosis diagnosis_history modifier place denial "
    "jurisdiction policies policies_of_other_dates"
).split()
_RELEASED = {"ptp": "quarter", "mue": "quarter", "pfs": "year", "addons": "year", "icd10cm": "fiscal year"}


def _unlabelled(code: str) -> Procedure:
    return Procedure(
        code,
        "CPT" if code[0].isdigit() else "HCPCS",
        "no label on file",
        "other",
        "service",
        None,
        None,
        (),
        (),
        "imported MUE, fee schedule or coverage document",
    )


@dataclass(frozen=True, eq=False)
class DatedTables:
    """A store bound to the date of service. Two are the same only when they are one: each keeps its own answers."""

    library: Library
    on: date
    coverage: Policies = NO_POLICIES

    def __post_init__(self) -> None:
        # Claims ask the same few things of a date again and again: each instance keeps its answers.
        for name in _ASKED_AGAIN:
            object.__setattr__(self, name, lru_cache(_MOST_KEPT)(getattr(self, name)))
        object.__setattr__(self, "_partners", lru_cache(_MOST_PARTNERED)(self._partners))

    def version(self, table: str) -> TableVersion:
        if table == "policies":
            return TableVersion(name=table, version=self.coverage.version, rows=self.coverage.count(self.on))
        store = self.library.store_for(table, self.on)
        release = store.releases[table]
        gap = None
        if not release.effective_from <= self.on <= (release.effective_to or date.max):
            gap = f"{period(table, self.on)} is not loaded; {release.version} was used"
        return TableVersion(name=table, version=release.version, rows=store.count(table, str(self.on)), gap=gap)

    def procedure(self, code: str) -> Procedure | None:
        known: Procedure | None = self._one("procedures", code)
        if self.library.has_imported("hcpcs"):
            official: Procedure | None = self._one("hcpcs", code)
            if known and official:
                return replace(known, effective_from=official.effective_from, effective_to=official.effective_to)
            known = known or official
        return known or (_unlabelled(code) if self._is_listed(code) else None)

    def _is_listed(self, code: str) -> bool:
        """Say whether an imported MUE, fee schedule or coverage document names a code, though we have no label for it."""
        listed = any(self.library.has_imported(t) and self._one(t, code) for t in ("mue", "pfs"))
        return listed or bool(self.coverage.naming(code, self.on))

    def family(self, code: str) -> str | None:
        row = self.procedure(code)
        return row.family if row else None

    def is_known_to_ptp(self, code: str) -> bool:
        store = self.library.store_for("ptp", self.on)
        row = self._one("procedures", code)
        until = store.releases["ptp"].effective_to
        # A procedure that began after the release cannot be in it; what a drug is bundled into is a rule of its own.
        if row and row.family != "drug" and row.effective_from and until and row.effective_from > until:
            return False
        return store is not self.library.curated or row is not None

    def ptp(self, column1: str, column2: str) -> PtpEdit | None:
        if column2 not in self._partners(column1):
            return None
        rows = self._find("ptp", "column1", column1, "column2", column2)
        in_force = [r for r in rows if self._holds(r) and r.indicator != "9"]
        # Where an old row and a later one both cover the date, the one that ends first is the closer statement.
        return min(in_force, key=lambda r: r.effective_to or date.max, default=None)

    def _partners(self, column1: str) -> frozenset[str]:
        """Give every code that stands under a column 1 code: most pairs form no edit, and need no look-up of their own."""
        return self.library.store_for("ptp", self.on).values("ptp", "column1", column1, "column2")

    def mue(self, code: str) -> Mue | None:
        row: Mue | None = self._latest("mue", code)
        return row

    def fee(self, code: str) -> Fee | None:
        row: Fee | None = self._latest("pfs", code)
        return row

    def primaries(self, code: str) -> tuple[str, ...]:
        return tuple(row.primary for row in self._find("addons", "code", code))

    def drug(self, code: str) -> Drug | None:
        row: Drug | None = self._one("drugs", code)
        return row

    def diagnosis(self, code: str) -> Diagnosis | None:
        rows = self._find("icd10cm", "code", code)
        return min(rows, key=lambda r: abs(r.year - fiscal_year(self.on)), default=None)

    def diagnosis_history(self, code: str) -> DiagnosisHistory | None:
        # An imported year says what began and ended with it, the curated rows what did in other years.
        stores = self.library.stores_for("icd10cm_history", self.on)
        found = (row for store in stores for row in store.find("icd10cm_history", "code", code))
        row: DiagnosisHistory | None = next(found, None)
        return row

    def diagnoses_below(self, code: str) -> tuple[Diagnosis, ...]:
        prefix = code if "." in code else f"{code}."
        return tuple(
            row
            for row in self.library.store_for("icd10cm", self.on).below("icd10cm", prefix)
            if row.billable and code in icd10cm_form.ancestors(row.code)
        )

    def modifier(self, code: str) -> ModifierRow | None:
        row: ModifierRow | None = self._one("modifiers", code)
        return row

    def place(self, code: str) -> Place | None:
        row: Place | None = self._one("places", code)
        return row

    def denial(self, code: str) -> Denial | None:
        row: Denial | None = self._one("denials", code)
        return row

    def jurisdiction(self, state: str) -> Jurisdiction | None:
        rows = self._find("jurisdictions", "state", state)
        return rows[0] if rows else None

    def policies(self, code: str, state: str | None, payer: str | None) -> tuple[Coverage, ...]:
        return _for(self.coverage.naming(code, self.on), state, payer)

    def policies_of_other_dates(self, code: str, state: str | None, payer: str | None) -> tuple[Coverage, ...]:
        other = [policy for policy in self.coverage.ever_naming(code) if not policy.is_in_force(self.on)]
        return _for(other, state, payer)

    def _find(self, *where: str) -> tuple[Any, ...]:
        return self.library.find(self.on, *where)

    def _one(self, table: str, code: str) -> Any:
        rows = self._find(table, "code", code)
        return rows[0] if rows else None

    def _latest(self, table: str, code: str) -> Any:
        """Give the last row begun by the date; before the first row begun, the first (the version names the gap)."""
        rows = self._find(table, "code", code)
        begun = [row for row in rows if row.effective_from <= self.on]
        return begun[-1] if begun else rows[0] if rows else None

    def _holds(self, row: Any) -> bool:
        return (row.effective_from or date.min) <= self.on <= (row.effective_to or date.max)


def _for(policies: Iterable[Coverage], state: str | None, payer: str | None) -> tuple[Coverage, ...]:
    """Keep the policies of a payer that hold in a state; all states when it is None."""
    return tuple(
        policy
        for policy in policies
        if policy.payer == (payer or "medicare") and (state is None or not policy.states or state in policy.states)
    )


def period(table: str, on: date) -> str:
    """Name the release that would be in force: `2026 Q4`, `FY2027`, `2026`."""
    match _RELEASED.get(table):
        case "quarter":
            return f"{on.year} Q{(on.month + 2) // 3}"
        case "fiscal year":
            return f"FY{fiscal_year(on)}"
        case _:
            return str(on.year)
