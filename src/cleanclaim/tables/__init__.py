"""Dated reference tables. The rules ask through one small face, `Tables`, already bound to a date."""

from collections.abc import Hashable
from datetime import date
from typing import Protocol

from cleanclaim.coverage import Coverage
from cleanclaim.finding import TableVersion
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

__all__ = [
    "Denial",
    "Diagnosis",
    "DiagnosisHistory",
    "Drug",
    "Fee",
    "Jurisdiction",
    "ModifierRow",
    "Mue",
    "Place",
    "Procedure",
    "PtpEdit",
    "Tables",
]


class Tables(Hashable, Protocol):
    """What the rules may ask, as of one date. None means that no row is in force, never that all is well."""

    def __hash__(self) -> int:
        """Hash by identity: what is derived from the tables of one date may be kept."""
        ...

    @property
    def on(self) -> date:
        """The date everything is judged by."""
        ...

    def version(self, table: str) -> TableVersion:
        """Name the release that answers for a table on the date, and the gap when it is not the one in force."""
        ...

    def procedure(self, code: str) -> Procedure | None:
        """Find a CPT or HCPCS code, in force or ended; the rule compares the dates."""
        ...

    def family(self, code: str) -> str | None:
        """Name the family of a procedure code, such as `visit` or `drug`; None when the code is on no table."""
        ...

    def is_known_to_ptp(self, code: str) -> bool:
        """Say whether the PTP rows are complete for a code, so that a missing pair means there is no edit."""
        ...

    def ptp(self, column1: str, column2: str) -> PtpEdit | None:
        """Find the edit in force for an ordered pair."""
        ...

    def mue(self, code: str) -> Mue | None: ...

    def fee(self, code: str) -> Fee | None: ...

    def primaries(self, code: str) -> tuple[str, ...]:
        """Give the primary codes of an add-on code; empty when the code is no add-on."""
        ...

    def drug(self, code: str) -> Drug | None: ...

    def diagnosis(self, code: str) -> Diagnosis | None:
        """Find a diagnosis in the year in force, or in the nearest year loaded; `year` says which."""
        ...

    def diagnosis_history(self, code: str) -> DiagnosisHistory | None: ...

    def diagnoses_below(self, code: str) -> tuple[Diagnosis, ...]:
        """Give the billable codes below a category."""
        ...

    def modifier(self, code: str) -> ModifierRow | None: ...

    def place(self, code: str) -> Place | None: ...

    def denial(self, code: str) -> Denial | None:
        """Find an adjustment reason or remark code of a remittance, without its group."""
        ...

    def jurisdiction(self, state: str) -> Jurisdiction | None: ...

    def policies(self, code: str, state: str | None, payer: str | None) -> tuple[Coverage, ...]:
        """Give the coverage policies in force that name a procedure, for a state (all when None) and a payer."""
        ...

    def policies_of_other_dates(self, code: str, state: str | None, payer: str | None) -> tuple[Coverage, ...]:
        """Give the policies that name a procedure for a state and payer and were not in force on the date."""
        ...
