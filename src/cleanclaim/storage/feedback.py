"""What people thought of an answer, with the question and the answer, so that it can become an eval case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlalchemy import Column, Engine, Row, String, Table, Text, delete, insert, select

from cleanclaim.storage.database import writing
from cleanclaim.storage.schema import METADATA, Json, Moment

Thumb = Literal["up", "down"]
FEEDBACK = Table(
    "feedback",
    METADATA,
    # The answer's own id: who thinks again replaces what was said before.
    Column("answer_id", String(64), primary_key=True),
    Column("owner", String(320), primary_key=True),
    Column("thumb", String(8), nullable=False),
    Column("reason", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("context", Json, nullable=False),
    Column("answer", Json, nullable=False),
    Column("given", Moment, nullable=False, index=True),
)


@dataclass(frozen=True)
class Feedback:
    """A thumb with its reason, on one answer."""

    answer_id: str
    owner: str
    thumb: Thumb
    reason: str
    question: str
    context: dict[str, str]
    answer: dict[str, Any]
    given: datetime


def give(engine: Engine, feedback: Feedback) -> None:
    """Keep a user's feedback on an answer in place of what the same user said of it before."""
    with writing(engine) as connection:
        connection.execute(_one(delete(FEEDBACK), feedback.owner, feedback.answer_id))
        connection.execute(insert(FEEDBACK).values(**vars(feedback)))


def withdraw(engine: Engine, owner: str, answer_id: str) -> None:
    """Take back a user's feedback on an answer."""
    with writing(engine) as connection:
        connection.execute(_one(delete(FEEDBACK), owner, answer_id))


def given(engine: Engine, owner: str, answer_ids: list[str]) -> dict[str, Feedback]:
    """Find a user's feedback on some answers, by answer id."""
    query = select(FEEDBACK).where(FEEDBACK.c.owner == owner, FEEDBACK.c.answer_id.in_(answer_ids))
    with engine.connect() as connection:
        return {row.answer_id: _feedback(row) for row in connection.execute(query)}


def listed(engine: Engine, thumb: Thumb | None = None, limit: int = 100) -> list[Feedback]:
    """List feedback of all users, newest first."""
    query = select(FEEDBACK).order_by(FEEDBACK.c.given.desc(), FEEDBACK.c.answer_id).limit(limit)
    if thumb:
        query = query.where(FEEDBACK.c.thumb == thumb)
    with engine.connect() as connection:
        return [_feedback(row) for row in connection.execute(query)]


def _one(statement: Any, owner: str, answer_id: str) -> Any:
    return statement.where(FEEDBACK.c.owner == owner, FEEDBACK.c.answer_id == answer_id)


def _feedback(row: Row[Any]) -> Feedback:
    return Feedback(
        row.answer_id,
        row.owner,
        cast(Thumb, row.thumb),
        row.reason,
        row.question,
        row.context,
        row.answer,
        row.given,
    )
