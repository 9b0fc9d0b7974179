"""What payers other than Medicare's contractors make of a procedure, each by its own documents."""

from datetime import date

from pydantic import BaseModel, ConfigDict

from cleanclaim.answer import CoverageStatus
from cleanclaim.checking import Checker
from cleanclaim.claim import Claim, Line
from cleanclaim.comparing.contractors import Governing, governing, reason
from cleanclaim.knowledge import Policy


class PayerView(BaseModel):
    """One payer's document on a procedure, how often it pays, and what the checker says of a claim to that payer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    payer: str
    authority: str
    states: tuple[str, ...]
    document: Governing
    status: CoverageStatus
    why: str


def views(procedure: str, checker: Checker, on: date, diagnoses: tuple[str, ...] = ()) -> tuple[PayerView, ...]:
    """Give a view of every document in force that names a procedure and is no Medicare document, by payer."""
    named = [p for p in checker.knowledge.naming(procedure, on) if p.payer != "medicare"]
    return tuple(_view(p, procedure, checker, on, diagnoses) for p in sorted(named, key=lambda p: (p.payer, p.id)))


def _view(policy: Policy, procedure: str, checker: Checker, on: date, diagnoses: tuple[str, ...]) -> PayerView:
    claim = Claim(
        lines=(Line(code=procedure),),
        diagnoses=diagnoses,
        date_of_service=on,
        state=policy.states[0] if policy.states else None,
        payer=policy.payer,
    )
    answer, document = checker.check(claim), governing(policy, procedure)
    return PayerView(
        payer=policy.payer,
        authority=policy.authority,
        states=policy.states,
        document=document,
        status=next(c.coverage for c in answer.codes if c.code == procedure),
        why=reason(procedure, answer, document),
    )
