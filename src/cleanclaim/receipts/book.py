"""The book that surfaces share: it makes the receipt of an answer and keeps it in the ledger."""

from dataclasses import dataclass
from datetime import date

from cleanclaim.answer import Answer
from cleanclaim.errors import ReceiptUnwritable
from cleanclaim.evidence import Evidence
from cleanclaim.receipts.ledger import Ledger
from cleanclaim.receipts.receipt import Receipt, Rewording, receipt, rewording


@dataclass(frozen=True)
class LedgerBook:
    """Keep receipts in a ledger; without one the answer is withheld, unless the operator relaxed that."""

    ledger: Ledger
    is_required: bool = True
    keeps_questions: bool = False

    def keep(self, evidence: Evidence, answer: Answer, today: date, earlier: tuple[str, ...] = ()) -> str | None:
        made = receipt(evidence, answer, today, earlier, self.keeps_questions)
        return self._append(made)

    def reword(self, answer: Answer, is_whole: bool = True) -> str | None:
        return self._append(rewording(answer, is_whole))

    def _append(self, made: Receipt | Rewording) -> str | None:
        try:
            self.ledger.append(made.model_dump_json(exclude_defaults=True))
        except ReceiptUnwritable as error:
            if self.is_required:
                raise ReceiptUnwritable(
                    f"The answer is withheld, for its receipt could not be written ({error}); "
                    "with CLEANCLAIM_RECEIPTS=optional answers go out without one and say so."
                ) from None
            return str(error)
        return None
