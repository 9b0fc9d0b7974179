"""Replies kept under the key a client gave its request, so that asking again is answered with the same."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Column, ColumnElement, Engine, String, Table, Text, and_, delete, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from cleanclaim.storage.database import writing
from cleanclaim.storage.schema import METADATA, Moment

KEPT = timedelta(hours=24)
_ABANDONED = timedelta(minutes=2)
"""After this long without a reply its process is taken to be dead, and the key may be used again."""
REPLIES = Table(
    "replies",
    METADATA,
    Column("owner", String(320), primary_key=True),
    Column("key", String(255), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("begun", Moment, nullable=False, index=True),
    Column("body", Text, nullable=True),
)


@dataclass(frozen=True)
class Reservation:
    """What is known of a key: `new` is now the caller's to answer; `same` has its reply; the others are refused."""

    state: Literal["new", "same", "other", "pending"]
    body: str | None = None


def reserve(engine: Engine, owner: str, key: str, digest: str, now: datetime) -> Reservation:
    """Reserve a key for one request, told by the digest of what it asks."""
    stale = or_(REPLIES.c.begun < now - KEPT, and_(REPLIES.c.body.is_(None), REPLIES.c.begun < now - _ABANDONED))
    try:
        with writing(engine) as connection:
            connection.execute(delete(REPLIES).where(stale))
            row = connection.execute(select(REPLIES).where(*_one(owner, key))).first()
            if row is None:
                connection.execute(insert(REPLIES).values(owner=owner, key=key, digest=digest, begun=now))
                return Reservation("new")
    except IntegrityError:
        # PostgreSQL lets two ask at once; the later one finds the row of the earlier.
        return Reservation("pending")
    if row.digest != digest:
        return Reservation("other")
    return Reservation("pending") if row.body is None else Reservation("same", row.body)


def settle(engine: Engine, owner: str, key: str, body: str) -> None:
    """Keep the reply of a reserved key."""
    with writing(engine) as connection:
        connection.execute(update(REPLIES).where(*_one(owner, key)).values(body=body))


def forget(engine: Engine, owner: str, key: str) -> None:
    """Give a reserved key back: its request failed and may be sent again."""
    with writing(engine) as connection:
        connection.execute(delete(REPLIES).where(*_one(owner, key)))


def _one(owner: str, key: str) -> tuple[ColumnElement[bool], ...]:
    return REPLIES.c.owner == owner, REPLIES.c.key == key
