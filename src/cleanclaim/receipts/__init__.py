"""Receipts: what each answer stood on, in a hash-chained book that an auditor can verify and replay.

A receipt holds no question and no identifier: a hash of the redacted question, the scenario that was read from it (codes,
units, muscles, dates, state, payer), the decision with its findings and checks, the passages by place and hash, every
version, and a hash of the text. Decision and findings follow from scenario, tables and knowledge alone, so they can be
derived again. Dates of service stay, because coverage is a matter of dates: keep the book as you keep claims.
"""

from datetime import date
from typing import Protocol

from cleanclaim.answer import Answer
from cleanclaim.evidence import Evidence

__all__ = ["NO_BOOK", "Book"]


class Book(Protocol):
    """Where receipts are kept."""

    def keep(self, evidence: Evidence, answer: Answer, today: date, earlier: tuple[str, ...] = ()) -> str | None:
        """Write the receipt of an answer, durably, before anything of the answer is shown.

        Gives None, or why there is no receipt where the operator allowed answers without one. Raises ReceiptUnwritable.
        """
        ...

    def reword(self, answer: Answer, is_whole: bool = True) -> str | None:
        """Write that an answer already kept was shown with another text than its receipt's: a model's. As `keep`.

        The text of one who left before the end is not whole: it is as far as it was handed out.
        """
        ...


class _NoBook:
    def keep(self, evidence: Evidence, answer: Answer, today: date, earlier: tuple[str, ...] = ()) -> str | None:
        return None

    def reword(self, answer: Answer, is_whole: bool = True) -> str | None:
        return None


NO_BOOK: Book = _NoBook()
"""For evals, benchmarks and tests, whose answers are handed to no one."""
