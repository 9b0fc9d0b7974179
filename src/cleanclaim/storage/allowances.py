"""How often each caller asked in the running minute, counted together by all workers."""

from datetime import datetime

from sqlalchemy import Column, Engine, Integer, String, Table, delete, insert, update
from sqlalchemy.exc import IntegrityError

from cleanclaim.storage.database import writing
from cleanclaim.storage.schema import METADATA

WINDOW = 60
"""Seconds."""
ALLOWANCES = Table(
    "allowances",
    METADATA,
    Column("owner", String(320), primary_key=True),
    Column("minute", Integer, primary_key=True),
    Column("asked", Integer, nullable=False),
)


def count(engine: Engine, owner: str, now: datetime) -> int:
    """Count one request of a caller and give how many it made in this minute."""
    minute = int(now.timestamp()) // WINDOW
    try:
        return _counted(engine, owner, minute)
    except IntegrityError:
        # PostgreSQL let another worker begin the same minute first: its row is there now.
        return _counted(engine, owner, minute)


def _counted(engine: Engine, owner: str, minute: int) -> int:
    more = (
        update(ALLOWANCES)
        .where(ALLOWANCES.c.owner == owner, ALLOWANCES.c.minute == minute)
        .values(asked=ALLOWANCES.c.asked + 1)
        .returning(ALLOWANCES.c.asked)
    )
    with writing(engine) as connection:
        asked = connection.execute(more).scalar()
        if asked is None:
            connection.execute(delete(ALLOWANCES).where(ALLOWANCES.c.minute < minute))
            connection.execute(insert(ALLOWANCES).values(owner=owner, minute=minute, asked=1))
            asked = 1
    return int(asked)
