"""Check a claim by the rules alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cleanclaim import __version__, rules
from cleanclaim.answer import CheckAnswer, Versions
from cleanclaim.claim import Claim
from cleanclaim.knowledge import Knowledge
from cleanclaim.standing import entries_of
from cleanclaim.tables import Tables

_SHOWN = ("procedures", "ptp", "mue", "pfs", "icd10cm")


@dataclass(frozen=True)
class Checker:
    """Run the rules on claims as of their date of service, or today."""

    knowledge: Knowledge
    tables_on: Callable[[date], Tables]
    today: Callable[[], date]

    def check(self, claim: Claim) -> CheckAnswer:
        on = claim.date_of_service or self.today()
        tables = self.tables_on(on)
        report = rules.check(claim, tables)
        return CheckAnswer(
            claim=str(claim),
            as_of=on,
            codes=entries_of(claim, report, tables),
            findings=report.findings,
            checks=report.checks,
            versions=versions(self.knowledge, tables),
        )


def versions(knowledge: Knowledge, tables: Tables) -> Versions:
    """Name what an answer rests on."""
    return Versions(
        cleanclaim=__version__, knowledge=knowledge.version, tables={n: tables.version(n).version for n in _SHOWN}
    )
